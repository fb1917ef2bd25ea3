/// A directive about how to work, as the user stated it.
package struct Rule: Hashable, Sendable {
  /// How long a rule is meant to hold.
  package enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// In later sessions too.
    case persistent
    /// For one task, file, turn or moment.
    case shortTerm = "short_term"
  }

  /// The version of the form in which rules are written.
  package static let schemaVersion = 1

  package var id: RuleID
  package var matchCriteria: MatchCriteria
  package var action: Action
  /// Why: the user's own reason where one was given.
  package var rationale: String
  /// How sure it is that the user stated this, 0…1.
  package var confidence: Double
  package var scope: Scope
  /// The project the rule belongs to; nil when it holds everywhere.
  package var project: String?
  /// `transcript#segment` of the first source.
  package var sourceID: String?
  /// When it was first stated.
  package var timestamp: Timestamp?
  /// Every place where it was stated, in order of time.
  package var sources: [RuleSource]
  /// The rules that this one replaces or takes back.
  package var supersedes: [RuleID]
  /// Why it was kept; nil for a candidate.
  package var decision: Decision?

  package init(
    id: RuleID, matchCriteria: MatchCriteria, action: Action, rationale: String, confidence: Double = 1,
    scope: Scope = .persistent, project: String? = nil, sourceID: String? = nil, timestamp: Timestamp? = nil,
    sources: [RuleSource] = [], supersedes: [RuleID] = [], decision: Decision? = nil
  ) {
    self.id = id
    self.matchCriteria = matchCriteria
    self.action = action
    self.rationale = rationale
    self.confidence = confidence
    self.scope = scope
    self.project = project
    self.sourceID = sourceID
    self.timestamp = timestamp
    self.sources = sources
    self.supersedes = supersedes
    self.decision = decision
  }
}

extension Rule {
  /// When it was last said; nil where no source tells.
  package var lastSaid: Timestamp? { sources.compactMap(\.timestamp).max() }

  /// The order in which rules were first stated: by time, then transcript, segment and id.
  package static func wasStated(_ left: Rule, before right: Rule) -> Bool {
    func key(_ rule: Rule) -> (Int64, String, Int, RuleID) {
      let first = rule.sources.min(by: RuleSource.precedes)
      let time = first?.timestamp ?? rule.timestamp
      return (time?.milliseconds ?? .min, first?.transcript ?? "", first?.segment ?? -1, rule.id)
    }
    return key(left) < key(right)
  }
}

extension Rule: Codable {
  enum CodingKeys: String, CodingKey {
    case id, schema, action, rationale, confidence, scope, project, timestamp, sources, supersedes, decision
    case matchCriteria = "match_criteria"
    case sourceID = "source_id"
  }

  /// Reads a rule; only `id`, `match_criteria` and `action` are required.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let schema = try container.decodeIfPresent(Int.self, forKey: .schema) ?? Self.schemaVersion
    guard schema == Self.schemaVersion else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription: "rule schema \(schema) is not the supported \(Self.schemaVersion)")
    }
    let confidence = try container.decodeIfPresent(Double.self, forKey: .confidence) ?? 1
    guard (0...1).contains(confidence) else {
      throw DecodingError.dataCorruptedError(
        forKey: .confidence, in: container, debugDescription: "confidence is not in 0…1")
    }
    self.init(
      id: try container.decode(RuleID.self, forKey: .id),
      matchCriteria: try container.decode(MatchCriteria.self, forKey: .matchCriteria),
      action: try container.decode(Action.self, forKey: .action),
      rationale: try container.decodeIfPresent(String.self, forKey: .rationale) ?? "",
      confidence: confidence,
      scope: try container.decodeIfPresent(Scope.self, forKey: .scope) ?? .persistent,
      project: try container.decodeIfPresent(String.self, forKey: .project),
      sourceID: try container.decodeIfPresent(String.self, forKey: .sourceID),
      timestamp: try container.decodeIfPresent(Timestamp.self, forKey: .timestamp),
      sources: try container.decodeIfPresent([RuleSource].self, forKey: .sources) ?? [],
      supersedes: try container.decodeIfPresent([RuleID].self, forKey: .supersedes) ?? [],
      decision: try container.decodeIfPresent(Decision.self, forKey: .decision))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schemaVersion, forKey: .schema)
    try container.encode(id, forKey: .id)
    try container.encode(matchCriteria, forKey: .matchCriteria)
    try container.encode(action, forKey: .action)
    try container.encode(rationale, forKey: .rationale)
    try container.encode(confidence, forKey: .confidence)
    try container.encode(scope, forKey: .scope)
    try container.encode(project, forKey: .project)
    try container.encodeIfPresent(sourceID, forKey: .sourceID)
    try container.encodeIfPresent(timestamp, forKey: .timestamp)
    try container.encode(sources, forKey: .sources)
    try container.encode(supersedes, forKey: .supersedes)
    try container.encodeIfPresent(decision, forKey: .decision)
  }
}
