import Rules

/// Finds the programming language that a directive names, or that a tool or idiom in it belongs to.
enum LanguageFinder {
  static func language(in tokens: [Token]) -> String? {
    let forms = tokens.map(\.form)
    let named = forms.indices.filter { isName($0, in: forms) }.map { forms[$0] }
    // A name says more than a tool or an idiom: both Swift and Rust unwrap.
    return named.lazy.compactMap(ownName).first ?? named.lazy.compactMap { Topics.languages[$0] }.first
  }

  /// "go" is a verb and "c" a letter unless they stand where only a name can; "CSS modules" are written in others.
  private static func isName(_ index: Int, in forms: [String]) -> Bool {
    let next = index + 1 < forms.count ? forms[index + 1] : ""
    switch forms[index] {
    case "go", "c", "r":
      let before: Set<String> = [
        "in", "of", "for", "our", "all", "any", "every", "with", "the", "write", "writing", "use",
      ]
      return index > 0 && before.contains(forms[index - 1])
        && (forms[index] == "go" || !nouns.contains(next) || next == "code")
        || nouns.contains(next)
    case "css", "html", "sql", "markdown", "shell", "yaml":
      return !["module", "modules", "in", "parser", "client"].contains(next)
    case "swift", "rust":
      return !["action", "response"].contains(next)
    default:
      return true
    }
  }

  private static let nouns: Set<String> = [
    "code", "files", "file", "tests", "test", "functions", "variables", "errors", "module",
  ]

  private static func ownName(_ form: String) -> String? {
    form.count > 1 || form == "c"
      ? LanguageName.canonical(form).flatMap { ["json", "toml", "makefile"].contains($0) ? nil : $0 } : nil
  }
}
