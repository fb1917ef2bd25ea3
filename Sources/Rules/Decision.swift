/// Whether a rule is kept for good, and why.
package struct Decision: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    case store
    case ignore
  }

  /// The parts of the score, each in 0…1.
  package struct Criteria: Hashable, Sendable, Codable {
    package var crossSessionValue: Double
    package var stability: Double
    package var clearTriggers: Double
    package var reducesInconsistency: Double

    package init(
      crossSessionValue: Double, stability: Double, clearTriggers: Double, reducesInconsistency: Double
    ) {
      self.crossSessionValue = crossSessionValue
      self.stability = stability
      self.clearTriggers = clearTriggers
      self.reducesInconsistency = reducesInconsistency
    }

    enum CodingKeys: String, CodingKey {
      case crossSessionValue = "cross_session_value"
      case stability
      case clearTriggers = "clear_triggers"
      case reducesInconsistency = "reduces_inconsistency"
    }
  }

  package var decision: Verdict
  /// The weighted sum of the criteria, 0…1.
  package var score: Double
  package var criteria: Criteria
  /// What weighed, in words.
  package var justification: String

  package init(decision: Verdict, score: Double, criteria: Criteria, justification: String) {
    self.decision = decision
    self.score = score
    self.criteria = criteria
    self.justification = justification
  }
}
