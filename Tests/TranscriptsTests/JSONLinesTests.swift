import Foundation
import Rules
import TestSupport
import Testing
import Transcripts

/// How files of JSON lines are read, whatever their lines hold.
@Suite struct JSONLinesTests {
  private static let refusal = "The user doesn't want to proceed with this tool use. To tell you how, the user said:\n"

  /// A record of Claude Code, and what the user says in it.
  private static func claude(
    using generator: inout some RandomNumberGenerator
  ) -> (record: [String: JSONValue], said: [String]) {
    let words = "use \(Int.random(in: 0..<1000, using: &generator)) \(Arbitrary.text(using: &generator))x"
    let text: JSONValue = ["type": "text", "text": .string(words)]
    let other = Arbitrary.json(using: &generator)
    let output = "The user said:\n" + Arbitrary.text(using: &generator) + #"{"type":"text","text":"never"}"#
    let result: JSONValue = ["type": "tool_result", "tool_use_id": "t", "content": .string(output), "x": other]
    let listed: JSONValue = ["type": "tool_result", "content": [text, ["type": "image", "source": other]]]
    let refused: JSONValue = ["type": "tool_result", "is_error": true, "content": .string(refusal + words)]
    let refusedInBlock: JSONValue = [
      "type": "tool_result", "is_error": true, "content": [["type": "text", "text": .string(refusal + words)]],
    ]
    let input: JSONValue = ["file_path": "a.c", "content": .string(words)]
    let code: JSONValue = ["type": "tool_use", "name": "Write", "input": input]
    let call: JSONValue = ["type": "tool_use", "id": "c", "name": "Bash", "input": ["text": .string(words)]]
    let thought: JSONValue = ["type": "thinking", "thinking": .string(words)]
    let contents: [(String, JSONValue, [String])] = [
      ("user", .string(words), [words]), ("user", [text], [words]), ("user", [result], []), ("user", [listed], []),
      ("user", [result, text], [words]), ("user", [text, listed], [words]), ("user", [refused], [words]),
      ("user", [refusedInBlock], [words]), ("user", [refused, result, text], [words, words]), ("user", 7, []),
      ("assistant", [text, call], []), ("assistant", [thought], []), ("assistant", [call], []),
      ("assistant", [code, thought], []), ("progress", [text], []), ("brand-new", [text], []),
    ]
    let (type, content, said) = contents[Int.random(in: 0..<contents.count, using: &generator)]
    let more: [[String: JSONValue]] = [
      [:], [:], [:], [:], ["isMeta": true], ["isSidechain": true], ["entrypoint": "sdk-py"], ["isMeta": 1],
      ["toolUseResult": ["type": "text", "file": other]], ["origin": ["kind": "human"]], ["planContent": .null],
    ]
    let marks = more[Int.random(in: 0..<more.count, using: &generator)]
    let isUsed = marks["isSidechain"] == nil && marks["entrypoint"] == nil && marks["isMeta"] != true
    let record: [String: JSONValue] = [
      "type": .string(type), "uuid": .string("\(generator.next())"), "sessionId": "s1", "cwd": "/home/ann/app",
      "message": ["role": .string(type), "content": content, "x": other],
    ]
    return (record.merging(marks) { _, new in new }, isUsed ? said.map(trimmed) : [])
  }

