import Foundation
import Rules
import StorageDecision
import TestSupport
import Testing

/// What the program writes is valid, and what is broken in one place is refused.
@Suite struct SchemaTests {
  @Test func theSchemasAreSchemas() throws {
    let schemas = try FileManager.default.contentsOfDirectory(
      at: packageDirectory.appending(path: "config/schemas"), includingPropertiesForKeys: nil)
    #expect(!schemas.isEmpty)
    let result = try SchemaValidator.run(["--check-metaschema"] + schemas.map { $0.path(percentEncoded: false) })
    #expect(result.status == 0, "\(result.output)")
  }

  @Test func rules() throws {
    let other = JSONValue.string("other")
    let rule = try json(fullRule())
    try expect(
      "rule", accepts: try arbitrary(Arbitrary.rule) + [rule],
      refuses: [
        "no id": rule.setting("id", to: nil), "id of a path": rule.setting("id", to: "../../etc/passwd"),
        "id with a space": rule.setting("id", to: "two words"), "id of a lock": rule.setting("id", to: "head.lock"),
        "hidden id": rule.setting("id", to: ".git"), "long id": rule.setting("id", to: .string(letters(129))),
        "no action": rule.setting("action", to: nil), "no criteria": rule.setting("match_criteria", to: nil),
        "no project": rule.setting("project", to: nil), "no sources": rule.setting("sources", to: nil),
        "confidence 2": rule.setting("confidence", to: 2), "confidence -1": rule.setting("confidence", to: -1),
        "confidence in words": rule.setting("confidence", to: "high"), "later form": rule.setting("schema", to: 2),
        "unknown scope": rule.setting("scope", to: other), "unknown key": rule.setting("colour", to: other),
        "unknown action": rule.setting("action", "type", to: other),
        "unknown criteria": rule.setting("match_criteria", "type", to: other),
        "unknown key in action": rule.setting("action", "colour", to: other),
        "parameters in words": rule.setting("action", "parameters", to: other),
        "time without a zone": rule.setting("timestamp", to: "2025-01-05T10:00:00"),
        "time in words": rule.setting("timestamp", to: "yesterday"),
        "segment before the first": rule.setting("sources", "0", "segment", to: -1),
        "line before the first": rule.setting("sources", "0", "line", to: 0),
        "source without session": rule.setting("sources", "0", "session", to: nil),
        "half an observation": rule.setting("sources", "0", "observed", "broken", to: nil),
        "hash of letters": rule.setting("sources", "0", "hash", to: .string("sha256:" + letters(64))),
        "hash of no kind": rule.setting("sources", "0", "hash", to: .string(String(repeating: "a", count: 64))),
        "half a range": rule.setting("sources", "0", "range", to: .array([1])),
        "long quote": rule.setting("sources", "0", "quote", to: .string(letters(402))),
        "superseded path": rule.setting("supersedes", "0", to: "a/b"),
        "unknown verdict": rule.setting("decision", "decision", to: other),
        "score 2": rule.setting("decision", "score", to: 2),
        "criterion missing": rule.setting("decision", "criteria", "stability", to: nil),
        "no object": .array([rule]),
      ])
  }

  @Test func transcripts() throws {
    let transcript = try json(
      Transcript(
        id: "t", segments: [TranscriptSegment(speaker: .user, content: "", type: .irrelevant)], sessionID: "s"))
    func segment(_ key: String, _ value: JSONValue?) -> JSONValue {
      transcript.setting("segments", "0", key, to: value)
    }
    try expect(
      "transcript",
      accepts: try arbitrary(Arbitrary.transcript) + [segment("timestamp", "2025-01-05T12:00:00.5+02:00")],
      refuses: [
        "no id": transcript.setting("id", to: nil), "no segments": transcript.setting("segments", to: nil),
        "negative duration": transcript.setting("duration", to: -1),
        "tag of a number": transcript.setting("tags", to: .array([1])),
        "unknown key": transcript.setting("colour", to: "red"), "unknown speaker": segment("speaker", "cat"),
        "unknown label": segment("type", "nice"), "no content": segment("content", nil),
        "time without a zone": segment("timestamp", "2025-01-05T10:00:00"),
        "unknown key inside": segment("colour", "red"),
        "metadata in words": segment("metadata", "red"),
      ])
  }

  @Test func tasks() throws {
    let task = try json(TaskRequest(id: "t", type: "command", description: "do"))
    try expect(
      "task", accepts: try arbitrary(Arbitrary.task) + [task.setting("type", to: nil)],
      refuses: [
        "no id": task.setting("id", to: nil), "no description": task.setting("description", to: nil),
        "context in words": task.setting("context", to: "here"),
        "language of null": task.setting("language", to: .null),
        "unknown key": task.setting("relevant", to: .array([])),
      ])
  }

  @Test func decisionLines() throws {
    var rules: [Rule] = []
    try forAll(cases: 50) { generator in rules.append(try Arbitrary.rule(using: &generator)) }
    let lines = try DecisionMaker().decide(rules).decisions.map { try json($0) }
    let line = try #require(lines.first)
    try expect(
      "decision", accepts: lines,
      refuses: [
        "no rule": line.setting("rule", to: nil), "rule without id": line.setting("rule", "id", to: nil),
        "unknown verdict": line.setting("decision", to: "perhaps"), "score 2": line.setting("score", to: 2),
        "unknown criterion": line.setting("criteria", "charm", to: 1),
        "no justification": line.setting("justification", to: nil),
        "unknown key": line.setting("colour", to: "red"),
      ])
  }

