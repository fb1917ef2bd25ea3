import JSONReading
import Rules

/// Reads the JSON of rules many times as fast as a decoder that works for any type: all rules of a revision are read
/// more often than anything else of a store.
///
/// It tells rules that are written as they usually are, in whatever order and spacing, and leaves everything else to
/// `JSONDecoder`: unknown members, members that are given twice, escapes by number, numbers with exponents, and all that
/// is wrong, so that one place says what is wrong. What it tells is what `JSONDecoder` tells.
struct RuleReader: ~Copyable {
  private var structure = JSONStructure()

  /// The rule that a text holds; nil where a general decoder must be asked.
  mutating func rule(in text: UnsafeRawBufferPointer) -> Rule? {
    guard var cursor = structure.cursor(text), let rule = try? Rule(&cursor), cursor.position == nil else {
      return nil
    }
    return rule
  }
}

// A member that is given twice falls through to what is unusual.

extension Rule {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (id, schema, criteria, action): (RuleID?, Int64?, MatchCriteria?, Action?)
    var (rationale, confidence, scope): (String?, Double?, Scope?)
    var (project, sourceID, timestamp): (String??, String?, Timestamp?)
    var (sources, supersedes, decision): ([RuleSource]?, [RuleID]?, Decision?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "id" where id == nil: id = try cursor.ruleID()
      case "schema" where schema == nil: schema = try cursor.integer()
      case "match_criteria" where criteria == nil: criteria = try MatchCriteria(&cursor)
      case "action" where action == nil: action = try Action(&cursor)
      case "rationale" where rationale == nil: rationale = try cursor.text()
      case "confidence" where confidence == nil: confidence = try cursor.double()
      case "scope" where scope == nil: scope = try cursor.word()
      case "project" where project == nil: project = .some(try cursor.textOrNull())
      case "source_id" where sourceID == nil: sourceID = try cursor.text()
      case "timestamp" where timestamp == nil: timestamp = try cursor.timestamp()
      case "sources" where sources == nil: sources = try cursor.elements(RuleSource.init)
      case "supersedes" where supersedes == nil:
        supersedes = try cursor.elements { cursor throws(JSONBroken) in try cursor.ruleID() }
      case "decision" where decision == nil: decision = try Decision(&cursor)
      default: throw JSONBroken()
      }
    }
    guard let id, let criteria, let action, schema ?? Int64(Rule.schemaVersion) == Rule.schemaVersion,
      (0...1).contains(confidence ?? 1)
    else { throw JSONBroken() }
    self.init(
      id: id, matchCriteria: criteria, action: action, rationale: rationale ?? "", confidence: confidence ?? 1,
      scope: scope ?? .persistent, project: project ?? nil, sourceID: sourceID, timestamp: timestamp,
      sources: sources ?? [], supersedes: supersedes ?? [], decision: decision)
  }
}

extension MatchCriteria {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (type, value, context): (Kind?, String?, [String: JSONValue]?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "type" where type == nil: type = try cursor.word()
      case "value" where value == nil: value = try cursor.text()
      case "context" where context == nil: context = try cursor.members()
      default: throw JSONBroken()
      }
    }
    guard let type, let value else { throw JSONBroken() }
    self.init(type: type, value: value, context: context)
  }
}

extension Action {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (type, description, parameters): (Kind?, String?, [String: JSONValue]?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "type" where type == nil: type = try cursor.word()
      case "description" where description == nil: description = try cursor.text()
      case "parameters" where parameters == nil: parameters = try cursor.members()
      default: throw JSONBroken()
      }
    }
    guard let type, let description else { throw JSONBroken() }
    self.init(type: type, description: description, parameters: parameters)
  }
}

extension RuleSource {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (transcript, segment, session, line): (String?, Int?, String?, Int?)
    var (timestamp, observed, quote): (Timestamp?, Observation?, String?)
    var (range, hash): (Range<Int>?, String?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "transcript" where transcript == nil: transcript = try cursor.text()
      case "segment" where segment == nil: segment = try cursor.int()
      case "session" where session == nil: session = try cursor.text()
      case "line" where line == nil: line = try cursor.int()
      case "timestamp" where timestamp == nil: timestamp = try cursor.timestamp()
      case "observed" where observed == nil: observed = try Observation(&cursor)
      case "quote" where quote == nil: quote = try cursor.text()
      case "range" where range == nil: range = try cursor.range()
      case "hash" where hash == nil: hash = try cursor.text()
      default: throw JSONBroken()
      }
    }
    guard let transcript, let segment, let session else { throw JSONBroken() }
    self.init(
      transcript: transcript, segment: segment, session: session, line: line, timestamp: timestamp, observed: observed,
      quote: quote, range: range, hash: hash)
  }
}

extension RuleSource.Observation {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (followed, broken): (Int?, Int?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "followed" where followed == nil: followed = try cursor.int()
      case "broken" where broken == nil: broken = try cursor.int()
      default: throw JSONBroken()
      }
    }
    guard let followed, let broken else { throw JSONBroken() }
    self.init(followed: followed, broken: broken)
  }
}

extension Decision {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (decision, score, criteria): (Verdict?, Double?, Criteria?)
    var (justification, doubts, ended): (String?, [Doubt]?, Ending?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "decision" where decision == nil: decision = try cursor.word()
      case "score" where score == nil: score = try cursor.double()
      case "criteria" where criteria == nil: criteria = try Criteria(&cursor)
      case "justification" where justification == nil: justification = try cursor.text()
      case "doubts" where doubts == nil: doubts = try cursor.elements(Doubt.init)
      case "ended" where ended == nil: ended = try cursor.word()
      default: throw JSONBroken()
      }
    }
    guard let decision, let score, let criteria, let justification else { throw JSONBroken() }
    self.init(
      decision: decision, score: score, criteria: criteria, justification: justification, doubts: doubts ?? [],
      ended: ended)
  }
}

extension Decision.Criteria {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (sessions, stability, triggers, consistency): (Double?, Double?, Double?, Double?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "cross_session_value" where sessions == nil: sessions = try cursor.double()
      case "stability" where stability == nil: stability = try cursor.double()
      case "clear_triggers" where triggers == nil: triggers = try cursor.double()
      case "reduces_inconsistency" where consistency == nil: consistency = try cursor.double()
      default: throw JSONBroken()
      }
    }
    guard let sessions, let stability, let triggers, let consistency else { throw JSONBroken() }
    self.init(
      crossSessionValue: sessions, stability: stability, clearTriggers: triggers, reducesInconsistency: consistency)
  }
}

extension Doubt {
  fileprivate init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var (kind, detail, rule): (Kind?, String?, RuleID?)
    try cursor.enter()
    while let name = try cursor.nextName() {
      switch name {
      case "kind" where kind == nil: kind = try cursor.word()
      case "detail" where detail == nil: detail = try cursor.text()
      case "rule" where rule == nil: rule = try cursor.ruleID()
      default: throw JSONBroken()
      }
    }
    guard let kind else { throw JSONBroken() }
    self.init(kind, detail: detail, rule: rule)
  }
}
