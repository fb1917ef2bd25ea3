/// The files and words that name a project's written rules for assistants and people.
enum RuleDocument {
  /// Tells whether a token names a file of rules: `CLAUDE.md`, `@naming.mdc`, `.cursorrules`.
  static func isFile(_ token: Token) -> Bool {
    let name = token.form.split(separator: "/").last.map { $0.drop { $0 == "@" } } ?? ""
    return name.hasSuffix(".mdc") && name.count > 4 || files.contains(String(name))
  }

  private static let files: Set<String> = [
    "claude.md", "agents.md", "agent.md", "gemini.md", "conventions.md", "contributing.md", "styleguide.md",
    "style.md", "guidelines.md", "rules.md", "copilot-instructions.md", ".cursorrules", ".windsurfrules", ".clinerules",
    ".goosehints", "memory.md",
  ]

  /// Words for a written rule, and those that tell it from a rule of the product.
  static let nouns: Set<String> = [
    "rule", "rules", "guideline", "guidelines", "convention", "conventions", "preferences", "memory", "memories",
    "instructions", "styleguide",
  ]
  static let qualifiers: Set<String> = [
    "cursor", "claude", "project", "coding", "style", "global", "house", "team", "your", "agent", "assistant",
    "contribution", "new", "custom", "our", "my",
  ]
}
