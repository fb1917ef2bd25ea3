extension SourceText {
  /// How often a text is read again at most to find the edits that may not be made.
  private static let attempts = 40

  /// The edits that leave the syntax tree as it is.
  ///
  /// All of them as a rule. Where together they change the tree, halves of them are tried, and in the end the edits
  /// alone.
  ///
  /// - Parameter isReordering: whether statements may change places.
  /// - Throws: ``SourceCodeError`` when reading takes too long.
  func verified(_ edits: [TextEdit], isReordering: Bool = false) throws(SourceCodeError) -> [TextEdit] {
    let edits = apart(edits)
    guard !edits.isEmpty else { return [] }
    let wanted = shape(of: syntax, isReordering: isReordering)
    if try keepsShape(edits, wanted, isReordering) { return edits }
    if isReordering { return [] }
    var kept: [TextEdit] = []
    var waiting = [edits[...]]
    var attempts = 0
    while let part = waiting.popLast(), attempts < Self.attempts {
      attempts += 1
      // What was kept so far lies before this part, so that the edits stay in order.
      if try keepsShape(kept + part, wanted, false) {
        kept += part
      } else if part.count > 1 {
        let middle = part.startIndex + part.count / 2
        waiting.append(part[middle...])
        waiting.append(part[..<middle])
      }
    }
    return kept
  }

  /// The edits in order, without those that reach into the one before: damaged code may have statements that share
  /// an end.
  private func apart(_ edits: [TextEdit]) -> [TextEdit] {
    var kept: [TextEdit] = []
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    })
    where kept.last.map({ $0.range.upperBound <= edit.range.lowerBound && $0.range != edit.range }) ?? true {
      kept.append(edit)
    }
    return kept
  }

  private func keepsShape(
    _ edits: [TextEdit], _ wanted: [UInt16], _ isReordering: Bool
  ) throws(SourceCodeError) -> Bool {
    let changed = try reading(TextEdit.apply(edits, to: bytes), limits: .edited)
    return changed.errorCount <= syntax.errorCount && shape(of: changed, isReordering: isReordering) == wanted
  }

  /// The kinds of the nodes, without comments and what is inside strings.
  private func shape(of syntax: Syntax, isReordering: Bool) -> [UInt16] {
    var kinds: [UInt16] = []
    for index in syntax.indices where syntax.isNamed(index) && !syntax.nodes[index].isExtra {
      let kind = syntax.kind(index)
      guard
        !kind.hasPrefix("string_") && !kind.hasPrefix("escape") && kind != "encapsed_string" && kind != "string"
          && kind != "empty_statement" && kind != "jsx_text"
      else { continue }
      kinds.append(syntax.nodes[index].symbol)
    }
    return isReordering ? kinds.sorted() : kinds
  }
}
