import Rules

/// A language whose code can be parsed: its grammar and what the grammar's nodes mean.
struct SourceLanguage: Sendable {
  /// The language's one name, in `LanguageName`'s spelling.
  let name: String
  /// The grammars to try, best first: a file named `.ts` may hold JSX as well.
  let grammars: [String]
  /// What the nodes of the grammars mean.
  let dialect: Dialect

  /// The language that a word or a file ending names.
  ///
  /// - Throws: ``SourceCodeError/unsupportedLanguage(_:)`` when there is no grammar for it.
  init(_ word: String) throws(SourceCodeError) {
    let name = LanguageName.canonical(word) ?? word.lowercased()
    guard let (grammars, dialect) = Self.known[name] else { throw .unsupportedLanguage(name) }
    self.name = name
    self.grammars = word.lowercased() == "tsx" ? grammars.reversed() : grammars
    self.dialect = dialect
  }

  /// The languages that can be parsed, in order.
  ///
  /// Others are left out whose grammars never end on some texts, as Lua's, or that say nothing about names.
  static var names: [String] { known.keys.sorted() }

  private static let known: [String: (grammars: [String], dialect: Dialect)] = [
    "javascript": (["javascript"], .ecmaScript), "typescript": (["typescript", "tsx"], .ecmaScript),
    "python": (["python"], .python), "go": (["go"], .go), "rust": (["rust"], .rust), "java": (["java"], .java),
    "ruby": (["ruby"], .ruby), "php": (["php"], .php), "c": (["c"], .c), "cpp": (["cpp"], .c),
    "csharp": (["c_sharp"], .csharp), "shell": (["bash"], .shell), "kotlin": (["kotlin"], .kotlin),
    "sql": (["sql"], .sql), "css": (["css"], .css), "json": (["json"], .plain),
  ]
}
