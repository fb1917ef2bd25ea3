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
}
