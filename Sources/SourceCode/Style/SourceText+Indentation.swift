extension SourceText {
  /// The starts of lines that lie inside a string or a comment, where blanks are not indentation.
  ///
  /// The text between the tags of JSX is none of these: its blanks mean nothing.
  var insideLines: Set<Int> {
    let isText = syntax.grammar.kinds.map { kind in
      kind != "jsx_text" && ["string", "template", "heredoc", "comment", "regex"].contains { kind.contains($0) }
    }
    var inside: Set<Int> = []
    var index = 0
    while index < syntax.nodes.count {
      let symbol = Int(syntax.nodes[index].symbol)
      let isLeaf = syntax.isLeaf(index) && syntax.kind(index) != "jsx_text"
      guard isLeaf || symbol < isText.count && isText[symbol] && syntax.isNamed(index) else {
        index += 1
        continue
      }
      let range = syntax.range(index)
      for position in range.dropLast() where bytes[position] == Bytes.newline { inside.insert(position + 1) }
      // What is inside a string was seen with the string.
      index = syntax.next(index)
    }
    return inside
  }

  /// How the lines are indented that do not begin inside a string or a comment.
  func indentation(inside: Set<Int>) -> Indentation {
    Indentation(bytes, lines: Bytes.lines(bytes), isInside: { inside.contains($0) })
  }

  /// The edits that indent every line with tabs, or with so many spaces a level.
  ///
  /// Blanks beyond whole levels, which align a line, stay.
  func indentEdits(tabs: Bool, width wanted: Int?) -> [TextEdit] {
    if tabs && language == "yaml" { return [] }
    let inside = insideLines
    let found = indentation(inside: inside)
    let from = found.width ?? wanted ?? (language == "python" ? 4 : 2)
    let to = wanted ?? found.width ?? (language == "python" ? 4 : 2)
    guard (1...16).contains(to) else { return [] }
    return Bytes.lines(bytes).compactMap { line in
      let blank = Indentation.blank(of: line, in: bytes)
      guard !blank.isEmpty, blank.upperBound < line.upperBound, !inside.contains(line.lowerBound) else { return nil }
      let tabCount = bytes[blank].count { $0 == Bytes.tab }
      let spaceCount = blank.count - tabCount
      let levels = tabCount + (tabs && tabCount > 0 ? 0 : spaceCount / from)
      let rest = tabs && tabCount > 0 ? spaceCount : spaceCount % from
      let after =
        (tabs ? String(repeating: "\t", count: levels) : String(repeating: " ", count: levels * to))
        + String(repeating: " ", count: rest)
      let edit = TextEdit(blank, of: bytes, to: after)
      return edit.before == edit.after ? nil : edit
    }
  }
}
