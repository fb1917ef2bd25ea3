import Rules

/// Whether a wish is stated as one for every project.
enum Generality {
  static func isStated(in rule: Rule) -> Bool {
    ([rule.action.description] + rule.sources.compactMap(\.quote)).contains(where: isStated(in:))
  }

  private static let phrases = [
    "in all my projects", "in all projects", "across all projects", "across projects", "in every project",
    "for every project", "for all projects", "for all my projects", "in all our projects", "in all repos",
    "in all my repos", "in every repo", "across all repos", "across repos", "for all repos", "no matter which project",
    "no matter the project", "regardless of the project", "whatever the project", "in any project", "in any repo",
    "in allen projekten", "in jedem projekt", "für alle projekte", "en todos los proyectos", "en todos mis proyectos",
    "en cada proyecto", "dans tous les projets", "dans tous mes projets", "em todos os projetos",
    "em todos os meus projetos", "所有项目", "每个项目", "すべてのプロジェクト", "全てのプロジェクト", "全プロジェクト",
  ]

  private static func isStated(in text: String) -> Bool {
    let text = text.lowercased()
    return phrases.contains { text.contains($0) }
  }
}
