import Foundation
import Rules
import TestSupport
import Testing

@testable import RuleStore

/// The fast reader tells what the general decoder tells, or leaves it to that.
@Suite struct RuleReaderTests {
  private func fast(_ bytes: [UInt8]) -> Rule? {
    var reader = RuleReader()
    return bytes.withUnsafeBytes { reader.rule(in: $0) }
  }

  private func general(_ bytes: [UInt8]) -> Rule? {
    try? CanonicalJSON.decode(Rule.self, from: Data(bytes))
  }

  @Test func everyRuleIsReadAsWritten() throws {
    var told = 0
    try forAll(cases: 500) { generator in
      let rule = try Arbitrary.rule(using: &generator)
      let bytes = Array(try CanonicalJSON.file(rule))
      let read = fast(bytes)
      #expect(read == nil || read == rule)
      let text = String(decoding: bytes, as: UTF8.self)
      let isUnusual = text.contains("\\u") || text.split { !$0.isNumber }.contains { $0.count > 18 }
      #expect((read != nil) == !isUnusual)
      told += read == nil ? 0 : 1
    }
    #expect(told > 50)
  }

  @Test func damagedAndUnusualFilesAreReadAlike() throws {
    let pieces = [
      "", " ", "\n", ",", ":", "{", "}", "[", "]", "\"", "\\", "\\u0041", "\\ud83d", "null", "true", "tru", "0", "-0",
      "00",
      "1.0", "1.", ".5", "1e2", "-1", "18446744073709551616", "0.1234567890123456789", "\"id\":\"a\",", "\"x\":1,",
      "\u{1}", "é", "//", "'", "2025-02-30T10:00:00Z", "2025-01-05T10:00:00.250Z", "2025-01-05T10:00:00+02:00",
    ]
    var (accepted, told) = (0, 0)
    try forAll(cases: 4000) { generator in
      var rule = try Arbitrary.rule(using: &generator)
      rule.rationale = "so that"
      var bytes = Array(try CanonicalJSON.file(rule))
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...3, using: &generator))
        let piece = pieces.randomElement(using: &generator) ?? ""
        bytes.replaceSubrange(start..<end, with: Bool.random(using: &generator) ? [] : Array(piece.utf8))
      }
      let (read, expected) = (fast(bytes), general(bytes))
      #expect(read == nil || read == expected, "\(String(decoding: bytes, as: UTF8.self))")
      accepted += expected == nil ? 0 : 1
      told += read == nil ? 0 : 1
    }
    #expect(accepted > 100)
    #expect(told > 50)
  }

  @Test(arguments: [
    #""confidence": 1"#, #""confidence": 0.8333333333333334"#, #""confidence": 0.30000000000000004"#,
    #""confidence": 1e-1"#, #""confidence": -0"#, #""confidence": 1.5"#, #""confidence": "1""#, #""confidence": null"#,
    #""project": null"#, #""project": "p""#, #""project": 1"#, #""scope": "short_term""#, #""scope": "ever""#,
    #""timestamp": "1970-01-01T00:00:00Z""#, #""timestamp": "2024-02-29T23:59:59.999Z""#,
    #""timestamp": "2023-02-29T00:00:00Z""#, #""timestamp": "2100-02-29T00:00:00Z""#,
    #""timestamp": "2025-06-30T23:59:60Z""#, #""timestamp": "2025-06-30T24:00:00Z""#,
    #""timestamp": "2025-01-05T10:00:00+02:00""#, #""timestamp": "2199-12-31T23:59:59Z""#,
    #""supersedes": ["a", "b"]"#, #""supersedes": ["a",]"#, #""supersedes": ["../a"]"#, #""supersedes": null"#,
    #""schema": 1"#, #""schema": 2"#, #""schema": 1.0"#, #""unknown": [1]"#, #""rationale": "x", "rationale": "y""#,
    #""rationale": "\/\"\\\b\f\n\r\t""#, #""rationale": "\ud83d\ude00""#, #""rationale": "\ud83d""#,
    #""sources": [{"transcript": "t", "segment": 0, "session": "s", "range": [3, 9], "line": 12}]"#,
    #""sources": [{"transcript": "t", "segment": 0, "session": "s", "range": [9, 3]}]"#,
    #""sources": [{"transcript": "t", "segment": 0.5, "session": "s"}]"#,
    #""sources": [{"transcript": "t", "segment": 1, "session": "s", "observed": {"followed": 2, "broken": 0}}]"#,
    #""decision": {"decision": "store", "score": 0.5, "justification": "j", "ended": "merged", "doubts": [{"kind": "unsure"}], "criteria": {"cross_session_value": 1, "stability": 0, "clear_triggers": 0.25, "reduces_inconsistency": 1}}"#,
  ])
  func aMemberIsReadAlike(member: String) throws {
    for context in [#"{"a": [1, 2.5, 3.0, null, true, {"b": "c"}]}"#, #"{"é": 1, "e\#u{301}": 2}"#, "{}"] {
      let text = """
        \(member.contains("]") ? " " : "\n")\
        {"id": "a", "match_criteria": {"context": \(context), "type": "keyword", "value": "v"}, \
        \(member), "action": {"type": "style", "description": "d"}}
        """
      let bytes = Array(text.utf8)
      let (read, expected) = (fast(bytes), general(bytes))
      #expect(read == nil || read == expected)
    }
  }
}
