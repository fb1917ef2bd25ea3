/// Whether a rule is kept for good, and why.
package struct Decision: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// Kept for good.
    case store
    /// Probable but not sure, or dangerous: waits until a person says yes or no.
    case review
    /// Not kept.
    case ignore
  }

  /// Why a wish is no longer one.
  package enum Ending: String, Hashable, Sendable, Codable, CaseIterable, CustomStringConvertible {
    case contradicted
    case takenBack = "taken_back"
    /// What was said since makes it part of another wish.
    case merged

    package var description: String {
      switch self {
      case .contradicted: "contradicted by a later statement"
      case .takenBack: "taken back by the user"
      case .merged: "part of another rule now"
      }
    }
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

  /// What a person is to look at; empty for most rules.
  package var doubts: [Doubt]
  /// Why the wish ended, of one that is only remembered; nil while it holds.
  package var ended: Ending?

  package init(
    decision: Verdict, score: Double, criteria: Criteria, justification: String, doubts: [Doubt] = [],
    ended: Ending? = nil
  ) {
    self.decision = decision
    self.score = score
    self.criteria = criteria
    self.justification = justification
    self.doubts = doubts
    self.ended = ended
  }

  enum CodingKeys: CodingKey {
    case decision, score, criteria, justification, doubts, ended
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      decision: try container.decode(Verdict.self, forKey: .decision),
      score: try container.decode(Double.self, forKey: .score),
      criteria: try container.decode(Criteria.self, forKey: .criteria),
      justification: try container.decode(String.self, forKey: .justification),
      doubts: try container.decodeIfPresent([Doubt].self, forKey: .doubts) ?? [],
      ended: try container.decodeIfPresent(Ending.self, forKey: .ended))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(decision, forKey: .decision)
    try container.encode(score, forKey: .score)
    try container.encode(criteria, forKey: .criteria)
    try container.encode(justification, forKey: .justification)
    if !doubts.isEmpty { try container.encode(doubts, forKey: .doubts) }
    try container.encodeIfPresent(ended, forKey: .ended)
  }
}
