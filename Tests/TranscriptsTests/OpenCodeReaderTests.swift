import Foundation
import GRDB
import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct OpenCodeReaderTests {
  /// Writes a session's files as OpenCode lays them out.
  private func store(_ scratch: TemporaryDirectory) throws -> String {
    try scratch.write(#"{"id":"msg_1","role":"user","time":{"created":1767607200000}}"#, to: "message/ses_1/msg_1.json")
    try scratch.write(
      #"{"id":"msg_0","role":"assistant","time":{"created":1767607290500}}"#, to: "message/ses_1/msg_0.json")
    try scratch.write(#"{"type":"text","text":"Always use tabs"}"#, to: "part/msg_1/prt_1.json")
    try scratch.write(#"{"type":"text","text":"never","synthetic":true}"#, to: "part/msg_1/prt_2.json")
    try scratch.write(#"{"type":"text","text":"Fine."}"#, to: "part/msg_0/prt_1.json")
    return try scratch.write(Samples.openCodeSession, to: "session/p/ses_1.json")
  }

  @Test func aSessionOfManyFilesIsReadFromItsOwn() throws {
    let scratch = try TemporaryDirectory()
    let path = try store(scratch)
    try scratch.write("{broken", to: "message/ses_1/msg_2.json")
    try scratch.write(#"{"id":"msg_3","role":"user"}"#, to: "message/ses_1/msg_3.json")
    try scratch.write("{broken", to: "part/msg_3/prt_1.json")
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.format == .openCode)
    #expect(reading.segments.map(\.content) == ["Always use tabs", "Fine."])
    #expect(reading.segments.first?.metadata == ["message": "msg_1"])
    #expect(reading.transcripts.first?.id == "ses_1")
    #expect(reading.transcripts.first?.project == "app")
    #expect(reading.transcripts.first?.duration == 90.5)
    #expect(reading.count.skipped == ["malformed": 2])
    #expect(throws: TranscriptError.self) {
      try TranscriptReaders.standard.read(path: scratch.path("message/ses_1/msg_1.json"))
    }
  }

  @Test func nothingOutsideTheStorageIsRead() throws {
    let scratch = try TemporaryDirectory()
    let path = try store(scratch)
    let other = try TemporaryDirectory()
    try other.write(#"{"type":"text","text":"secret"}"#, to: "prt_9.json")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: scratch.path("part/msg_1/prt_9.json"), withDestinationPath: other.path("prt_9.json"))
    try files.createSymbolicLink(atPath: scratch.path("part/msg_8"), withDestinationPath: other.path)
    try scratch.write(#"{"id":"msg_8","role":"user"}"#, to: "message/ses_1/msg_8.json")
    try scratch.write(#"{"id":"../../other","role":"user"}"#, to: "message/ses_1/msg_9.json")
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.said == ["Always use tabs"])
    #expect(reading.count.skipped == ["malformed": 2, "empty": 1])
    let escape = Samples.openCodeSession.replacing("ses_1", with: "../ses_1")
    let outside = try scratch.write(escape, to: "session/p/x.json")
    #expect(try TranscriptReaders.standard.read(path: outside).count.skipped == ["malformed": 1])
  }

  /// Writes a database as OpenCode does.
  private func database(_ scratch: TemporaryDirectory, _ sql: String = "") throws -> String {
    let path = scratch.path("opencode.db")
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE `session` (id text PRIMARY KEY, parent_id text, directory text NOT NULL);
          CREATE TABLE `message` (id text PRIMARY KEY, session_id text NOT NULL, data text NOT NULL);
          CREATE TABLE `part` (id text PRIMARY KEY, message_id text NOT NULL, data text NOT NULL);
          INSERT INTO session VALUES ('ses_1', NULL, '/home/ann/app'), ('ses_2', 'ses_1', '/home/ann/app');
          INSERT INTO message VALUES
            ('msg_1', 'ses_1', '{"role":"assistant","time":{"created":1767607290500}}'),
            ('msg_2', 'ses_1', '{"role":"user","time":{"created":1767607200000}}'),
            ('msg_3', 'ses_2', '{"role":"user"}'), ('msg_4', 'gone', '{"role":"user"}'), ('msg_5', 'ses_1', '{broken');
          INSERT INTO part VALUES
            ('prt_1', 'msg_1', '{"type":"text","text":"Fine."}'), ('prt_2', 'msg_3', '{"type":"text","text":"never"}'),
            ('prt_3', 'msg_2', '{broken'), ('prt_4', 'msg_2', '{"type":"text","text":"Always use tabs"}');
          """ + sql)
    }
    try queue.close()
    return path
  }

  @Test func theDatabaseOfNewerVersionsIsRead() throws {
    let scratch = try TemporaryDirectory()
    let path = try database(scratch)
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.format == .openCode)
    #expect(reading.segments.map(\.content) == ["Always use tabs", "Fine."])
    #expect(reading.segments.first?.metadata == ["message": "msg_2"])
    #expect(reading.transcripts.first?.sessionID == "ses_1")
    #expect(reading.transcripts.first?.project == "app")
    #expect(reading.transcripts.first?.duration == 90.5)
    #expect(reading.count.skipped == ["malformed": 2, "retracted": 1, "sidechain": 1])
    // Parts come first, then messages.
    #expect(reading.problems.map(\.place) == [3, 9].map { InputPlace(line: $0, byte: nil) })
  }

  @Test func anotherDatabaseWithSuchWordsIsSkipped() throws {
    let scratch = try TemporaryDirectory()
    let path = try database(scratch, "DROP TABLE part; CREATE VIEW part AS SELECT 1 AS message_id;")
    #expect(throws: TranscriptError.unknownFormat(path: path)) { try TranscriptReaders.standard.read(path: path) }
  }

  @Test func aSubagentsSessionIsNobodysEvenWhenItsParentIsHidden() throws {
    let text = Samples.openCode.replacing(#""title": "t""#, with: #""parentID": "REDACTED""#)
    let reading = try read(text: text)
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["sidechain": 2])
  }

  @Test(arguments: [
    (#"{"type":"text","text":"x","synthetic":true}"#, "injected"), (#"{"type":"text","text":"/undo"}"#, "command"),
    (#"{"type":"text","text":"x","ignored":true}"#, "injected"), (#"{"type":"file","url":"data:x"}"#, "empty"),
    (#"{"type":"subtask","prompt":"always"}"#, "empty"), ("7", "malformed"),
  ])
  func whatThePersonDidNotTypeIsSkipped(part: String, reason: String) throws {
    let text = Samples.openCode.replacing(#"{"type": "text", "text": "Always use tabs"}"#, with: part)
    let reading = try read(text: text)
    #expect(reading.said == [])
    #expect(reading.count.skipped == [reason: 1])
  }

  @Test func aSummaryOfTheConversationIsNotSaid() throws {
    let text = Samples.openCode.replacing(#""role": "assistant""#, with: #""role": "assistant", "summary": true"#)
    #expect(try read(text: text).count.skipped == ["compact_summary": 1])
  }

  @Test func whatAPatchAddsIsTheAssistantsCode() throws {
    let patch = "*** Begin Patch\n*** Add File: a.py\n+x = 1\n*** End Patch"
    let input = Lines.json(["patchText": .string(patch)])
    let text = Samples.openCode.replacing(#""tool": "write""#, with: #""tool": "patch""#)
      .replacing(#"{"filePath": "b.py", "content": "x = 1"}"#, with: input)
    let code = try #require(try read(text: text).segments.last)
    #expect(code.content == "```python\nx = 1\n```")
    #expect(code.metadata?["path"] == "a.py")
  }
}
