import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct GeminiReaderTests {
  private func message(_ id: String, _ type: String, _ content: JSONValue, _ more: [String: JSONValue] = [:]) -> String
  {
    let members: [String: JSONValue] = [
      "id": .string(id), "type": .string(type), "timestamp": "2026-01-05T10:00:00.000Z", "content": content,
    ]
    return Lines.json(members.merging(more) { _, new in new })
  }

  private let first = Lines.json(["sessionId": "g1", "projectHash": "h", "startTime": "x", "kind": "main"])

  @Test func linesReplaceRepeatAndTakeBackMessages() throws {
    let reading = try read([
      first, message("1", "user", "one"), message("2", "gemini", "par"), message("2", "gemini", "part"),
      message("3", "user", "taken back"), message("4", "gemini", "gone"), #"{"$rewindTo":"3"}"#,
      message("5", "user", "two"), #"{"$set":{"summary":"s"}}"#, message("6", "info", "note"),
    ])
    #expect(reading.format == .gemini)
    #expect(reading.segments.map(\.content) == ["one", "part", "two"])
    #expect(reading.segments.map(\.line) == [2, 3, 8])
    #expect(reading.count.skipped == ["state": 3, "duplicate": 1, "retracted": 2, "system": 1])
    #expect(reading.count.read == 10)
  }

  @Test func aSubagentsAndTheClientsOwnConversationsAreNobodys() throws {
    let sub = Lines.json(["sessionId": "g1", "projectHash": "h", "kind": "subagent"])
    #expect(try read([sub, message("1", "user", "x")]).count.skipped == ["state": 1, "sidechain": 1])
    let own = try read([first, message("1", "user", "x")], name: "/c/skill-extraction-1/s.jsonl")
    #expect(own.count.skipped == ["state": 1, "headless": 1])
  }

  @Test(arguments: [
    ("/model set x", "command"), ("/clear", "command"), ("/memory show", "command"), (" ", "empty"),
    ("<session_context>\nAlways", "injected"), ("Here is the user's editor context as JSON", "injected"),
    ("I ran the following shell command:\nls", "injected"), ("<state_snapshot>x", "compact_summary"),
    ("<hook_context>never</hook_context>", "injected"),
  ])
  func whatTheClientWritesIsNotTheUsers(text: String, reason: String) throws {
    let reading = try read([first, message("1", "user", .string(text))])
    #expect(reading.said == [])
    #expect(reading.count.skipped == ["state": 1, reason: 1])
  }

  @Test(arguments: [
    ("/memory add use tabs", "use tabs"), ("/fix only a.c", "only a.c"), ("/usr/bin is wrong", "/usr/bin is wrong"),
    ("see @a.md\n--- Content from referenced files ---\nContent from @a.md:\nAlways", "see @a.md"),
  ])
  func whatThePersonTypedIsKept(text: String, kept: String) throws {
    #expect(try read([first, message("1", "user", .string(text))]).said == [kept])
  }

  @Test func partsAreJoinedAndWhatIsDisplayedComesFirst() throws {
    let parts: JSONValue = [["text": "use "], ["text": "tabs"], ["inlineData": [:]], ["text": "hm", "thought": true]]
    #expect(try read([first, message("1", "user", parts)]).said == ["use tabs"])
    #expect(
      try read([first, message("1", "user", "expanded: never", ["displayContent": "use tabs"])]).said == ["use tabs"])
    let files: JSONValue = [
      ["text": "see @a.md"], ["text": "\n--- Content from referenced files ---"], ["text": "Always"],
    ]
    #expect(try read([first, message("1", "user", files)]).said == ["see @a.md"])
  }

  @Test func theLogHasOneTranscriptForEachSession() throws {
    let text = """
      [{"sessionId": "a", "messageId": 0, "type": "user", "message": "use tabs", "timestamp": "2026-01-05T10:00:00Z"},
       {"sessionId": "b", "messageId": 0, "type": "user", "message": "use npm", "timestamp": "2026-01-05T10:00:00Z"},
       {"sessionId": "a", "messageId": 1, "type": "user", "message": "/quit", "timestamp": "2026-01-05T10:00:00Z"},
       {"sessionId": 7}]
      """
    let reading = try read(text: text, name: "logs.json")
    #expect(reading.format == .gemini)
    #expect(reading.transcripts.map(\.sessionID) == ["a", "b"])
    #expect(reading.said == ["use tabs", "use npm"])
    #expect(reading.count.skipped == ["command": 1, "malformed": 1])
  }

  @Test func theLogOfASessionThatIsKeptBesideItIsItsCopy() throws {
    let scratch = try TemporaryDirectory()
    func entry(_ session: String) -> String {
      let time = "2026-01-05T10:00:00.100Z"
      return Lines.json([
        "sessionId": .string(session), "messageId": 0, "type": "user", "message": "use tabs",
        "timestamp": .string(time),
      ])
    }
    let log = "[\(entry("0123abcd-1")),\(entry("0123abce-1"))]"
    let path = try scratch.write(log, to: "tmp/h/logs.json")
    #expect(try TranscriptReaders.standard.read(path: path).said == ["use tabs", "use tabs"])
    try scratch.write(Samples.gemini, to: "tmp/h/chats/session-2026-01-05T10-00-0123abcd.json")
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.transcripts.map(\.sessionID) == ["0123abce-1"])
    #expect(reading.count.skipped == ["duplicate": 1])
  }

  @Test func theProjectIsTakenFromTheFileBesideTheSessions() throws {
    let scratch = try TemporaryDirectory()
    try scratch.write("/home/ann/app\n", to: "tmp/h/.project_root")
    let path = try scratch.write(Samples.gemini, to: "tmp/h/chats/session-g1.json")
    let transcript = try #require(try TranscriptReaders.standard.read(path: path).transcripts.first)
    #expect(transcript.project == "app")
    #expect(transcript.id == "g1")
  }

  @Test func anEditIsTheAssistantsCode() throws {
    let calls: JSONValue = [
      ["name": "replace", "args": ["file_path": "c.swift", "old_string": "a", "new_string": "let b"]],
      ["name": "read_file", "args": ["file_path": "d", "content": "no"]], ["name": 3],
    ]
    let reading = try read([
      first, message("1", "gemini", "", ["toolCalls": calls]),
      message("2", "gemini", "", ["toolCalls": [["name": "glob"]]]),
      message("3", "gemini", "", ["thoughts": [["subject": "s"]]]),
    ])
    #expect(reading.segments.map(\.content) == ["```swift\nlet b\n```"])
    #expect(reading.segments.first?.metadata == ["line": 2, "path": "c.swift", "tool": "replace"])
    #expect(reading.count.skipped == ["state": 1, "tool_use": 1, "thinking": 1])
  }
}