  @Test func resultLines() throws {
    let id = try RuleID("r")
    let change = Modification(
      rule: id, type: .naming, kind: .rename, description: "", place: "context.variables_needed[0]", before: "a",
      after: "b")
    let task = TaskRequest(id: "t", type: "command", description: "do")
    let line = try json(TaskResult(task: task, appliedRules: [id], modifications: [change]))
    func modification(_ key: String, _ value: JSONValue?) -> JSONValue {
      line.setting("modifications", "0", key, to: value)
    }
    try expect(
      "result", accepts: try arbitrary(Arbitrary.taskResult) + [line],
      refuses: [
        "no task": line.setting("task", to: nil), "task without id": line.setting("task", "id", to: nil),
        "no rules": line.setting("applied_rules", to: nil),
        "rule of a path": line.setting("applied_rules", "0", to: "a/b"),
        "unknown kind": modification("kind", "magic"), "unknown type": modification("type", "magic"),
        "no rule": modification("rule", nil), "before of a number": modification("before", 1),
        "unknown key": modification("colour", "red"),
      ])
  }

  @Test func configurations() throws {
    let file = packageDirectory.appending(path: "config/pipeline_config.json")
    let configuration = try CanonicalJSON.decode(JSONValue.self, from: Data(contentsOf: file))
    try expect(
      "pipeline_config",
      accepts: [
        configuration, .object([:]), configuration.setting("logging", to: nil),
        .object(["llm": ["endpoint": "http://127.0.0.1:8080/v1", "model": "m", "max_requests": 5]]),
      ],
      refuses: [
        "unknown section": configuration.setting("colours", to: .object([:])),
        "unknown method": configuration.setting("extraction", "method", to: "magic"),
        "key in the file": .object(["llm": ["key": "k"]]),
        "unknown key": configuration.setting("retrieval", "similarity_treshold", to: 1),
        "threshold 2": configuration.setting("extraction", "confidence_threshold", to: 2),
        "pattern of a number": configuration.setting("extraction", "patterns", "naming_rule", to: 1),
        "unknown weight": configuration.setting("storage_decision", "criteria_weights", "charm", to: 1),
        "unknown review": configuration.setting("store", "review", to: "never"),
        "learned of a text": configuration.setting("extraction", "learned", to: "yes"),
        "half a rule": configuration.setting("retrieval", "max_rules_per_task", to: .number(1.5)),
        "unknown metric": configuration.setting("drift_reduction", "metrics", "0", to: "charm"),
        "unknown level": configuration.setting("logging", "level", to: "LOUD"),
        "section of null": configuration.setting("logging", to: .null),
      ])
  }

  private func expect(_ schema: String, accepts: [JSONValue], refuses: [String: JSONValue]) throws {
    let directory = try TemporaryDirectory()
    func write(_ value: JSONValue, _ name: String) throws -> String {
      try directory.write(String(decoding: CanonicalJSON.file(value), as: UTF8.self), to: name)
    }
    let good = try accepts.enumerated().map { try write($0.element, "valid \($0.offset).json") }
    let bad = try refuses.map { try write($0.value, "\($0.key).json") }
    let refused = try SchemaValidator(name: schema).refused(good + bad)
    let expected = Set(refuses.keys.map { "\($0).json" })
    #expect(refused.subtracting(expected).sorted() == [], "valid files that the schema refuses")
    #expect(expected.subtracting(refused).sorted() == [], "broken files that the schema accepts")
  }

  /// Many random values, as the program writes them.
  private func arbitrary(_ make: (inout SeededGenerator) throws -> some Encodable) throws -> [JSONValue] {
    var values: [JSONValue] = []
    try forAll(cases: 100) { generator in values.append(try json(make(&generator))) }
    return values
  }

  private func json(_ value: some Encodable) throws -> JSONValue {
    try CanonicalJSON.decode(from: CanonicalJSON.file(value))
  }

  private func letters(_ count: Int) -> String { String(repeating: "x", count: count) }

  private func fullRule() throws -> Rule {
    Rule(
      id: try RuleID("0123456789abcdef"), matchCriteria: MatchCriteria(type: .context, value: "a", context: [:]),
      action: Action(type: .style, description: "Use tabs", parameters: ["indent": "tabs"]), rationale: "",
      confidence: 1, project: "p", sourceID: "t#0", timestamp: Timestamp(seconds: 1_736_071_200),
      sources: [
        RuleSource(
          transcript: "t", segment: 0, session: "s", line: 1, timestamp: Timestamp(milliseconds: 1_736_071_200_250),
          observed: RuleSource.Observation(followed: 0, broken: 1), quote: "use tabs", range: 0..<8,
          hash: "sha256:" + String(repeating: "0a", count: 32))
      ],
      supersedes: [try RuleID("old")],
      decision: Decision(
        decision: .store, score: 0.8,
        criteria: Decision.Criteria(
          crossSessionValue: 1, stability: 0.5, clearTriggers: 0, reducesInconsistency: 1),
        justification: ""))
  }
}
