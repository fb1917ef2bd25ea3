import Rules
import TestSupport

/// Wishes for tests.
enum Wish {
  static func make(
    _ id: String, _ description: String, day: Int, segment: Int = 0, session: String? = nil,
    scope: Rule.Scope = .persistent, confidence: Double = 0.9, parameters: [String: JSONValue]? = nil,
    context: [String: JSONValue] = [:], project: String? = "p"
  ) throws -> Rule {
    Rule(
      id: try RuleID(id),
      matchCriteria: MatchCriteria(type: .context, value: description.lowercased(), context: context),
      action: Action(type: .style, description: description, parameters: parameters), rationale: "",
      confidence: confidence, scope: scope, project: project, sourceID: "\(id)#\(segment)",
      sources: [
        RuleSource(
          transcript: session ?? id, segment: segment, session: session ?? id,
          timestamp: Timestamp(seconds: Int64(day) * 86_400))
      ])
  }
  private static let sayings = [
    "Run the linter before each commit", "Keep a changelog", "Never write raw SQL", "Raw SQL is fine in migrations",
    "Use fakes, not mocks, in tests", "Use mocks in tests", "Commit with --no-verify", "Use named exports",
    "Use named exports, except in pages", "Write semicolons", "Write no semicolons",
  ]

  /// What somebody might say in eight sessions of three projects: wishes that repeat, limit and contradict each other,
  /// and retractions.
  static func sequence(
    of confidences: [Double] = [0.5, 0.9], using generator: inout SeededGenerator
  ) throws -> [Rule] {
    try (1...8).map { day in
      let number = Int.random(in: sayings.indices, using: &generator)
      let takesBack = Int.random(in: 0..<4, using: &generator) == 0
      let project = ["p", "q", "r"].randomElement(using: &generator) ?? "p"
      return try make(
        "r\(number)\(project)\(takesBack ? "x" : "")",
        takesBack ? "No longer " + sayings[number].lowercased() : sayings[number], day: day, session: "t\(day)",
        confidence: confidences.randomElement(using: &generator) ?? 0.5,
        parameters: takesBack ? ["wanted": false] : nil, project: project)
    }
  }
}
