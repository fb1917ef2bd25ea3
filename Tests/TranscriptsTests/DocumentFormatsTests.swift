import Foundation
import Rules
import TestSupport
import Testing
import Transcripts

/// What holds for every format that is one JSON document.
@Suite struct DocumentFormatsTests {
  static let samples: [(String, TranscriptFormat)] = [
    (Samples.gemini, .gemini), (Samples.clineUI, .cline), (Samples.clineAPI, .cline), (Samples.openCode, .openCode),
    (Samples.continueSession, .continueSession), (Samples.copilot, .copilotChat),
  ]

  @Test(arguments: samples)
  func everyFormatIsToldByItsContentAndGivesWhatEachSideSaid(text: String, format: TranscriptFormat) throws {
    let reading = try read(text: text, name: "/x/tasks/17/notes.txt")
    #expect(reading.format == format)
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.segments.map(\.speaker) == [.user, .assistant, .assistant])
    #expect(reading.segments.dropFirst().map(\.content) == ["Fine.", "```python\nx = 1\n```"])
    #expect(reading.segments.last?.metadata?["path"]?.string?.hasSuffix("b.py") == true)
    #expect(reading.transcripts.first?.sessionID.isEmpty == false)
    #expect(reading.count.skipped == [:])
  }

  @Test(arguments: samples)
  func aBrokenRecordIsCountedAndTheOthersAreRead(text: String, format: TranscriptFormat) throws {
    // Brackets that do not match, and records of wrong types.
    let records =
      switch format {
      case .gemini, .openCode: #""messages": ["#
      case .continueSession: #""history": ["#
      case .copilotChat: #""requests": ["#
      default: "["
      }
    let start = try #require(text.firstRange(of: records)).upperBound
    let broken = text[..<start] + #"{"type": tru, "x": [1}]}, 7, {"role": [], "message": 3},"# + text[start...]
    let reading = try read(text: String(broken))
    #expect(reading.format == format)
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.count.skipped["malformed"] ?? 0 >= 2)
    let line = text[..<start].count { $0 == "\n" } + 1
    let byte = text[..<start].utf8.count
    #expect(reading.problems.first == InputProblem(reason: .malformed, place: InputPlace(line: line, byte: byte)))
    #expect(reading.problems.count >= 2)
    #expect(reading.problems.allSatisfy { $0.place.line == line && (byte..<byte + 60).contains($0.place.byte ?? 0) })
  }

  @Test(arguments: samples)
  func aFileThatIsCutIsReadAsFarAsItGoes(text: String, format: TranscriptFormat) throws {
    let end = try #require(text.firstRange(of: #""Fi"#)).lowerBound
    let reading = try read(text: String(text[..<end]))
    #expect(reading.format == format)
    #expect(reading.count.skipped.keys.allSatisfy { $0 == "partial_last_line" })
    #expect(reading.problems.map(\.reason) == [.partialLastLine])
    // A request of Copilot Chat is its message and its response; the others' first message is whole.
    #expect(reading.said == (format == .copilotChat ? [] : ["Always use tabs"]))
  }

  @Test func theLineOfARecordIsItsFirst() throws {
    #expect(try read(text: Samples.gemini).segments.map(\.line) == [4, 5, 5])
  }

  @Test func timesAndProjectsAreKept() throws {
    let reading = try read(text: Samples.openCode)
    #expect(reading.segments.first?.timestamp == (try Timestamp("2026-01-05T10:00:00Z")))
    #expect(reading.transcripts.first?.duration == 90.5)
    for text in [Samples.openCode, Samples.continueSession, Samples.clineAPI] {
      #expect(try read(text: text).transcripts.first?.project == "app")
    }
  }

  @Test(arguments: samples)
  func deepNestingAndArbitraryBytesNeverCrash(text: String, format: TranscriptFormat) throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    _ = try? read(text: text.replacing(#""Fine.""#, with: deep))
    try forAll(cases: 200) { generator in
      var bytes = Array(text.utf8)
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      let reading = try? TranscriptReaders.standard.read(Data(bytes), name: "x")
      if let reading { #expect(reading.count.used <= reading.segments.count) }
    }
  }

  @Test func manyUnclosedBracketsTakeNoTimeToSpeakOf() throws {
    let text = #"{"sessionId": "g", "projectHash": "h", "messages": ["# + String(repeating: #"{"a":["#, count: 500_000)
    #expect(try read(text: text).count.skipped == ["partial_last_line": 1])
  }

  @Test(arguments: [
    "[]", "[[]]", #"[{"role": "user", "content": "hi"}]"#,
    #"{"requests": [1]}"#, #"{"history": []}"#, #"{"info": {"id": "x"}, "messages": []}"#, #"{"kind": 0, "v": 3}"#,
    #"[{"ts": 1, "type": "note"}]"#, #"{"id": "msg_1", "sessionID": "ses_1", "role": "user"}"#,
  ])
  func whatOtherToolsWriteIsNotMistaken(text: String) throws {
    #expect(throws: TranscriptError.unknownFormat(path: "s.json")) { try read(text: text) }
  }
}
