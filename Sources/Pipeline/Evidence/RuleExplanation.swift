package import RuleStore
package import Rules

/// Why a rule is there: what it says, what was decided, what the user said, and the commits that made it.
package struct RuleExplanation: Hashable, Sendable, Encodable {
  /// One statement of the rule, in its conversation.
  package struct Statement: Hashable, Sendable, Encodable {
    package var source: RuleSource
    package var status: EvidenceReport.Status
    /// What was said around it; nil where no input holds the transcript.
    package var conversation: Conversation?
  }

  /// A commit that touched the rule.
  package struct Event: Hashable, Sendable, Encodable {
    package var revision: RevisionID
    package var time: Timestamp
    package var author: String
    package var kind: RuleChange.Kind
    package var subject: String
    /// The run that made the commit; nil for a commit of a person.
    package var run: String?
  }

  /// The rule as it is, or as it was when it went.
  package var rule: Rule
  /// Whether the store holds it now.
  package var isHeld: Bool
  package var statements: [Statement]
  /// The commits, oldest first.
  package var history: [Event]
  /// Inputs that could not be read; the others were.
  package var problems: [InputProblem] = []

  enum CodingKeys: String, CodingKey {
    case rule, statements, history, problems
    case isHeld = "held"
  }
}
