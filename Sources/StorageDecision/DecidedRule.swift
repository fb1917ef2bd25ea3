package import Rules

/// A rule with the decision about it: one line of the decisions file.
package struct DecidedRule: Hashable, Sendable {
  package var rule: Rule
  package var decision: Decision.Verdict
  package var score: Double
  package var criteria: Decision.Criteria
  package var justification: String
  /// What a person is to look at.
  package var doubts: [Doubt]

  init(_ rule: Rule, _ decision: Decision) {
    self.rule = rule
    self.decision = decision.decision
    score = decision.score
    criteria = decision.criteria
    justification = decision.justification
    doubts = decision.doubts
  }
}

extension DecidedRule: Codable {
  enum CodingKeys: CodingKey {
    case rule
  }

  /// Reads the keys of a decision and `rule` from one object.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(try container.decode(Rule.self, forKey: .rule), try Decision(from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    try Decision(
      decision: decision, score: score, criteria: criteria, justification: justification, doubts: doubts
    ).encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rule, forKey: .rule)
  }
}