  /// A record of a Codex rollout.
  private static func codex(using generator: inout some RandomNumberGenerator) -> [String: JSONValue] {
    let words: JSONValue = .string(Arbitrary.text(using: &generator) + "x")
    let other = Arbitrary.json(using: &generator)
    let content: JSONValue = [["type": "input_text", "text": words], other]
    let payloads: [(String, JSONValue)] = [
      ("event_msg", ["type": "user_message", "message": words]), ("event_msg", ["type": "user_message"]),
      ("event_msg", ["type": "item_completed", "item": ["type": "UserMessage", "content": content]]),
      ("event_msg", ["type": "agent_message", "message": words]), ("event_msg", ["type": "other", "x": other]),
      ("response_item", ["type": "message", "role": "user", "content": content]),
      ("response_item", ["type": "message", "role": "assistant", "content": content]),
      ("response_item", ["type": "function_call_output", "output": words]),
      ("response_item", ["type": "function_call", "arguments": words]), ("response_item", 7), ("compacted", other),
      ("turn_context", other), ("session_meta", ["id": "c1", "source": other]),
    ]
    let (type, payload) = payloads[Int.random(in: 0..<payloads.count, using: &generator)]
    return ["type": .string(type), "timestamp": "2026-01-05T10:00:00.000Z", "payload": payload]
  }

