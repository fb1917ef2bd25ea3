import Foundation
import GRDB
import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct CursorReaderTests {
  private let scratch: TemporaryDirectory

  init() throws { scratch = try TemporaryDirectory() }

  private func read(
    _ rows: [(String, String)], table: String = "cursorDiskKV", isWAL: Bool = false
  ) throws -> TranscriptReading {
    let path = scratch.path("w/state.vscdb")
    try FileManager.default.createDirectory(atPath: scratch.path("w"), withIntermediateDirectories: true)
    try Samples.database(rows, at: path, table: table, isWAL: isWAL)
    return try TranscriptReaders.standard.read(path: path)
  }

  @Test(arguments: [false, true])
  func aConversationIsReadInTheOrderOfItsHeaders(isWAL: Bool) throws {
    let reading = try read(Samples.cursor, isWAL: isWAL)
    #expect(reading.format == .cursor)
    #expect(reading.segments.map(\.content) == ["Always use tabs", "Fine."])
    #expect(reading.segments.first?.metadata == ["bubble": "u"])
    let transcript = try #require(reading.transcripts.first)
    #expect(transcript.sessionID == "k1")
    #expect(transcript.project == "app")
    #expect(transcript.duration == 90.5)
    #expect(reading.count.skipped == ["retracted": 1])
    // Nothing is left beside the database.
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("w")) == ["state.vscdb"])
  }

  @Test func whatIsInTheLogOfADatabaseInUseIsRead() throws {
    let path = scratch.path("state.vscdb")
    let pool = try DatabasePool(path: path)
    try pool.write { database in
      try database.execute(sql: "CREATE TABLE cursorDiskKV (key TEXT UNIQUE, value BLOB)")
    }
    try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try pool.write { database in
      for (key, value) in Samples.cursor {
        try database.execute(sql: "INSERT INTO cursorDiskKV VALUES (?, ?)", arguments: [key, value])
      }
    }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(try TranscriptReaders.standard.read(path: path).said == ["Always use tabs"])
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    try pool.close()
  }

  @Test func brokenRowsAreCountedAndTheOthersAreRead() throws {
    let reading = try read(
      Samples.cursor + [
        ("bubbleId:k1:x", "{broken"), ("bubbleId:k1", "{}"), ("composerData:k2", "[1]"),
        ("bubbleId:orphan:1", #"{"type": 1, "text": "never"}"#),
      ])
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.count.skipped == ["malformed": 3, "retracted": 2])
    // Messages come first, in the order of their keys.
    #expect(reading.problems.map(\.place) == [1, 5, 8].map { InputPlace(line: $0, byte: nil) })
  }

  @Test func anOldConversationHoldsItsMessages() throws {
    let composer = """
      {"composerId": "k1", "createdAt": 1767607200000, "createdOnBranch": "fix", "conversation": [
        {"bubbleId": "u", "type": 1, "text": "use tabs"}, 7, {"bubbleId": "a", "type": 2, "text": ""}]}
      """
    let reading = try read([
      ("composerData:k1", composer), ("bubbleId:k1:a", #"{"bubbleId": "a", "type": 2, "text": "Fine."}"#),
    ])
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine."])
    #expect(reading.segments.first?.timestamp == (try Timestamp("2026-01-05T10:00:00Z")))
    #expect(reading.transcripts.first?.metadata?["git_branch"] == "fix")
    #expect(reading.count.skipped == ["malformed": 1])
  }

  @Test(arguments: [
    (#"{"name":"edit_file","rawArgs":"{\"target_file\":\"a.py\",\"code_edit\":\"x = 1\"}"}"#, "```python\nx = 1\n```"),
    (
      #"{"name":"write","rawArgs":"{","params":"{\"relativeWorkspacePath\":\"a.py\",\"contents\":\"y\"}"}"#,
      "```python\ny\n```"
    ),
    (#"{"name":"edit_file_v2","params":3,"additionalData":{"codeblock":{"content":"z"}}}"#, "```\nz\n```"),
  ])
  func whatAToolWritesIsTheAssistantsCode(tool: String, code: String) throws {
    let reading = try read([
      ("composerData:k1", #"{"fullConversationHeadersOnly": [{"bubbleId": "a"}, {"bubbleId": "b"}]}"#),
      ("bubbleId:k1:a", #"{"type": 2, "text": "", "toolFormerData": \#(tool)}"#),
      ("bubbleId:k1:b", #"{"type": 2, "text": "", "toolFormerData": {"name": "read_file", "rawArgs": "{}"}}"#),
    ])
    #expect(reading.segments.map(\.content) == [code])
    #expect(reading.count.skipped == ["tool_use": 1])
  }

  @Test func buttonsAndSubagentsAreNotTheUser() throws {
    let headers = #""fullConversationHeadersOnly": [{"bubbleId": "u"}]"#
    let reading = try read([
      ("composerData:k1", "{\(headers)}"), ("composerData:k2", #"{\#(headers), "subagentInfo": {"x": 1}}"#),
      ("bubbleId:k1:u", #"{"type": 1, "text": "For the code present, we get this error:\nalways"}"#),
      ("bubbleId:k2:u", #"{"type": 1, "text": "always"}"#),
      ("composerData:k3", "{\(headers)}"),
      ("bubbleId:k3:u", #"{"type": 1, "text": "Fix this bug...\n\nIt never ends."}"#),
    ])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["injected": 2, "sidechain": 1])
  }

  @Test func theChatsOfAWorkspaceAreRead() throws {
    try scratch.write(#"{"folder": "file:///home/ann/app"}"#, to: "w/workspace.json")
    let bubbles = #"[{"type": "user", "text": "use tabs"}, {"type": "ai", "text": "Fine."}]"#
    let tabs = #"{"tabs": [{"tabId": "t1", "bubbles": \#(bubbles)}, 3]}"#
    let reading = try read(
      [("workbench.panel.aichat.view.aichat.chatdata", tabs), ("composer.composerData", #"{"allComposers": [{}]}"#)],
      table: "ItemTable")
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine."])
    #expect(reading.transcripts.first?.project == "app")
    #expect(reading.count.skipped == ["malformed": 1])
  }

  @Test func otherDatabasesAreSkippedAndBrokenOnesAreErrors() throws {
    #expect(throws: TranscriptError.unknownFormat(path: scratch.path("w/state.vscdb"))) {
      try read([("terminal.history", "{}")], table: "ItemTable")
    }
    let other = scratch.path("other.db")
    try Samples.database([], at: other, table: "notes")
    #expect(throws: TranscriptError.unknownFormat(path: other)) { try TranscriptReaders.standard.read(path: other) }
    let broken = try scratch.write("SQLite format 3\0 cursorDiskKV SECRET", to: "broken.vscdb")
    let error = #expect(throws: TranscriptError.self) { try TranscriptReaders.standard.read(path: broken) }
    #expect(error?.isSkip == false)
    #expect(error?.description.contains("SECRET") == false)
  }

  @Test func theCopyBesideTheDatabaseIsSkipped() throws {
    let copy = scratch.path("state.vscdb.backup")
    try Samples.database(Samples.cursor, at: copy)
    #expect(try TranscriptReaders.standard.read(path: copy).said == ["Always use tabs"])
    try Samples.database(Samples.cursor, at: scratch.path("state.vscdb"))
    #expect(throws: TranscriptError.unknownFormat(path: copy)) { try TranscriptReaders.standard.read(path: copy) }
  }

  @Test func aViewInThePlaceOfTheTableIsNotRun() throws {
    let path = scratch.path("view.vscdb")
    try DatabaseQueue(path: path).write { database in
      try database.execute(
        sql: """
          CREATE VIEW cursorDiskKV AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
          SELECT 'bubbleId:' || i AS key, '{}' AS value FROM n
          """)
    }
    #expect(throws: TranscriptError.unknownFormat(path: path)) { try TranscriptReaders.standard.read(path: path) }
  }

  @Test func aBrokenDatabaseThatIsNoFileIsAnError() throws {
    let bytes = Data("SQLite format 3\0 cursorDiskKV".utf8)
    #expect(throws: TranscriptError.self) { try TranscriptReaders.standard.read(bytes, name: "stdin") }
  }

  @Test func aPathWithSignsOfAURIIsAFile() throws {
    let path = scratch.path("a?b#c%20.vscdb")
    try Samples.database(Samples.cursor, at: scratch.path("plain.vscdb"))
    try FileManager.default.moveItem(atPath: scratch.path("plain.vscdb"), toPath: path)
    #expect(try TranscriptReaders.standard.read(path: path).said == ["Always use tabs"])
  }

  @Test func whatComesBeforeABrokenPageIsRead() throws {
    let path = scratch.path("page.vscdb")
    let long = String(repeating: "x", count: 500)
    let rows = (1000..<1400).map { index in
      ("bubbleId:k1:\(index)", #"{"type": 1, "text": "use \#(index) \#(long)"}"#)
    }
    let headers = (1000..<1400).map { #"{"bubbleId": "\#($0)"}"# }.joined(separator: ",")
    let composer = #"{"composerId": "k1", "fullConversationHeadersOnly": [\#(headers)]}"#
    try Samples.database([("composerData:k1", composer)] + rows, at: path)
    var bytes = try Data(contentsOf: URL(filePath: path))
    let place = try #require(bytes.firstRange(of: Data("use 1200 ".utf8))).lowerBound / 4096 * 4096
    bytes.replaceSubrange(place..<(place + 4096), with: Data(count: 4096))
    try bytes.write(to: URL(filePath: path))
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect((150...200).contains(reading.said.count))
    #expect(reading.said.first?.hasPrefix("use 1000 ") == true)
    #expect(reading.count.skipped == ["malformed": 1])
  }

  @Test func arbitraryBytesNeverCrash() throws {
    let path = scratch.path("fuzz.vscdb")
    try Samples.database(Samples.cursor, at: path)
    let original = try Data(contentsOf: URL(filePath: path))
    try forAll(cases: 60) { generator in
      var bytes = original
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        bytes[Int.random(in: 16..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      try bytes.write(to: URL(filePath: path))
      let reading = try? TranscriptReaders.standard.read(path: path)
      if let reading { #expect(reading.count.used <= reading.segments.count) }
    }
  }
}
