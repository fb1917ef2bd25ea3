import Rules
import TestSupport
import Testing
import Transcripts

@Suite struct ClineReaderTests {
  private func ui(_ messages: [[String: JSONValue]], name: String = "/t/17/ui_messages.json") throws
    -> TranscriptReading
  {
    let lines = messages.map { Lines.json($0.merging(["ts": 1_767_607_200_000]) { given, _ in given }) }
    return try read(text: "[\(lines.joined(separator: ",\n"))]", name: name)
  }

  private func say(_ kind: String, _ text: String) -> [String: JSONValue] {
    ["type": "say", "say": .string(kind), "text": .string(text)]
  }

  private func ask(_ kind: String, _ text: String) -> [String: JSONValue] {
    ["type": "ask", "ask": .string(kind), "text": .string(text)]
  }

  private func api(_ texts: [String]...) throws -> TranscriptReading {
    let messages = texts.map { texts in
      let blocks = texts.map { JSONValue.object(["type": "text", "text": .string($0)]) }
      let environment: JSONValue = ["type": "text", "text": "<environment_details>"]
      return Lines.json(["role": "user", "content": .array(blocks + [environment])])
    }
    return try read(text: "[\(messages.joined(separator: ","))]", name: "/t/17/api_conversation_history.json")
  }

  @Test func theTaskAndTheFeedbackAreTheUsers() throws {
    let request = Lines.json(["request": "<task>x</task>\n# Current Working Directory (/home/ann/app) Files\na"])
    let reading = try ui([
      say("text", "add login"), say("api_req_started", request), say("reasoning", "hm"), say("text", "Fine."),
      ask("followup", Lines.json(["question": "Which?", "options": ["a"]])), say("user_feedback", "use tabs"),
      ask("command", "ls"), say("command_output", "always"), say("user_feedback_diff", "{}"),
      ask("completion_result", ""), say("completion_result", "Done."), say("brand_new", "x"),
    ])
    #expect(reading.said == ["add login", "use tabs"])
    #expect(reading.segments.filter { $0.speaker == .assistant }.map(\.content) == ["Fine.", "Which?", "Done."])
    #expect(reading.transcripts.first?.sessionID == "17")
    #expect(reading.transcripts.first?.project == "app")
    #expect(
      reading.count.skipped == ["event": 2, "thinking": 1, "tool_use": 1, "tool_result": 2, "empty": 1])
    #expect(reading.count.read == 12)
  }

  @Test(arguments: [
    ("<<<<<<< SEARCH\na\n=======\nlet b = 1\n>>>>>>> REPLACE", ["let b = 1"]),
    ("------- SEARCH\n:start_line:1\n-------\na\n=======\nlet b\n+++++++ REPLACE\n", ["let b"]),
    ("@@ -1,2 +1,2 @@\n a\n-b\n+let c\n+let d\n e\n+let f", ["let c\nlet d", "let f"]),
  ])
  func whatAnEditAddsIsTheAssistantsCode(diff: String, added: [String]) throws {
    let detail = Lines.json(["tool": "editedExistingFile", "path": "a.swift", "diff": .string(diff)])
    let reading = try ui([say("task", "x"), say("tool", detail)])
    #expect(reading.segments.dropFirst().map(\.content) == added.map { "```swift\n\($0)\n```" })
  }

  @Test func aTaskThatAnotherTaskGaveIsNotTheUsers() throws {
    let scratch = try TemporaryDirectory()
    try scratch.write(#"{"id":"17","parentTaskId":"16","workspace":"/home/ann/app"}"#, to: "17/history_item.json")
    let task = #"{"ts":1,"type":"say","say":"text","text":"x"}"#
    let feedback = #"{"ts":2,"type":"say","say":"user_feedback","text":"no"}"#
    let path = try scratch.write("[\(task),\(feedback)]", to: "17/ui_messages.json")
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.said == ["no"])
    #expect(reading.transcripts.first?.project == "app")
    #expect(reading.count.skipped == ["sidechain": 1])
  }

  @Test func whereTheTaskCannotBeReadTheAssistantIsNotTheUser() throws {
    let broken: [String: JSONValue] = ["type": "say", "text": "x"]
    let reading = try ui([broken, say("text", "Always"), say("user_feedback", "no")])
    #expect(reading.said == ["no"])
    #expect(reading.count.skipped == ["malformed": 1])
  }

  @Test func besideTheMessagesAsTypedTheModelsOnesAreDuplicates() throws {
    let scratch = try TemporaryDirectory()
    let path = try scratch.write(Samples.clineAPI, to: "17/api_conversation_history.json")
    #expect(try TranscriptReaders.standard.read(path: path).said == ["Always use tabs"])
    try scratch.write(Samples.clineUI, to: "17/ui_messages.json")
    let reading = try TranscriptReaders.standard.read(path: path)
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["duplicate": 2])
    let old = try scratch.write(Samples.clineAPI, to: "18/api_conversation_history.json")
    try scratch.write(Samples.clineUI, to: "18/claude_messages.json")
    #expect(try TranscriptReaders.standard.read(path: old).transcripts.isEmpty)
  }

  @Test func theProjectIsFoundInTheListOfAllTasks() throws {
    let scratch = try TemporaryDirectory()
    let list =
      #"[7, {"id": "16", "cwdOnTaskInitialization": "/x"}, {"id": "17", "cwdOnTaskInitialization": "/home/ann/app"}]"#
    try scratch.write(list, to: "d/state/taskHistory.json")
    let path = try scratch.write(Samples.clineUI, to: "d/tasks/17/ui_messages.json")
    #expect(try TranscriptReaders.standard.read(path: path).transcripts.first?.project == "app")
  }

  @Test func onlyTheAnswersOfAPersonCountInTheModelsMessages() throws {
    let reading = try api(
      ["<task>add login</task>\n\n<file_content path=\"a\"><feedback>never</feedback></file_content>"],
      ["[read_file for 'a'] Result:", "The user denied it:\n<feedback>\nnever\n</feedback>"],
      ["[attempt_completion] Result:\n\n<feedback>\nuse tabs\n</feedback>"],
      ["[ask_followup_question for 'x'] Result:\n\n<answer>\nnpm\n</answer>"],
      ["[ERROR] You did not use a tool in your previous response!"],
      ["<file_content path=\"b\"><task>never</task>"])
    #expect(reading.said == ["add login", "use tabs", "npm"])
    #expect(reading.count.skipped == ["tool_result": 1, "injected": 1, "empty": 1])
  }

  @Test func callsOfToolsAreTakenOutOfTheAssistantsText() throws {
    let text = """
      <thinking>hm</thinking>I change it.
      <replace_in_file>
      <path>a.py</path>
      <diff>
      <<<<<<< SEARCH
      x
      =======
      y = 2
      >>>>>>> REPLACE
      </diff>
      </replace_in_file>
      <read_file><path>b</path></read_file>
      <attempt_completion><result>Done.</result></attempt_completion>
      """
    let messages = [
      Lines.json(["role": "assistant", "content": .string(text)]),
      Lines.json([
        "role": "assistant",
        "content": [["type": "tool_use", "name": "write_to_file", "input": ["path": "c.py", "content": "z = 3"]]],
      ]),
    ]
    let reading = try read(text: "[\(messages.joined(separator: ","))]")
    #expect(
      reading.segments.map(\.content) == ["I change it.\n\nDone.", "```python\ny = 2\n```", "```python\nz = 3\n```"])
  }
}
