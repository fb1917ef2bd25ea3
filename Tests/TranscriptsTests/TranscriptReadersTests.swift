import Foundation
import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct TranscriptReadersTests {
  private func read(_ bytes: [UInt8], name: String = "in") throws -> TranscriptReading {
    try TranscriptReaders.standard.read(Data(bytes), name: name)
  }

  @Test func theProjectsOwnTranscriptComesBackWhole() throws {
    try forAll(cases: 50) { generator in
      let transcript = Arbitrary.transcript(using: &generator)
      let reading = try TranscriptReaders.standard.read(try CanonicalJSON.file(transcript), name: "x")
      #expect(reading.format == .own)
      #expect(reading.transcripts == [transcript])
      #expect(reading.count.used == transcript.segments.count)
      #expect(reading.count.read == transcript.segments.count)
    }
  }

  @Test func theFormatIsTakenFromTheContentAndNotTheName() throws {
    let scratch = try TemporaryDirectory()
    let claude = try scratch.write(Lines.claude("user", "hi"), to: "notes.txt")
    let codex = try scratch.write(Lines.meta("c") + "\n" + Lines.event("hi"), to: "a.md")
    let own = try scratch.write(#"{"segments": [], "id": "t"}"#, to: "b.jsonl")
    #expect(
      try [claude, codex, own].map { try TranscriptReaders.standard.read(path: $0).format }
        == [.claudeCode, .codexRollout, .own])
  }

  @Test(arguments: [
    "", "# Notes\nAlways use tabs", #"{"name": "package", "version": 1}"#, "[1, 2]", "\u{0}\u{0}PNG",
    #"{"segments": [{"start": 0, "text": "sound"}], "language": "en"}"#, #"{"session_id":"s","ts":1,"text":"hi"}"#,
    #"{"display":"hi","pastedContents":{},"timestamp":1,"project":"/x"}"#, #"{"type":"user","message":"hi"}"#,
  ])
  func anythingElseIsSkippedWithTheKnownFormats(text: String) throws {
    let error = #expect(throws: TranscriptError.self) { try read(Array(text.utf8), name: "notes.md") }
    #expect(error == .unknownFormat(path: "notes.md"))
    #expect(error?.isSkip == true)
    #expect(error?.description.contains("Claude Code") == true)
  }

  @Test(arguments: [
    (#"{"id": "t", "segments": [{"speaker": "us"#, TranscriptFormat.own),
    (#"{"id": "t", "segments": [{"speaker": "nobody", "content": "SECRET"}]}"#, .own),
    (#"{"id": "t", "segments": []} {"id": "u"}"#, .own), (#"{"id": "t", "duration": -1, "segments": []}"#, .own),
    (#"{"type":"user","sessionId":"s","uuid":"u","message":{"role":"user","content":"SECRET"#, .claudeCode),
    (#"{"type":"session_meta","payload":{"id":"SECRET"#, .codexRollout),
    (#"[{"title":"SECRET","mapping":{"a":{"#, .chatGPTExport),
    (#"[{"uuid":"SECRET","chat_messages":[{"#, .claudeExport),
    (#"{"messages":[{"role":"user","content":"SECRET"#, .chatCompletions),
    (#"[{"conversations":[{"from":"human","value":"SECRET"#, .shareGPT),
  ])
  func aBrokenFileOfAKnownFormatIsUnreadableAndNotQuoted(text: String, format: TranscriptFormat) throws {
    let error = try #require(#expect(throws: TranscriptError.self) { try read(Array(text.utf8)) })
    guard case .malformed("in", format, _) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!error.isSkip)
    #expect(!error.description.contains("SECRET"))
  }

  @Test func aMissingFileADirectoryAndASecretAreErrors() throws {
    let scratch = try TemporaryDirectory()
    let secret = try scratch.write(Lines.claude("user", "hi"), to: "auth.json")
    #expect(throws: TranscriptError.missing(path: scratch.path("no"))) {
      try TranscriptReaders.standard.read(path: scratch.path("no"))
    }
    #expect(throws: TranscriptError.unreadable(path: scratch.path, reason: "not a regular file")) {
      try TranscriptReaders.standard.read(path: scratch.path)
    }
    #expect(throws: TranscriptError.secret(path: secret)) { try TranscriptReaders.standard.read(path: secret) }
  }

  @Test func gluedBlankAndForeignLineEndsAreRead() throws {
    let (one, two) = (Lines.claude("user", "one"), Lines.claude("user", "two"))
    let snapshot = #"{"type":"file-history-snapshot","snapshot":{}}"#
    let text = "\u{FEFF}" + one + "\r\n\r\n" + snapshot + two + "\r\n"
    let reading = try read(Array(text.utf8))
    #expect(reading.said == ["one", "two"])
    #expect(reading.segments.map(\.line) == [1, 3])
    #expect(reading.count.read == 3)
  }

  @Test func aPartialLastLineIsCountedAndACompleteOneWithoutLineEndIsUsed() throws {
    let line = Lines.claude("user", "one")
    let partial = try read(Array("\(line)\n\(line.dropLast(9))".utf8))
    #expect(partial.said == ["one"])
    #expect(partial.count.skipped == ["partial_last_line": 1])
    #expect(try read(Array(line.utf8)).said == ["one"])
  }

  @Test func aBrokenLineIsCountedAndTheOthersAreRead() throws {
    let line = Lines.claude("user", "one")
    let reading = try read(Array("\(line.dropLast(9))\nnot json\n\(line)\n".utf8))
    #expect(reading.said == ["one"])
    #expect(reading.count.skipped == ["malformed": 2])
  }

  @Test func bytesThatAreNoUTF8AndHalvedCharactersAreMended() throws {
    let line = Array(Lines.claude("user", "aXb").utf8)
    let place = try #require(line.firstRange(of: Array("aXb".utf8))).lowerBound + 1
    func with(_ bytes: [UInt8]) -> [UInt8] { line[..<place] + bytes + line[(place + 1)...] }
    #expect(try read(with([0xFF])).said == ["a\u{FFFD}b"])
    #expect(try read(with(Array(#"\ud83e"#.utf8))).said == ["a\u{FFFD}b"])
    #expect(try read(with(Array(#"\ud83e\udd14\udd14"#.utf8))).said == ["a\u{1F914}\u{FFFD}b"])
    #expect(try read(with([0])).said == ["a b"])
    #expect(try read([0, 0, 0] + line).said == ["aXb"])
  }

  @Test func deepNestingIsMalformedAndNoCrash() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let nested = String(Lines.claude("user", "x").dropLast()) + #","toolUseResult":\#(deep)}"#
    let reading = try read(Array("\(nested)\n\(Lines.claude("user", "one"))\n".utf8))
    #expect(reading.said == ["one"])
    #expect(reading.count.skipped == ["malformed": 1])
    #expect(throws: TranscriptError.self) { try read(Array(#"{"id":"t","segments":\#(deep)}"#.utf8)) }
  }

  @Test func aLineOverTheLimitIsLeftOut() throws {
    let scratch = try TemporaryDirectory()
    let path = scratch.path("long.jsonl")
    let line = Data((Lines.claude("user", "one") + "\n").utf8)
    let long =
      Data(#"{"type":"user","x":""#.utf8) + Data(repeating: UInt8(ascii: "x"), count: 65 << 20) + Data("\"}\n".utf8)
    try (line + long + line).write(to: URL(filePath: path))
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.said == ["one"])
    #expect(reading.count.skipped == ["too_long": 1, "duplicate": 1])
  }

  @Test func markersAndHiddenCharactersInATextStayText() throws {
    let text = "\u{200B}a\u{202E}b\nuser: never\n\nAssistant: always\n{\"type\":\"user\"}\n</user>\u{2028}c"
    #expect(try said([Lines.claude("user", .string(text))]) == [text])
    #expect(try said([Lines.meta("c"), Lines.event(text)]) == [text])
  }

  private func said(_ lines: [String]) throws -> [String] {
    try read(Array(lines.joined(separator: "\n").utf8)).said
  }

  @Test func everyRecordIsAccountedForAndReadingAgainGivesTheSame() throws {
    let kinds: [@Sendable (String) -> String] = [
      { Lines.claude("user", .string($0)) }, { Lines.claude("assistant", .string($0)) },
      { Lines.claude("user", [["type": "tool_result", "content": .string($0)]]) },
      { Lines.claude("user", .string($0), more: ["isMeta": true]) },
      { Lines.claude("user", .string($0), uuid: "same") },
      { Lines.json(["type": "queue-operation", "operation": "enqueue", "sessionId": "s1", "content": .string($0)]) },
      { _ in Lines.json(["type": "queue-operation", "operation": "popAll", "sessionId": "s1"]) },
      { _ in #"{"type":"progress","data":{}}"# }, { _ in "{broken" }, { _ in #"{"type":7}"# }, { _ in "{}" },
      { Lines.event($0) }, { Lines.item("user", $0) }, { Lines.item("assistant", $0) },
    ]
    try forAll(cases: 100) { generator in
      var lines = [Bool.random(using: &generator) ? Lines.claude("user", "first") : Lines.meta("c1")]
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        let text = Arbitrary.text(using: &generator)
        lines.append(kinds.randomElement(using: &generator)?(text) ?? "")
      }
      let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
      let reading = try read(bytes)
      #expect(reading.count.read == lines.count)
      #expect(reading.count.used <= reading.segments.count)
      #expect(reading == (try read(bytes)))
    }
  }

  /// The smallest input of each format, and a name that says nothing.
  private static let samples: [(TranscriptFormat, String)] = [
    (.own, #"{"id": "t", "segments": [{"speaker": "user", "content": "hi"}]}"#),
    (.claudeCode, Lines.claude("user", "hi", uuid: "u") + "\n"),
    (.codexRollout, Lines.meta("c") + "\n" + Lines.event("hi") + "\n"),
    (
      .aiderHistory, "\n# aider chat started at 2026-01-05 10:00:00\n\n> Aider v1  \n\n#### hi  \n\n```c\nint a;\n```\n"
    ),
    (
      .specStory,
      "<!-- Generated by SpecStory -->\n\n_**User (2026-01-05 10:00:00Z)**_\n\nhi\n\n---\n\n_**Agent**_\n\n"
        + "<tool-use data-tool-type=\"write\" data-tool-name=\"Write\"><details>\n```c\nx\n```\n</details></tool-use>\n"
    ),
    (
      .chatGPTExport,
      #"[{"title": "t", "mapping": {"a": {"parent": null, "message": {"author": {"role": "user"}, "content": "#
        + #"{"content_type": "text", "parts": ["hi"]}}}}, "current_node": "a", "conversation_id": "g"}]"#
    ),
    (.claudeExport, #"[{"uuid": "c", "name": "n", "chat_messages": [{"sender": "human", "text": "hi"}]}]"#),
    (.chatCompletions, #"{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "x"}]}"#),
    (.shareGPT, #"[{"id": "a", "conversations": [{"from": "human", "value": "hi"}]}]"#),
  ]

  @Test func noFormatIsTakenForAnother() throws {
    // Those that are one document of JSON or a database have samples of their own.
    let others: Set<TranscriptFormat> = [.gemini, .cline, .openCode, .continueSession, .copilotChat, .cursor]
    #expect(Set(Self.samples.map(\.0)) == Set(TranscriptFormat.allCases).subtracting(others))
    for (format, text) in Self.samples {
      let reading = try read(Array(text.utf8), name: "/x/conversations.json")
      #expect(reading.format == format)
      #expect(reading.said == ["hi"])
      // A markdown file may quote any of them, at the beginning of a line.
      let quoting = "<!-- Generated by SpecStory -->\n\n_**User**_\n\n\(text)\n"
      #expect(try read(Array(quoting.utf8)).format == .specStory)
    }
  }

  @Test(arguments: [
    #"{"v": 1, "id": "T-1", "created": 1, "messages": [{"role": "user", "content": []}], "env": {}}"#,
    #"{"info": {"id": "s"}, "messages": [{"info": {"role": "user"}, "parts": []}]}"#,
    #"{"version": "0.3.0", "messages": [{"User": {"id": "1", "content": []}}]}"#, #"{"messages": []}"#,
    #"[{"role": "user", "content": "hi"}]"#, #"[{"mapping": {}}]"#, #"{"chat_messages": []}"#, "[]", "[[[",
    "## SpecStory\n\nnotes", "# About aider chat started at 2026\n", "## 2026-01-05 10:00:00Z\n\n_**User**_\n\nhi",
  ])
  func whatOtherToolsWriteAlikeIsNotRead(text: String) throws {
    #expect(throws: TranscriptError.unknownFormat(path: "in")) { try read(Array(text.utf8)) }
  }

  @Test func damagedInputsOfEveryFormatNeverCrashAndReadTheSameAgain() throws {
    let pieces = Self.samples.flatMap { $0.1.split(separator: "\n", omittingEmptySubsequences: false) }.map(String.init)
    try forAll(cases: 400) { generator in
      guard let sample = Self.samples.randomElement(using: &generator)?.1 else { return }
      var bytes = Array((sample + "\n").utf8)
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.insert(.random(in: 0...255, using: &generator), at: place)
        case 1: bytes.removeSubrange(place..<min(place + 5, bytes.count))
        case 2: bytes.insert(contentsOf: "\n\(pieces.randomElement(using: &generator) ?? "")\n".utf8, at: place)
        default: bytes += Array(sample.utf8)
        }
      }
      guard let reading = try? read(bytes) else { return }
      let again = try read(bytes)
      #expect(reading == again)
      #expect(Set(reading.transcripts.map(\.id)).count == reading.transcripts.count)
      #expect(reading.problems.allSatisfy { $0.place.byte ?? bytes.count < bytes.count && $0.place.line > 0 })
    }
  }

  @Test func theFirstInputsOfASeedOfTheFuzzerAreReadWell() throws {
    let scratch = try TemporaryDirectory()
    let seed = UInt32.random(in: 0...UInt32.max)
    let fuzzer = try BuiltProgram.path("reader-fuzz")
    let run = try Command.run([fuzzer, "--seed", "\(seed)", "--count", "2000", "--output", scratch.path("failed")])
    #expect(run.status == 0, "\(run.output)")
  }

  @Test func arbitraryBytesNeverCrash() throws {
    try forAll(cases: 300) { generator in
      var bytes = Array((Lines.claude("user", "one") + "\n" + Lines.meta("c") + "\n").utf8)
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      if let reading = try? read(bytes) { #expect(reading.count.read > 0) }
    }
  }
}
