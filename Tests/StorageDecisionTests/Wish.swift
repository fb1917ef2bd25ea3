import Rules

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
}
