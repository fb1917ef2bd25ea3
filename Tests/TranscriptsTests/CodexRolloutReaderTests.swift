import Rules
import Testing
import Transcripts

@Suite struct CodexRolloutReaderTests {
  @Test func theUsersEventsAreUsedAndTheirItemsAreDuplicates() throws {
    let reading = try read(
      [
        Lines.meta("c1"), Lines.item("user", "<environment_context>x</environment_context>"),
        Lines.item("user", "use tabs"), Lines.event("use tabs"), Lines.item("assistant", "Fine."),
        Lines.codex("event_msg", ["type": "agent_message", "message": "Fine."]),
        Lines.codex("event_msg", ["type": "token_count"]), Lines.codex("turn_context", ["cwd": "/x"]),
        Lines.item("developer", "You must"), Lines.codex("response_item", ["type": "reasoning"]),
        Lines.codex("response_item", ["type": "function_call_output", "output": "never"]),
        Lines.codex("compacted", ["replacement_history": [["role": "user", "content": "use tabs"]]]),
        Lines.codex("brand_new", [:]),
      ], name: "rollout-c1.jsonl")
    #expect(reading.format == .codexRollout)
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine."])
    #expect(reading.segments.map(\.line) == [4, 5])
    #expect(reading.transcripts.first?.id == "c1")
    #expect(reading.transcripts.first?.project == "app")
    #expect(reading.transcripts.first?.metadata?["git_branch"] == "main")
    #expect(
      reading.count.skipped == [
        "compact_summary": 1, "duplicate": 2, "event": 1, "injected": 2, "state": 2, "thinking": 1, "tool_result": 1,
        "unknown_type": 1,
      ])
    #expect(reading.count.read == 13)
  }

  @Test func withoutEventsTheItemsAreUsed() throws {
    let reading = try read([
      Lines.meta("c1"), Lines.item("user", "# AGENTS.md instructions for /x\nAlways"),
      Lines.item("user", "<turn_aborted>", "use tabs"),
    ])
    #expect(reading.said == ["use tabs"])
  }

  @Test func completedItemsComeBeforeSentOnes() throws {
    let item: JSONValue = ["type": "UserMessage", "content": [["type": "text", "text": "use tabs"]]]
    let reading = try read([
      Lines.meta("c1"), Lines.item("user", "use tabs"),
      Lines.codex("event_msg", ["type": "item_completed", "item": item]),
    ])
    #expect(reading.said == ["use tabs"])
    #expect(reading.segments.first?.line == 3)
  }

  @Test(arguments: [
    ("# Context from my IDE setup:\n## Open tabs\n- a\n\n## My request for Codex:\nuse tabs\n", "use tabs"),
    ("# Context from my IDE setup:\n## My request for Codex:\nold\n## My request for Codex:\r\nnew", "new"),
    ("please look at\n## My request for Codex:\nin the log", "please look at\n## My request for Codex:\nin the log"),
  ])
  func theWrapperOfAnEditorIsTakenOff(text: String, kept: String) throws {
    #expect(try read([Lines.meta("c1"), Lines.event(text)]).said == [kept])
  }

  @Test(
    arguments: [
      ["source": ["subagent": "review"]], ["source": "exec"], ["originator": "codex_exec"],
    ] as [[String: JSONValue]])
  func aThreadWithoutAPersonIsOnlyCounted(meta: [String: JSONValue]) throws {
    let reading = try read([Lines.meta("c1", meta), Lines.event("always"), Lines.item("assistant", "x")])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["headless": 2, "state": 1])
  }

  @Test func theThreadThatTheFileIsNamedAfterIsItsOwn() throws {
    let lines = [Lines.meta("parent"), Lines.meta("c2", ["cwd": "/w"]), Lines.event("hi")]
    let transcript = try #require(try read(lines, name: "rollout-c2.jsonl").transcripts.first)
    #expect(transcript.sessionID == "c2")
    #expect(transcript.project == "w")
    #expect(try read(lines, name: "x").transcripts.first?.sessionID == "parent")
  }

  @Test func linesThatAPatchAddsAreTheAssistantsCode() throws {
    let patch = """
      *** Begin Patch
      *** Add File: a.py
      +x = 1
      +y = 2
      *** Delete File: gone.py
      *** Update File: b.ts
      @@
       let a = 0
      -let b = 1
      +let b = 2
      *** End Patch
      """
    let arguments = Lines.json(["command": ["apply_patch", .string(patch)]])
    let reading = try read([
      Lines.meta("c1"),
      Lines.codex("response_item", ["type": "custom_tool_call", "name": "apply_patch", "input": .string(patch)]),
      Lines.codex("response_item", ["type": "function_call", "name": "shell", "arguments": .string(arguments)]),
      Lines.codex("response_item", ["type": "function_call", "name": "shell", "arguments": #"{"command":["ls"]}"#]),
    ])
    let code = ["```python\nx = 1\ny = 2\n```", "```typescript\nlet b = 2\n```"]
    #expect(reading.segments.map(\.content) == code + code)
    #expect(reading.segments.first?.metadata == ["line": 2, "path": "a.py", "tool": "apply_patch"])
    #expect(reading.count.used == 2)
    #expect(reading.count.skipped == ["state": 1, "tool_use": 1])
  }

  /// A record of a time after ten o'clock, in milliseconds.
  private func at(_ milliseconds: Int, _ line: String) -> String {
    let text = "\(milliseconds)"
    let time = String(repeating: "0", count: 5 - text.count) + text
    return line.replacing("10:00:00.000Z", with: "10:00:\(time.prefix(2)).\(time.suffix(3))Z")
  }

  @Test func turnsThatTheUserTookBackWereNotSaid() throws {
    func back(_ turns: JSONValue) -> String {
      Lines.codex("event_msg", ["type": "thread_rolled_back", "num_turns": turns])
    }
    let reading = try read([
      Lines.meta("c1"), Lines.event("one"), Lines.item("assistant", "1"), Lines.event("two"), Lines.event("three"),
      Lines.item("assistant", "3"), back(2), Lines.event("four"), Lines.item("assistant", "4"), back("?"),
      Lines.event("five"), back(0),
    ])
    #expect(reading.segments.map(\.content) == ["one", "1", "five"])
    #expect(reading.count.skipped == ["state": 1, "event": 3, "retracted": 5])
    #expect(try read([Lines.meta("c1"), back(9), Lines.event("one"), back(9)]).transcripts.isEmpty)
  }

  @Test func whatAForkCopiesIsItsParentsToCount() throws {
    let fork = Lines.meta("c2", ["forked_from_id": "c1"])
    let lines = [
      fork, at(3, Lines.meta("c1")), at(5, Lines.event("use tabs")), at(250, Lines.item("assistant", "Fine.")),
      at(9_000, Lines.event("use npm")), at(9_001, Lines.item("assistant", "So be it.")),
    ]
    let reading = try read(lines, name: "rollout-c2.jsonl")
    #expect(reading.segments.map(\.content) == ["use npm", "So be it."])
    #expect(reading.count.skipped == ["state": 2, "duplicate": 2])
    // The times of copies that keep theirs tell what they are.
    let older = [at(9_000, fork), at(5, Lines.event("use tabs")), at(9_900, Lines.event("use npm"))]
    #expect(try read(older).said == ["use tabs", "use npm"])
    let own = [Lines.meta("c2", ["forked_from_id": .null]), at(5, Lines.event("use tabs"))]
    #expect(try read(own).said == ["use tabs"])
  }

  @Test func recordsOfTheFirstVersionsHaveNoEnvelope() throws {
    func message(_ role: String, _ text: String) -> String {
      Lines.json([
        "type": "message", "id": .null, "role": .string(role), "content": [["type": "text", "text": .string(text)]],
      ])
    }
    let start: [String: JSONValue] = [
      "id": "c0", "timestamp": "2025-07-01T10:00:00.000Z", "instructions": .null, "git": ["branch": "main"],
    ]
    let lines = [
      Lines.json(start), Lines.json(["record_type": "state"]),
      message("user", "<environment_context>\n  <cwd>/home/ann/app</cwd>\n</environment_context>"),
      message("user", "use tabs"), Lines.json(["type": "reasoning", "summary": []]), message("assistant", "Fine."),
      Lines.json(["type": "function_call", "name": "shell", "arguments": "{}"]),
      Lines.json(["type": "function_call_output", "output": "never"]),
    ]
    let reading = try read(lines, name: "rollout-c0.jsonl")
    #expect(reading.format == .codexRollout)
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine."])
    let transcript = try #require(reading.transcripts.first)
    #expect((transcript.id, transcript.project, transcript.metadata?["git_branch"]) == ("c0", "app", "main"))
    #expect(transcript.segments.first?.timestamp == (try Timestamp("2025-07-01T10:00:00Z")))
    #expect(
      reading.count.skipped == ["state": 2, "injected": 1, "thinking": 1, "tool_use": 1, "tool_result": 1])
    #expect(throws: TranscriptError.self) { try read([lines[0], #"{"type":"message"}"#]) }
  }
}
