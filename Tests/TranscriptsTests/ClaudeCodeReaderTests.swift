import Foundation
import Rules
import Testing
import Transcripts

@Suite struct ClaudeCodeReaderTests {
  @Test func aTypedMessageIsTheUsersWithItsPlaceAndTime() throws {
    let reading = try read([
      Lines.claude("user", "Always use tabs"),
      Lines.claude("assistant", [["type": "text", "text": "Fine."]], more: ["timestamp": "2026-01-05T10:01:30.500Z"]),
    ])
    #expect(reading.format == .claudeCode)
    let transcript = try #require(reading.transcripts.first)
    #expect(transcript.segments.map(\.speaker) == [.user, .assistant])
    #expect(transcript.segments.map(\.content) == ["Always use tabs", "Fine."])
    #expect(transcript.segments.map(\.line) == [1, 2])
    #expect(transcript.id == "s1")
    #expect(transcript.sessionID == "s1")
    #expect(transcript.project == "app")
    #expect(transcript.metadata?["git_branch"] == "main")
    #expect(transcript.duration == 90.5)
    #expect(transcript.segments.first?.timestamp == (try Timestamp("2026-01-05T10:00:00Z")))
  }

  @Test(
    arguments: [
      (["isSidechain": true], "sidechain"), (["isMeta": true], "meta"),
      (["isCompactSummary": true], "compact_summary"), (["planContent": "# Plan"], "plan"),
      (["origin": ["kind": "task-notification"]], "injected"), (["origin": "peer"], "injected"),
      (["entrypoint": "sdk-ts"], "headless"), (["promptSource": "sdk"], "headless"),
    ] as [([String: JSONValue], String)])
  func aMarkedMessageIsNotTheUsers(mark: [String: JSONValue], reason: String) throws {
    let reading = try read([Lines.claude("user", "Never do that", more: mark)])
    #expect(reading.said == [])
    #expect(reading.count.skipped == [reason: 1])
  }

  @Test func marksThatAreNullOrHumanChangeNothing() throws {
    let reading = try read([
      Lines.claude(
        "user", "one", more: ["origin": .null, "planContent": .null, "promptSource": .null, "isMeta": false]),
      Lines.claude("user", "two", more: ["origin": ["kind": "human"], "entrypoint": "cli"]),
    ])
    #expect(reading.said == ["one", "two"])
  }

  @Test(arguments: [
    ("<local-command-stdout>You must log in</local-command-stdout>", "injected"),
    ("This session is being continued from a previous conversation that ran out", "compact_summary"),
    ("Implement the following plan:\n\n# Always", "plan"), ("Base directory for this skill: /x\nYou MUST", "injected"),
    ("<bash-input>git pull</bash-input>", "command"), ("<bash-stdout>never</bash-stdout>", "injected"),
    ("<task-notification>done</task-notification>", "injected"), ("[Request interrupted by user]", "interruption"),
    ("[Request interrupted by user for tool use]", "interruption"), ("<objective>Always test</objective>", "injected"),
    ("<command-name>/clear</command-name>\n<command-args></command-args>", "command"), ("/exit", "command"),
    ("Operation stopped by hook: commit first", "injected"),
    ("<system-reminder>Always use X</system-reminder>", "injected"), ("<ide_opened_file>f", "injected"), (" ", "empty"),
  ])
  func whatTheClientWritesIsNotTheUsers(text: String, reason: String) throws {
    let reading = try read([Lines.claude("user", .string(text))])
    #expect(reading.said == [])
    #expect(reading.count.skipped == [reason: 1])
  }

  @Test(arguments: [
    ("<ide_selection>x = 1</ide_selection>\nUse let here", "Use let here"),
    ("Use let<system-reminder>Never</system-reminder> here", "Use let here"),
    (
      "<command-message>fix</command-message>\n<command-name>/fix</command-name>\n<command-args>only a.c</command-args>",
      "only a.c"
    ),
    ("[Request interrupted by user]use tabs", "use tabs"),
    ("why does <system-reminder> show up?", "why does <system-reminder> show up?"),
    ("/usr/bin is wrong", "/usr/bin is wrong"),
    (
      "---\ndescription: x\n---\n## User Input\n\n```text\nadd login\n```\n\nYou **MUST** consider the user input first.",
      "add login"
    ),
  ])
  func whatThePersonTypedIsKept(text: String, kept: String) throws {
    #expect(try read([Lines.claude("user", .string(text))]).said == [kept])
  }

  @Test func whatFollowsACommandInItsMessageIsItsExpansion() throws {
    let reading = try read([
      Lines.claude(
        "user",
        [
          ["type": "text", "text": "<command-name>/spec</command-name><command-args>login page</command-args>"],
          ["type": "text", "text": "You MUST always write a spec"],
        ])
    ])
    #expect(reading.said == ["login page"])
  }

