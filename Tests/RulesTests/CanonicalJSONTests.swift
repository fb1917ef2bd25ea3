import Foundation
import Rules
import TestSupport
import Testing

@Suite struct CanonicalJSONTests {
  @Test func aRuleIsWrittenInOneForm() throws {
    let rule = Rule(
      id: try RuleID("r1"), matchCriteria: MatchCriteria(type: .keyword, value: "a, b"),
      action: Action(type: .naming, description: "Use camelCase / é", parameters: ["z": 1, "a": true]),
      rationale: "because", confidence: 0.86)
    let line = String(decoding: try CanonicalJSON.line(rule), as: UTF8.self)
    #expect(
      line == """
        {"action":{"description":"Use camelCase / é","parameters":{"a":true,"z":1},"type":"naming"},\
        "confidence":0.86,"id":"r1","match_criteria":{"type":"keyword","value":"a, b"},"project":null,\
        "rationale":"because","schema":1,"scope":"persistent","sources":[],"supersedes":[]}

        """)
    let file = try CanonicalJSON.file(rule)
    #expect(file.last == UInt8(ascii: "\n"))
    #expect(!file.contains(UInt8(ascii: "\r")))
  }

  @Test func anyRuleComesBackEqualAndKeepsItsBytes() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let rule = try Arbitrary.rule(using: &generator)
      let bytes = try CanonicalJSON.file(rule)
      let again = try CanonicalJSON.decode(Rule.self, from: bytes)
      #expect(again == rule)
      #expect(try CanonicalJSON.file(again) == bytes)
    }
  }

  @Test func anyTranscriptComesBackEqual() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let transcript = Arbitrary.transcript(using: &generator)
      #expect(try CanonicalJSON.decode(from: CanonicalJSON.line(transcript)) == transcript)
    }
  }

  @Test func theDesignsGroundTruthIsARule() throws {
    let text = """
      {"id": "rule_001", "match_criteria": {"type": "pattern", "value": "javascript.*variable"},
       "action": {"type": "naming", "description": "Use camelCase for JavaScript variables"},
       "rationale": "User preference", "confidence": 0.95}
      """
    let rule = try CanonicalJSON.decode(Rule.self, from: Data(text.utf8))
    #expect(rule.scope == .persistent)
    #expect(rule.project == nil)
    #expect(rule.sources.isEmpty)
  }

  @Test(arguments: [
    (#"{"id": "r"}"#, "key 'match_criteria' is missing"),
    (#"{"id": "secret words", "match_criteria": 1}"#, "value not allowed at id"),
    (#"{"id": "r", "confidence": 2}"#, "value not allowed at confidence"),
    (#"{"id": "r", "schema": 99}"#, "value not allowed at schema"),
    ("{", "not valid JSON"),
  ])
  func problemsNameTheKeyAndNeverQuoteTheData(text: String, problem: String) {
    let error = #expect(throws: (any Error).self) { try CanonicalJSON.decode(Rule.self, from: Data(text.utf8)) }
    #expect(error.map(CanonicalJSON.problem) == problem)
  }
}
