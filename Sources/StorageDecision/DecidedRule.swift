package import Rules

/// A rule with the decision about it: one line of the decisions file.
package struct DecidedRule: Hashable, Sendable, Codable {
  package var rule: Rule
  package var decision: Decision.Verdict
  package var score: Double
  package var criteria: Decision.Criteria
  package var justification: String

  init(_ rule: Rule, _ decision: Decision) {
    self.rule = rule
    self.decision = decision.decision
    score = decision.score
    criteria = decision.criteria
    justification = decision.justification
  }
}

/// A change that the decisions make to the stored rules.
package enum PlannedChange: Hashable, Sendable {
  case add(Rule)
  /// The same rule, with more to say for it.
  case strengthen(from: Rule, to: Rule)
  /// A later wish takes the place of earlier ones.
  case replace([Rule], with: Rule)
  /// The user took the rule back; the retraction names where.
  case remove(Rule, by: Rule)
}
