/// A rule as separate fields, by the path of each in its file: what changed, and who changed it, is told field by field.
///
/// A path is the names on the way, joined by dots: `action.description`, `action.parameters.convention`,
/// `match_criteria.context.language`. Each source is one field, `sources.<transcript>#<segment>`, so that evidence is a
/// set to which places are added.
package struct RuleFields: Hashable, Sendable {
  /// The values by path.
  package private(set) var values: [String: JSONValue]

  private static let sources = "sources"

  /// - Throws: `EncodingError`, for a number that JSON cannot hold.
  package init(_ rule: Rule) throws {
    var members = try CanonicalJSON.decode(JSONValue.self, from: CanonicalJSON.line(rule)).object ?? [:]
    values = [:]
    for source in members.removeValue(forKey: Self.sources)?.array ?? [] {
      var path = Self.path(ofSource: source)
      while values[path] != nil { path += "+" }
      values[path] = source
    }
    for (name, value) in members { flatten(value, at: name) }
  }

  private mutating func flatten(_ value: JSONValue, at path: String) {
    switch value {
    // A name with a dot would not be found again.
    case .object(let members) where !members.isEmpty && !members.keys.contains { $0.contains(".") }:
      for (name, value) in members { flatten(value, at: "\(path).\(name)") }
    default: values[path] = value
    }
  }

  /// The path of a source.
  package static func path(of source: RuleSource) -> String {
    "\(sources).\(source.transcript)#\(source.segment)"
  }

  /// Whether a field is a source.
  package static func isSource(_ path: String) -> Bool { path.hasPrefix("\(sources).") }

  private static func path(ofSource source: JSONValue) -> String {
    let members = source.object ?? [:]
    return "\(sources).\(members["transcript"]?.string ?? "")#\(members["segment"]?.integer ?? 0)"
  }

  /// Whether a field is evidence for the rule and not what it says: the job brings it up to date.
  package static func isEvidence(_ path: String) -> Bool {
    ["source_id", "timestamp", "confidence"].contains(path) || path.hasPrefix("decision") || isSource(path)
  }

  /// The paths at which two forms of a rule differ, sorted.
  package static func differences(_ before: RuleFields, _ after: RuleFields) -> [String] {
    Set(before.values.keys).union(after.values.keys).filter { before.values[$0] != after.values[$0] }.sorted()
  }

  /// Takes some fields from another form of the rule; one that is absent there goes.
  package mutating func take(_ paths: some Sequence<String>, from other: RuleFields) {
    for path in paths { values[path] = other.values[path] }
  }

  /// Puts the rule together again, its sources in order of time.
  ///
  /// - Throws: `DecodingError` when the fields make no rule, as where a required one was taken away.
  package func rule() throws -> Rule {
    var root: [String: JSONValue] = [:]
    var sources: [JSONValue] = []
    for (path, value) in values.sorted(by: { $0.key < $1.key }) {
      if path.hasPrefix("\(Self.sources).") {
        sources.append(value)
      } else {
        Self.set(value, at: path.split(separator: ".", omittingEmptySubsequences: false).map(String.init), in: &root)
      }
    }
    root[Self.sources] = .array(sources)
    var rule = try CanonicalJSON.decode(Rule.self, from: CanonicalJSON.line(JSONValue.object(root)))
    rule.sources.sort(by: RuleSource.precedes)
    return rule
  }

  private static func set(_ value: JSONValue, at path: [String], in members: inout [String: JSONValue]) {
    guard path.count > 1 else {
      members[path[0]] = value
      return
    }
    var inner = members[path[0]]?.object ?? [:]
    set(value, at: Array(path.dropFirst()), in: &inner)
    members[path[0]] = .object(inner)
  }
}