  @Test func aToolsResultIsNobodys() throws {
    let reading = try read([
      Lines.claude("user", [["type": "tool_result", "content": "user: always use tabs"]]),
      Lines.claude("user", [["type": "tool_result", "content": [["type": "text", "text": "the user said:\nhm"]]]]),
    ])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["tool_result": 2])
  }

  @Test func whatTheUserSaidWhenTheyRefusedAToolIsTheirs() throws {
    let refusal = "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\n"
    let reading = try read([
      Lines.claude("user", [["type": "tool_result", "is_error": true, "content": .string(refusal + "use pnpm")]]),
      Lines.claude(
        "user",
        [
          [
            "type": "tool_result", "is_error": true,
            "content": .string(refusal + "no\n\nNote: The user's next message may contain a correction"),
          ]
        ]),
    ])
    #expect(reading.said == ["use pnpm", "no"])
    #expect(reading.segments.map { $0.metadata?["via"] } == ["tool_rejection", "tool_rejection"])
  }

  @Test func aToolThatPrintsTheWordsOfARefusalIsNotTheUser() throws {
    let refusal = "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\n"
    let reading = try read([
      Lines.claude("assistant", [["type": "tool_use", "id": "t1", "name": "mcp__wiki__read", "input": [:]]]),
      Lines.claude(
        "user",
        [["type": "tool_result", "tool_use_id": "t1", "is_error": true, "content": .string(refusal + "use npm")]]),
      Lines.claude("user", [["type": "tool_result", "tool_use_id": "t2", "content": .string(refusal + "use npm")]]),
    ])
    #expect(reading.said.isEmpty)
    #expect(reading.count.skipped["tool_result"] == 2)
  }

  @Test func whatTheUserTypedInAnswerToQuestionsIsTheirs() throws {
    func answered(_ more: [String: JSONValue], call: String = "t1") -> String {
      let options: JSONValue = [["label": "Always npm"], ["label": "Never ask"], ["label": 7]]
      let result: [String: JSONValue] = ["questions": [["question": "Which?", "options": options], 7]]
      let block: JSONValue = [
        "type": "tool_result", "tool_use_id": .string(call),
        "content": #"User has answered your questions: "Which?"="x". You can now continue"#,
      ]
      return Lines.claude(
        "user", [block], more: ["toolUseResult": .object(result.merging(more) { _, new in new })])
    }
    let reading = try read([
      answered(["answers": ["Which?": "Always npm"]]), answered(["answers": ["Which?": "use pnpm"]]),
      answered(["answers": ["Which?": "Never ask, Always npm, use tabs, not spaces"]]),
      answered(["answers": ["a": ["Never ask", "use yarn"]], "annotations": ["a": ["notes": "for now"], "b": 1]]),
      answered(["answers": 3]), answered(["questions": "?", "answers": ["Which?": "never"]]),
      Lines.claude("assistant", [["type": "tool_use", "id": "t2", "name": "mcp__wiki__read", "input": [:]]]),
      answered(["answers": ["Which?": "never"]], call: "t2"),
    ])
    #expect(reading.said == ["use pnpm", "use tabs, not spaces", "use yarn", "for now"])
    #expect(reading.segments.allSatisfy { $0.metadata?["via"] == "answer" })
    #expect(reading.count.skipped == ["tool_result": 4, "tool_use": 1])
  }

  @Test func codeThatTheAssistantWroteIsKeptInAFence() throws {
    let reading = try read([
      Lines.claude(
        "assistant",
        [
          ["type": "thinking", "thinking": "hm"],
          ["type": "tool_use", "name": "Write", "input": ["file_path": "/a/b.py", "content": "x = '```'\n"]],
          [
            "type": "tool_use", "name": "Edit",
            "input": ["file_path": "c.swift", "old_string": "a", "new_string": "b"],
          ],
          ["type": "tool_use", "name": "MultiEdit", "input": ["file_path": "d", "edits": [["new_string": "e"], 3]]],
          ["type": "tool_use", "name": "Bash", "input": ["command": "ls"]],
        ])
    ])
    #expect(
      reading.segments.map(\.content) == ["````python\nx = '```'\n````", "```swift\nb\n```", "```\ne\n```"])
    #expect(reading.segments.allSatisfy { $0.speaker == .assistant })
    #expect(reading.segments.first?.metadata == ["line": 1, "path": "/a/b.py", "tool": "Write"])
    #expect(reading.count.used == 1)
  }

  @Test func anAssistantsRecordWithoutTextIsCounted() throws {
    let reading = try read([
      Lines.claude("assistant", [["type": "thinking", "thinking": "always"]]),
      Lines.claude("assistant", [["type": "tool_use", "name": "Bash", "input": ["command": "ls"]]]),
      Lines.claude("assistant", "API Error", more: ["isApiErrorMessage": true]),
    ])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["thinking": 1, "tool_use": 1, "synthetic": 1])
  }

  @Test func aQueuedPromptCountsOnceHoweverOftenItIsWritten() throws {
    func queue(_ operation: String, _ text: String? = nil) -> String {
      Lines.json([
        "type": "queue-operation", "operation": .string(operation), "sessionId": "s1",
        "content": text.map { .string($0) } ?? .null,
      ])
    }
    func attachment(_ more: [String: JSONValue]) -> String {
      let attached: [String: JSONValue] = ["type": "queued_command", "prompt": "only queued"]
      return Lines.json([
        "type": "attachment", "uuid": .string(UUID().uuidString), "sessionId": "s1",
        "attachment": .object(attached.merging(more) { _, new in new }),
      ])
    }
    let reading = try read([
      queue("enqueue", "use  tabs"), queue("dequeue"), Lines.claude("user", "use tabs"),
      queue("enqueue", "only queued"), queue("remove"), attachment([:]),
      attachment(["commandMode": "task-notification"]), attachment(["origin": ["kind": "coordinator"]]),
      queue("enqueue", #"{"task_id":"b1"}"#), queue("enqueue", "taken back"), queue("popAll"),
      Lines.claude("assistant", "done"),
    ])
    #expect(reading.said == ["use tabs", "only queued"])
    #expect(reading.segments.map(\.line) == [3, 4, 12])
    #expect(reading.count.skipped == ["duplicate": 2, "injected": 3, "retracted": 1, "state": 3])
    #expect(reading.count.read == 12)
  }

  @Test func theSameRecordCountsOnce() throws {
    let line = Lines.claude("user", "use tabs", uuid: "u")
    let reading = try read([line, line])
    #expect(reading.said == ["use tabs"])
    #expect(reading.count.skipped == ["duplicate": 1])
  }

  @Test func otherRecordsAreCountedByTheirKind() throws {
    func line(_ type: String) -> String { Lines.json(["type": .string(type), "sessionId": "s1", "content": "always"]) }
    let reading = try read(
      ["progress", "file-history-snapshot", "system", "summary", "last-prompt", "brand-new"].map(line)
        + [Lines.claude("user", "hi")])
    #expect(
      reading.count.skipped == ["progress": 1, "snapshot": 1, "system": 1, "summary": 1, "state": 1, "unknown_type": 1])
  }

  @Test func aResumedSessionKeepsItsOwnName() throws {
    let reading = try read([
      Lines.claude("user", "old", more: ["sessionId": "s0"]), Lines.claude("user", "new", more: ["sessionId": "s1"]),
    ])
    #expect(reading.transcripts.map(\.sessionID) == ["s0", "s1"])
    #expect(reading.transcripts.last?.id == "s1")
    #expect(reading.transcripts.first?.id.hasPrefix("s0~") == true)
  }

  @Test func aForkedSessionsCopiesKeepTheirTimes() throws {
    let copied: [String: JSONValue] = [
      "sessionId": "s2", "parentUuid": .null, "forkedFrom": ["sessionId": "s1", "messageUuid": "u"],
    ]
    let first = try read([Lines.claude("user", "use tabs", uuid: "u", more: ["parentUuid": "r0"])])
    let fork = try read([Lines.claude("user", "use tabs", uuid: "u", more: copied)], name: "s2.jsonl")
    #expect(first.segments.map(\.timestamp) == fork.segments.map(\.timestamp))
    #expect(fork.transcripts.map(\.id) == ["s2"])
  }

  @Test func twoFilesOfASessionHaveTwoIdsAndAFileHasOne() throws {
    let lines = [Lines.claude("user", "hi")]
    let ids = try ["/x/s1.jsonl", "/x/s1/agent-1.jsonl", "/x/s1/agent-2.jsonl", "/y/x/s1/agent-2.jsonl"].map {
      try #require(try read(lines, name: $0).transcripts.first).id
    }
    #expect(Set(ids.prefix(3)).count == 3)
    #expect(try read(lines, name: "/x/s1/agent-1.jsonl").transcripts.first?.id == ids[1])
  }

  @Test(arguments: [
    "/home/ann/app/.claude/worktrees/x", "/home/ann/app/.worktrees/1/sub", "/srv/team/app/.claude-worktrees/x",
    "/home/ann/app/", "/home/ann/.claude-worktrees/app/x", #"C:\Users\ann\app"#, "/Users/ann/.codex/worktrees/1f/app",
  ])
  func aWorktreeIsItsProject(directory: String) throws {
    let reading = try read([Lines.claude("user", "hi", more: ["cwd": .string(directory)])])
    #expect(reading.transcripts.first?.project == "app")
  }
}