  private static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespacesAndNewlines) }

  private static let first = [Lines.claude("user", "first", uuid: "0"), Lines.meta("c1")]

  @Test func everySpellingOfARecordIsReadTheSame() throws {
    try forAll(cases: 150) { generator in
      let isClaude = Bool.random(using: &generator)
      var (plain, respelled) = ([Self.first[isClaude ? 0 : 1]], [Self.first[isClaude ? 0 : 1]])
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let record = isClaude ? Self.claude(using: &generator).record : Self.codex(using: &generator)
        plain.append(Lines.json(record))
        respelled.append(Respelling.of(.object(record), using: &generator))
      }
      let (one, other) = (try read(plain), try read(respelled))
      #expect(one.transcripts == other.transcripts)
      #expect(one.count == other.count)
      #expect(one.problems.map(\.place.line) == other.problems.map(\.place.line))
    }
  }

  @Test func aRecordThatMustBeMendedIsReadAsOneThatNeedNot() throws {
    try forAll(cases: 150) { generator in
      let isClaude = Bool.random(using: &generator)
      var (sound, damaged) = ([Self.first[isClaude ? 0 : 1]], [Self.first[isClaude ? 0 : 1]])
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let record = isClaude ? Self.claude(using: &generator).record : Self.codex(using: &generator)
        sound.append(Lines.json(record))
        // A raw control character in a member that nobody reads.
        damaged.append(String(Lines.json(record).dropLast()) + ",\"damage\":\"\u{1}\"}")
      }
      let (one, other) = (try read(sound), try read(damaged))
      #expect(one.transcripts == other.transcripts)
      #expect(one.count == other.count)
    }
  }

  @Test func whatTheUserSaysBesideResultsOfToolsIsNeverLost() throws {
    try forAll(cases: 150) { generator in
      var (lines, expected) = ([Self.first[0]], ["first"])
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let (record, said) = Self.claude(using: &generator)
        // Sometimes glued to the line before.
        let line = Respelling.of(.object(record), using: &generator)
        if Int.random(in: 0..<4, using: &generator) == 0 { lines[lines.count - 1] += line } else { lines.append(line) }
        expected += said
      }
      let said = try read(lines).said
      #expect(said == expected)
    }
  }

  @Test func aRecordWithoutWordsCountsAsWhatItIsHoweverOftenItComes() throws {
    let result = Lines.claude("user", [["type": "tool_result", "content": "x"]], uuid: "r")
    let call = Lines.claude("assistant", [["type": "tool_use", "name": "Bash", "input": [:]]], uuid: "c")
    let words = Lines.claude("user", [["type": "text", "text": "hi"]], uuid: "w")
    let reading = try read([words, result, call, result, call, words])
    #expect(reading.said == ["hi"])
    #expect(reading.count.skipped == ["tool_result": 2, "tool_use": 2, "duplicate": 1])
  }

  @Test func ofMembersWithTheSameNameTheFirstCounts() throws {
    let line = Lines.claude("user", "one")
    let twice = String(line.dropLast()) + #","message":{"content":"two"},"isMeta":true,"isMeta":false}"#
    #expect(try read([twice]).count.skipped == ["meta": 1])
    #expect(try read([String(line.dropLast()) + #","message":{"content":"two"}}"#]).said == ["one"])
  }

  @Test(arguments: [
    #"{"type":"user","x":[1,]}"#, #"{"type":"user",}"#, #"{"type" "user"}"#, #"{"type":"user" "x":1}"#,
    #"{"type":"user","message":{"content":"\x"}}"#, #"{"type":"user","message":{"content":"\u12"}}"#,
    #"{"type":"user","message":{"content"}}"#, #"{"type":,"message":1}"#, #"{,"type":"user"}"#, #"{"type"}"#,
  ])
  func whatIsNoJSONIsMalformedWithItsPlace(line: String) throws {
    let first = Self.first[0]
    let reading = try read([first, line, Lines.claude("user", "last")])
    #expect(reading.said == ["first", "last"])
    #expect(reading.count.skipped == ["malformed": 1])
    let place = InputPlace(line: 2, byte: first.utf8.count + 1)
    #expect(reading.problems == [InputProblem(reason: .malformed, place: place)])
  }

  @Test func theProblemsOfARolloutHaveTheirPlaces() throws {
    let lines = [Self.first[1], "  {broken", Lines.event("hi"), #"{"type":"event_msg","payload":7}"#, #"{"type":"ev"#]
    let reading = try read(lines, ending: "")
    #expect(reading.said == ["hi"])
    #expect(reading.problems.map(\.reason) == [.malformed, .malformed, .partialLastLine])
    #expect(reading.problems.map(\.place.line) == [2, 4, 5])
    #expect(reading.problems.first?.place.byte == Self.first[1].utf8.count + 3)
  }

  @Test func linesOfEveryLengthAreReadWhereverAPieceOfTheFileEnds() throws {
    let scratch = try TemporaryDirectory()
    try forAll(cases: 5) { generator in
      var (text, said) = ("", [String]())
      for number in 0..<12 {
        let length = [1, 1000, 100_000, 262_000, 300_000, 2_500_000].randomElement(using: &generator) ?? 1
        let filler = String(repeating: "y", count: length + Int.random(in: 0..<300, using: &generator))
        text += Lines.claude("user", .string("m\(number)"), more: ["filler": .string(filler)])
        text += number < 11 || Bool.random(using: &generator) ? "\n" : ""
        said.append("m\(number)")
      }
      let reading = try TranscriptReaders.standard.read(path: try scratch.write(text, to: "s1.jsonl"))
      #expect(reading.said == said)
      #expect(reading.segments.map(\.line) == Array(1...12))
      #expect(reading.problems == [])
    }
  }

  @Test func beyondALimitTheAssistantsTextIsLeftOutAndItsPlaceIsKept() throws {
    let long = String(repeating: "word ", count: 50_000)
    func reading(_ answer: (String) -> String, _ question: (String) -> String, first: String) throws -> [String] {
      let lines = [first] + (0..<20).flatMap { [question("q\($0)"), answer(long)] }
      let segments = try read(lines).segments
      #expect(segments.count == 40 + (first.contains("session_meta") ? 0 : 1))
      #expect(segments.filter { $0.speaker == .user }.suffix(20).map(\.content) == (0..<20).map { "q\($0)" })
      let contents = segments.filter { $0.speaker == .assistant }.map(\.content)
      #expect(contents.count == 20)
      return contents
    }
    // 2 MiB hold 8 of them.
    let claude = try reading(
      { Lines.claude("assistant", .string($0)) }, { Lines.claude("user", .string($0)) }, first: Self.first[0])
    let codex = try reading({ Lines.item("assistant", $0) }, { Lines.event($0) }, first: Self.first[1])
    for contents in [claude, codex] {
      #expect(contents.prefix(8).allSatisfy { $0 == long })
      #expect(contents.suffix(12).allSatisfy { $0.isEmpty })
    }
  }
}
