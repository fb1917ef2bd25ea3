import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct CopilotChatReaderTests {
  private func session(_ request: String) throws -> TranscriptReading {
    try read(text: #"{"responderUsername":"GitHub Copilot","sessionId":"v1","requests":[\#(request)]}"#)
  }

  @Test func aLogOfChangesIsReplayed() throws {
    let log =
      Samples.copilotLog + """

        {"kind":2,"k":["requests"],"v":[{"requestId":"r2","message":{"text":"old words"}}]}
        {"kind":2,"k":["requests"],"v":[{"requestId":"r3","message":{"text":"use npm"}}],"i":1}
        {"kind":2,"k":["requests",1,"response"],"v":[{"value":"a"},{"value":"b"}]}
        {"kind":2,"k":["requests",1,"response"],"v":[{"value":"c"}],"i":1}
        {"kind":1,"k":["requests",1,"modelState"],"v":{"value":1}}
        {"kind":1,"k":["inputState","inputText"],"v":"not yet sent"}
        {"kind":1,"k":["requests",9],"v":{"message":"no"}}
        {"kind":5
        """
    let reading = try read(text: log)
    #expect(reading.format == .copilotChat)
    #expect(reading.segments.map(\.content) == ["Always use tabs", "Fine.", "use npm", "ac"])
    #expect(reading.segments.map(\.line) == [2, 2, 5, 5])
    #expect(reading.count.skipped["retracted"] == 2)
    #expect(reading.count.skipped["partial_last_line"] == 1)
    #expect(reading.problems.map(\.reason) == [.malformed, .partialLastLine])
    #expect(reading.problems.map(\.place.line) == [10, 11])
    #expect(reading.count.used == 4)
  }

  @Test func aRequestThatIsTakenBackAndPutBackIsReplayed() throws {
    let hide = #"{"kind":1,"k":["requests",0,"shouldBeRemovedOnSend"],"v":{"requestId":"r1"}}"#
    let hidden = try read(text: Samples.copilotLog + "\n" + hide)
    #expect(hidden.transcripts.isEmpty)
    #expect(hidden.count.skipped == ["retracted": 2])
    let shown = #"{"kind":3,"k":["requests",0,"shouldBeRemovedOnSend"]}"#
    #expect(try read(text: Samples.copilotLog + "\n" + hide + "\n" + shown).said == ["Always use tabs"])
  }

  @Test(arguments: [
    (#"{"message":{"text":"go on"},"isSystemInitiated":true}"#, ["injected": 1, "empty": 1]),
    (#"{"message":{"text":"x"},"confirmation":"Continue"}"#, ["command": 1, "empty": 1]),
    (#"{"message":{"text":"@agent Continue: \"Continue to iterate?\""}}"#, ["command": 1, "empty": 1]),
    (#"{"message":{"text":"/clear"}}"#, ["command": 1, "empty": 1]),
    (#"{"message":{"text":"x"},"isHidden":true}"#, ["retracted": 2]),
    (#"{"message":{"text":" "},"response":[{"kind":"thinking","value":"always"}]}"#, ["empty": 1, "thinking": 1]),
  ])
  func whatThePersonDidNotTypeIsSkipped(request: String, skipped: [String: Int]) throws {
    let reading = try session(request)
    #expect(reading.said == [])
    #expect(reading.count.skipped == skipped)
  }

  @Test(arguments: [
    (#""use tabs""#, "use tabs"), (#"{"text":"@workspace /fix only a.c"}"#, "only a.c"),
    (#"{"text":"@ann said so"}"#, "said so"), (#"{"text":"see #file:a.c"}"#, "see #file:a.c"),
  ])
  func whatThePersonTypedIsKept(message: String, kept: String) throws {
    #expect(try session(#"{"message":\#(message)}"#).said == [kept])
  }

  @Test func withoutEditsTheCallsAreTheAssistantsCode() throws {
    let arguments = Lines.json(["filePath": "a.py", "oldString": "x", "newString": "y = 2"])
    let call: JSONValue = ["name": "replace_string_in_file", "arguments": .string(arguments)]
    let other: JSONValue = ["name": "read_file", "arguments": #"{"content":"no"}"#]
    let request = Lines.json([
      "message": ["text": "x"], "result": ["metadata": ["toolCallRounds": [["toolCalls": [call, other]], 3]]],
      "response": [["kind": "toolInvocationSerialized"], ["value": "\n```\n"], 7],
    ])
    let reading = try session(request)
    #expect(reading.segments.dropFirst().map(\.content) == ["```python\ny = 2\n```"])
  }

  @Test func theProjectIsTakenFromTheWorkspacesFile() throws {
    let scratch = try TemporaryDirectory()
    try scratch.write(#"{"folder": "vscode-remote://ssh-remote%2Bbox/home/ann/my%20app"}"#, to: "w/workspace.json")
    let path = try scratch.write(Samples.copilot, to: "w/chatSessions/v1.json")
    let transcript = try #require(try TranscriptReaders.standard.read(path: path).transcripts.first)
    #expect(transcript.project == "my app")
    #expect(transcript.id == "v1")
  }

  @Test func theBranchIsKept() throws {
    let text = Samples.copilot.replacing(#""version": 3"#, with: #""repoData": {"localBranch": "main"}"#)
    #expect(try read(text: text).transcripts.first?.metadata?["git_branch"] == "main")
  }
}
