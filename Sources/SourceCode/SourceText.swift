import Rules

/// A text of code that has been read.
///
/// Every text can be read, also a snippet or one with mistakes: what does not fit the grammar is passed over.
package struct SourceText: Sendable {
  /// The text as it was given.
  package let text: String
  /// The language's one name, in `LanguageName`'s spelling.
  package let language: String
  /// The names that the text declares, in the order in which they first appear.
  package let names: [SourceName]
  /// How many places of the text do not fit the grammar.
  package let errorCount: Int

  /// The text in UTF-8.
  let bytes: [UInt8]
  /// The tree of the text.
  let syntax: Syntax
  /// What the tree's nodes mean.
  let dialect: Dialect
  /// Every identifier and what is declared.
  let identifiers: Identifiers

  /// Reads a text.
  ///
  /// - Parameter language: a language's name or file ending, such as `JavaScript` or `tsx`.
  /// - Throws: ``SourceCodeError`` when there are no grammars or none for the language, or the text is beyond the
  ///   limits.
  package init(
    _ text: String, language: String, limits: ReadingLimits = .standard
  ) throws(SourceCodeError) {
    let known = try SourceLanguage(language)
    let bytes = Array(text.utf8)
    let syntax = try Self.parse(bytes, known, limits)
    self.text = text
    self.language = known.name
    self.bytes = bytes
    self.syntax = syntax
    dialect = known.dialect
    errorCount = syntax.errorCount
    identifiers = Identifiers(in: syntax, dialect: known.dialect, bytes: bytes)
    names = identifiers.names
  }

  /// The tree of the grammar that fits best; the first one where several fit as well.
  private static func parse(
    _ bytes: [UInt8], _ language: SourceLanguage, _ limits: ReadingLimits
  ) throws(SourceCodeError) -> Syntax {
    let library = try GrammarLibrary.shared()
    var best: Syntax?
    for name in language.grammars {
      guard let grammar = library.grammar(named: name), let parser = Parser(grammar, limits: limits) else { continue }
      let syntax = try parser.parse(bytes)
      if syntax.errorCount == 0 { return syntax }
      if best.map({ syntax.errorCount < $0.errorCount }) ?? true { best = syntax }
    }
    guard let best else { throw .unsupportedLanguage(language.name) }
    return best
  }

  /// Reads a changed text as this one was read.
  func reading(_ bytes: [UInt8], limits: ReadingLimits = .standard) throws(SourceCodeError) -> Syntax {
    guard let parser = Parser(syntax.grammar, limits: limits) else { throw .unsupportedLanguage(language) }
    return try parser.parse(bytes)
  }

  /// The text of a node.
  func string(_ index: Int) -> String { String(decoding: bytes[syntax.range(index)], as: UTF8.self) }
}
