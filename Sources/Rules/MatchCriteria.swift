/// When a rule applies.
package struct MatchCriteria: Hashable, Sendable, Codable {
  /// How ``MatchCriteria/value`` is read.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A regular expression in RE2 syntax over the task's text and context.
    case pattern
    /// Comma-separated words, one of which must occur in the task.
    case keyword
    /// Words that describe the situation; the conditions in ``MatchCriteria/context`` decide.
    case context
  }

  package var type: Kind
  package var value: String
  /// Conditions by name: `language`, `path` (a glob or prefix), `activity`. Empty when the rule always applies.
  package var context: [String: JSONValue]?

  package init(type: Kind, value: String, context: [String: JSONValue]? = nil) {
    self.type = type
    self.value = value
    self.context = context
  }

  /// The condition on the task's programming language, lower case.
  package var language: String? { context?["language"]?.string?.lowercased() }
  /// The condition on the path that the task touches.
  package var path: String? { context?["path"]?.string }
  /// The condition on what is being done: `commit`, `testing`, `review`, …
  package var activity: String? { context?["activity"]?.string?.lowercased() }
}
