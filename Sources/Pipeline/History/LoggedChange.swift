package import RuleStore
package import Rules

/// What one commit did to one rule, why, and because of which line of which transcript.
package struct LoggedChange: Hashable, Sendable, Encodable {
  /// A field that changed.
  package struct Field: Hashable, Sendable, Encodable {
    package let path: String
    /// Nil where the rule did not have it.
    package let before: JSONValue?
    package let after: JSONValue?
  }

  package let event: RuleEvent
  /// What changed; empty for a rule that came, went or was looked at.
  package let fields: [Field]
  /// In words; empty where nobody said.
  package let why: String

  /// - Throws: `EncodingError` when a form of the rule cannot be taken apart.
  package init(_ event: RuleEvent) throws {
    self.event = event
    why = Self.why(event)
    if let before = event.before, let after = event.after {
      let (old, new) = (try RuleFields(before).values, try RuleFields(after).values)
      fields = event.fields.map { Field(path: $0, before: old[$0], after: new[$0]) }
    } else {
      fields = []
    }
  }

  /// The rule after the commit, or the form in which it went; nil where a person only looked at it.
  package var rule: Rule? { event.after ?? event.before }

  /// Every field of a rule that came or went, or else what changed.
  ///
  /// - Throws: `EncodingError`.
  package func allFields() throws -> [Field] {
    guard event.before == nil || event.after == nil else { return fields }
    let old = try event.before.map { try RuleFields($0).values } ?? [:]
    let new = try event.after.map { try RuleFields($0).values } ?? [:]
    return Set(old.keys).union(new.keys).sorted().map { Field(path: $0, before: old[$0], after: new[$0]) }
  }

  private static func why(_ event: RuleEvent) -> String {
    if !event.replacements.isEmpty { return "superseded by " + event.replacements.map(\.text).joined(separator: ", ") }
    if let reason = event.reason { return reason }
    if let review = event.review, review != .edited { return "\(review.rawValue) by a person" }
    // A person says why in the commit's own words.
    if event.isByPerson { return event.subject }
    if event.kind == .strengthened { return "said again" }
    guard let after = event.after else { return "" }
    return after.decision?.justification ?? after.rationale
  }

  enum CodingKeys: String, CodingKey {
    case revision, time, author, run, review, kind, rule, type, project, description, fields, why, sources, supersedes
    case supersededBy = "superseded_by"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(event.revision, forKey: .revision)
    try container.encode(event.time, forKey: .time)
    try container.encode(event.author, forKey: .author)
    try container.encodeIfPresent(event.run, forKey: .run)
    try container.encodeIfPresent(event.review?.rawValue, forKey: .review)
    try container.encode(event.kind, forKey: .kind)
    try container.encode(event.rule, forKey: .rule)
    try container.encodeIfPresent(rule?.action.type, forKey: .type)
    try container.encodeIfPresent(rule?.project, forKey: .project)
    try container.encodeIfPresent(rule?.action.description, forKey: .description)
    try container.encode(fields, forKey: .fields)
    try container.encode(why, forKey: .why)
    try container.encode(event.newSources, forKey: .sources)
    if event.kind == .added { try container.encode(event.after?.supersedes ?? [], forKey: .supersedes) }
    if !event.replacements.isEmpty { try container.encode(event.replacements, forKey: .supersededBy) }
  }
}
