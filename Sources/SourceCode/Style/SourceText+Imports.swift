extension SourceText {
  /// Imports that stand directly below one another, at least two.
  struct ImportBlock {
    /// The statements, in order, with what they are sorted by.
    var statements: [(range: Range<Int>, key: [String])]
    /// Whether no statement stands before a smaller one.
    var isSorted: Bool {
      zip(statements, statements.dropFirst()).allSatisfy { !$1.key.lexicographicallyPrecedes($0.key) }
    }
  }

  private var importKind: String { dialect.sets["sorted_import"] == nil ? "import" : "sorted_import" }

  /// The blocks of imports whose order does not matter to the program.
  func importBlocks() -> [ImportBlock] {
    var blocks: [ImportBlock] = []
    var block = ImportBlock(statements: [])
    var isFree = true
    func close() {
      if block.statements.count > 1, isFree { blocks.append(block) }
      block = ImportBlock(statements: [])
      isFree = true
    }
    for index in syntax.indices where dialect.is(syntax.kind(index), importKind) {
      let range = visible(syntax.range(index))
      guard isAloneOnLine(range) else {
        close()
        continue
      }
      if let last = block.statements.last, !isDirectlyBelow(range, last.range) { close() }
      let key = importKey(index, range)
      block.statements.append((range, [key.lowercased(), key, String(decoding: bytes[range], as: UTF8.self)]))
      if hasEffect(index) { isFree = false }
    }
    close()
    return blocks
  }

  /// The blocks as places that show whether imports are sorted; each edit exchanges one statement.
  func importEdits() -> [TextEdit] {
    importBlocks().filter { !$0.isSorted }.flatMap { block in
      let sorted = block.statements.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      return zip(block.statements, sorted).compactMap { slot, statement in
        slot.range == statement.range
          ? nil : TextEdit(slot.range, of: bytes, to: String(decoding: bytes[statement.range], as: UTF8.self))
      }
    }
  }

  /// The modules that the text imports, in order.
  package var importedModules: [String] {
    syntax.indices.compactMap { index in
      dialect.is(syntax.kind(index), importKind) ? importKey(index, visible(syntax.range(index))) : nil
    } + requiredModules
  }

  /// The modules that JavaScript's `require` and Ruby's name.
  private var requiredModules: [String] {
    syntax.indices.compactMap { index in
      guard ["call_expression", "call"].contains(syntax.kind(index)),
        let name = syntax.child(index, "function") ?? syntax.child(index, "method"),
        ["require", "require_relative", "import"].contains(string(name)),
        let arguments = syntax.child(index, "arguments"),
        let first = syntax.children(arguments).first(where: { dialect.is(syntax.kind($0), "string") })
      else { return nil }
      return unquoted(string(first))
    }
  }

  /// The name of the module that an import is of.
  private func importKey(_ index: Int, _ range: Range<Int>) -> String {
    for field in ["source", "module_name", "path", "name"] {
      guard let child = syntax.child(index, field) else { continue }
      return unquoted(string(child))
    }
    let words = String(decoding: bytes[range], as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\n" }
    return words.dropFirst().joined(separator: " ").filter { $0 != ";" }
  }

  private func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, let first = text.first, "'\"<`".contains(first) else { return text }
    return String(text.dropFirst().dropLast())
  }

  /// Tells whether the order of an import may matter: one that binds nothing, or one that Python wants first.
  private func hasEffect(_ index: Int) -> Bool {
    switch syntax.kind(index) {
    case "import_statement" where language == "javascript" || language == "typescript":
      !syntax.children(index).contains { ["import_clause", "import_require_clause"].contains(syntax.kind($0)) }
    case "future_import_statement", "preproc_include": true
    default: false
    }
  }

  /// A range without the blanks at its end, which some grammars count in.
  private func visible(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, Bytes.isBlank(bytes[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  private func isAloneOnLine(_ range: Range<Int>) -> Bool {
    let isFirst =
      range.lowerBound == 0 || isFirstOnLine(range.lowerBound)
      || bytes[..<range.lowerBound].last == Bytes.newline
    let rest = bytes[range.upperBound...].prefix { $0 != Bytes.newline }
    return isFirst && rest.allSatisfy(Bytes.isBlank)
  }

  private func isDirectlyBelow(_ range: Range<Int>, _ above: Range<Int>) -> Bool {
    guard above.upperBound <= range.lowerBound else { return false }
    let between = bytes[above.upperBound..<range.lowerBound]
    return between.allSatisfy(Bytes.isBlank) && between.count { $0 == Bytes.newline } == 1
  }
}
