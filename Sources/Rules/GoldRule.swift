/// A rule as a person would write it down from a transcript: what extraction and decision are measured against.
package struct GoldRule: Hashable, Sendable, Codable {
  /// The name of the rule, unique in its suite.
  package var id: String
  /// The zero-based indexes of the user segments that state it.
  package var segments: [Int]
  /// ``Decision/Verdict/store`` for a rule that is meant for later sessions too.
  package var decision: Decision.Verdict
  package var matchCriteria: MatchCriteria
  package var action: Action
  package var rationale: String
  /// The rules that it replaces or takes back.
  package var supersedes: [String]
  /// Tells whether it only takes earlier rules back and is none itself.
  package var isRetraction: Bool
  /// The first statement of the same wish, in an earlier session.
  package var sameAs: String?

  package init(
    id: String, segments: [Int], decision: Decision.Verdict, matchCriteria: MatchCriteria, action: Action,
    rationale: String, supersedes: [String] = [], isRetraction: Bool = false, sameAs: String? = nil
  ) {
    self.id = id
    self.segments = segments
    self.decision = decision
    self.matchCriteria = matchCriteria
    self.action = action
    self.rationale = rationale
    self.supersedes = supersedes
    self.isRetraction = isRetraction
    self.sameAs = sameAs
  }

  enum CodingKeys: String, CodingKey {
    case id, segments, decision, action, rationale, supersedes
    case matchCriteria = "match_criteria"
    case isRetraction = "retraction"
    case sameAs = "same_as"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id),
      segments: try container.decode([Int].self, forKey: .segments),
      decision: try container.decode(Decision.Verdict.self, forKey: .decision),
      matchCriteria: try container.decode(MatchCriteria.self, forKey: .matchCriteria),
      action: try container.decode(Action.self, forKey: .action),
      rationale: try container.decodeIfPresent(String.self, forKey: .rationale) ?? "",
      supersedes: try container.decodeIfPresent([String].self, forKey: .supersedes) ?? [],
      isRetraction: try container.decodeIfPresent(Bool.self, forKey: .isRetraction) ?? false,
      sameAs: try container.decodeIfPresent(String.self, forKey: .sameAs))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(segments, forKey: .segments)
    try container.encode(decision, forKey: .decision)
    try container.encode(matchCriteria, forKey: .matchCriteria)
    try container.encode(action, forKey: .action)
    try container.encode(rationale, forKey: .rationale)
    try container.encode(supersedes, forKey: .supersedes)
    // Only a retraction says that it is one.
    if isRetraction { try container.encode(true, forKey: .isRetraction) }
    try container.encodeIfPresent(sameAs, forKey: .sameAs)
  }
}
