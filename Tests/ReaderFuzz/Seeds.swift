import Transcripts

/// The whole inputs that are damaged.
enum Seeds {
  /// Stands in every text that is said; no error may hold it.
  static let marker = "Qx7Zq"

  /// Inputs of a reader.
  struct Format {
    let name: String
    let reader: any TranscriptReader
    let inputs: [[UInt8]]

    init(_ name: String, _ reader: any TranscriptReader, _ inputs: [String]) {
      (self.name, self.reader, self.inputs) = (name, reader, inputs.map { Array($0.utf8) })
    }
  }

  /// Of every reader but those of databases.
  static let texts: [Format] = [
    Format("own", OwnTranscriptReader(), [own]),
    Format("claude_code", ClaudeCodeReader(), [claudeCode, claudeSummary]),
    Format("codex_rollout", CodexRolloutReader(), [codex, codexOld]),
    Format("aider_history", AiderHistoryReader(), [aider]),
    Format("specstory", SpecStoryReader(), [specStory, specStoryOld]),
    Format("gemini_cli", GeminiReader(), [gemini, geminiLines, geminiLog]),
    Format("cline", ClineReader(), [clineUI, clineAPI]),
    Format("opencode", OpenCodeReader(), [openCode, openCodeSession]),
    Format("continue", ContinueReader(), [continueSession]),
    Format("copilot_chat", CopilotChatReader(), [copilot, copilotLog]),
    Format("chatgpt_export", ChatGPTExportReader(), [chatGPT]),
    Format("claude_export", ClaudeExportReader(), [claudeExport]),
    Format("chat_completions", ChatDataReader(.chatCompletions), [chatCompletions, chatCompletionsArray]),
    Format("sharegpt", ChatDataReader(.shareGPT), [shareGPT]),
  ]

  private static let own = """
    {
      "id": "t-1", "session_id": "t", "duration": 90.5, "metadata": {"project": "app", "n": 1, "x": [true, null, 2.5]},
      "segments": [
        {"speaker": "user", "content": "Always use tabs Qx7Zq", "timestamp": "2026-01-05T10:00:00.000Z"},
        {"speaker": "assistant", "content": "Fine.\\n```python\\nx = 1\\n```", "metadata": {"line": 4}}
      ]
    }
    """

  private static func claude(_ type: String, _ uuid: String, _ content: String, _ more: String = "") -> String {
    #"{"parentUuid":null,"isSidechain":false,"userType":"external","cwd":"/home/ann/app","sessionId":"s1","#
      + #""version":"2.0.1","gitBranch":"main","type":"\#(type)","message":{"role":"\#(type)","content":\#(content)},"#
      + #""uuid":"\#(uuid)","timestamp":"2026-01-05T10:00:00.000Z"\#(more)}"# + "\n"
  }

  private static let claudeCode =
    #"{"type":"file-history-snapshot","messageId":"m","snapshot":{"files":{}}}"# + "\n"
    + claude("user", "u1", #""Always use tabs Qx7Zq""#)
    + claude("user", "u2", #""<command-name>/clear</command-name>\n<command-args>x</command-args>""#)
    + claude("user", "u3", #""<system-reminder>never</system-reminder>look at this""#)
    + claude("user", "u4", #"[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"ok"}]}]"#)
    + claude("user", "u5", #"[{"type":"text","text":"and \ud83e\udd14 this Qx7Zq"},{"type":"image","source":{}}]"#)
    + claude("assistant", "a1", #"[{"type":"thinking","thinking":"hm"},{"type":"text","text":"Fine."}]"#)
    + claude(
      "assistant", "a2",
      #"[{"type":"tool_use","id":"t","name":"Write","input":{"file_path":"/a/b.py","content":"x = 1\n"}}]"#)
    + claude(
      "assistant", "a3",
      #"[{"type":"tool_use","name":"MultiEdit","input":{"file_path":"b","edits":[{"old_string":"a","new_string":"b"}]}}]"#
    )
    + claude("user", "u6", #""Caveat: meta""#, #","isMeta":true"#)
    + claude("user", "u7", #""This session is being continued""#, #","isCompactSummary":true"#)
    + claude("user", "u8", #""[Request interrupted by user]""#)
    + #"{"type":"queue-operation","operation":"enqueue","sessionId":"s1","content":"also this Qx7Zq"}"# + "\n"
    + #"{"type":"queue-operation","operation":"popAll","sessionId":"s1"}"# + "\n"
    + #"{"type":"progress","uuid":"p","sessionId":"s1","data":{}}"# + "\n"
    + #"{"type":"attachment","uuid":"q","sessionId":"s1","attachment":{"type":"queued_command","prompt":"go"}}"# + "\n"
    + #"{"type":"system","uuid":"y","sessionId":"s1","subtype":"local_command","content":"x"}"# + "\n"
  private static let claudeSummary =
    #"{"type":"summary","summary":"Tabs","leafUuid":"u1"}"# + "\n" + claude("user", "u1", #""use spaces Qx7Zq""#)
    + claude("user", "u1", #""use spaces Qx7Zq""#, #","isSidechain":true,"agentId":"a""#)

  private static func codexLine(_ type: String, _ payload: String) -> String {
    #"{"timestamp":"2026-01-05T10:00:00.000Z","type":"\#(type)","payload":\#(payload)}"# + "\n"
  }

  private static let codex =
    codexLine(
      "session_meta",
      #"{"id":"c1","cwd":"/home/ann/app","originator":"codex_cli_rs","source":"cli","git":{"branch":"main"}}"#)
    + codexLine(
      "response_item",
      #"{"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context>x</environment_context>"}]}"#
    )
    + codexLine("event_msg", #"{"type":"user_message","message":"Always use tabs Qx7Zq","kind":"plain"}"#)
    + codexLine(
      "response_item",
      #"{"type":"message","role":"user","content":[{"type":"input_text","text":"Always use tabs Qx7Zq"}]}"#)
    + codexLine("response_item", #"{"type":"reasoning","summary":[],"encrypted_content":"x"}"#)
    + codexLine("event_msg", #"{"type":"agent_message","message":"Fine."}"#)
    + codexLine(
      "response_item",
      #"{"type":"custom_tool_call","name":"apply_patch","input":"*** Begin Patch\n*** Add File: a.py\n+x = 1\n*** End Patch"}"#
    )
    + codexLine(
      "response_item",
      #"{"type":"function_call","name":"shell","arguments":"{\"command\":[\"apply_patch\",\"*** Begin Patch\\n*** Update File: b\\n@@\\n-a\\n+b\\n*** End Patch\"]}"}"#
    )
    + codexLine("turn_context", #"{"cwd":"/home/ann/app","model":"m"}"#)
    + codexLine("compacted", #"{"message":"summary","replacement_history":[]}"#)
    + codexLine(
      "event_msg", ##"{"type":"user_message","message":"# Context from my IDE setup:\n## My request for Codex:\ngo"}"##)
  private static let codexOld =
    codexLine("session_meta", #"{"id":"c2","forked_from_id":"c1","source":{"subagent":"review"}}"#)
    + codexLine("session_meta", #"{"id":"c1","originator":"codex_exec"}"#)
    + codexLine(
      "response_item", #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"x"}]}"#)

  private static let aider = """

    # aider chat started at 2026-01-05 10:00:00

    > /usr/bin/aider --model x\u{20}\u{20}
    > Aider v0.80\u{20}\u{20}

    #### Always use tabs Qx7Zq\u{20}\u{20}
    #### in C files\u{20}\u{20}
    > Tokens: 1k sent\u{20}\u{20}

    Fine.

    a.py
    ```python
    <<<<<<< SEARCH
    x
    =======
    y = 2
    >>>>>>> REPLACE
    ```

    > Applied edit to a.py\u{20}\u{20}

    #### /add b.py\u{20}\u{20}
    #### /ask why Qx7Zq\u{20}\u{20}

    ```diff
    --- a
    +++ b
    @@ -1 +1 @@
    -x
    +z
    ```

    # aider chat started at 2026-01-06 10:00:00

    #### <blank>\u{20}\u{20}
    """

  private static let specStory = """
    <!-- Generated by SpecStory, Markdown v2.1.0 -->

    # 2026-01-05 10:00:00Z

    <!-- Claude Code Session 0f6f2f2e-1111-4222-8333-000000000001 (2026-01-05 10:00:00Z) -->

    _**User (2026-01-05 10:00:01Z)**_

    Always use tabs Qx7Zq

    ---

    _**Agent (model-1 2026-01-05 10:00:05Z)**_

    <think><details><summary>Thought Process</summary>
    hm</details></think>

    Fine.

    <tool-use data-tool-type="write" data-tool-name="Write"><details>
    <summary>Tool use: **Write** `a.py`</summary>

    ```python
    x = 1
    ```
    </details></tool-use>

    ---

    _**User (2026-01-05T10:00:09.500Z)**_

    <system-reminder>never</system-reminder>
    Thanks Qx7Zq
    """
  private static let specStoryOld = """
    ## 2026-01-05 10:00:00Z

    <!-- cursor Session 0f6f2f2e-1111-4222-8333-000000000001 (2026-01-05 10:00:00) -->

    _**User**_

    use tabs Qx7Zq

    ---

    _**Assistant**_

    ```swift:a.swift
    let x = 1
    ```

    ---

    """

  private static let gemini = """
    {
      "sessionId": "g1", "projectHash": "ab", "startTime": "2026-01-05T10:00:00.000Z", "kind": "main",
      "messages": [
        {"id": "1", "timestamp": "2026-01-05T10:00:00.000Z", "type": "user", "content": "Always use tabs Qx7Zq"},
        {"id": "2", "timestamp": "2026-01-05T10:01:30.500Z", "type": "gemini", "content": [{"text": "Fine."}],
         "toolCalls": [{"id": "t", "name": "write_file", "args": {"file_path": "/a/b.py", "content": "x = 1"}}]},
        {"id": "3", "type": "user", "content": [{"text": "/memory add x"}], "displayContent": "y Qx7Zq"},
        {"id": "4", "type": "info", "content": "note"}
      ]
    }
    """
  private static let geminiLines = """
    {"sessionId":"g1","projectHash":"h","startTime":"x","kind":"main"}
    {"id":"1","type":"user","timestamp":"2026-01-05T10:00:00.000Z","content":"one Qx7Zq"}
    {"id":"2","type":"gemini","content":"par"}
    {"id":"2","type":"gemini","content":"part","toolCalls":[{"name":"replace","args":{"file_path":"c","new_string":"b"}}]}
    {"id":"3","type":"user","content":"taken back"}
    {"$rewindTo":"3"}
    {"$set":{"summary":"s","messages":[{"id":"9","type":"user","content":"set Qx7Zq"}]}}
    """
  private static let geminiLog = """
    [{"sessionId": "a", "messageId": 0, "type": "user", "message": "use tabs Qx7Zq", "timestamp": "2026-01-05T10:00:00Z"},
     {"sessionId": "b", "messageId": 1, "type": "user", "message": "/quit", "timestamp": "2026-01-05T10:00:00Z"}]
    """

  private static let clineUI = """
    [{"ts": 1767607200000, "type": "say", "say": "task", "text": "Always use tabs Qx7Zq"},
    {"ts": 1767607290000, "type": "say", "say": "api_req_started", "text": "{\\"request\\": \\"# Current Working Directory (/home/ann/app) Files\\"}"},
    {"ts": 1767607290500, "type": "say", "say": "text", "text": "Fine."},
    {"ts": 1767607290600, "type": "ask", "ask": "tool",
     "text": "{\\"tool\\": \\"newFileCreated\\", \\"path\\": \\"b.py\\", \\"content\\": \\"x = 1\\"}"},
    {"ts": 1767607290700, "type": "ask", "ask": "followup", "text": "{\\"question\\": \\"Which?\\", \\"options\\": []}"},
    {"ts": 1767607290800, "type": "say", "say": "user_feedback", "text": "no Qx7Zq", "conversationHistoryIndex": 3}]
    """
  private static let clineAPI = """
    [{"role": "user", "content": [{"type": "text", "text": "<task>\\nAlways use tabs Qx7Zq\\n</task>"},
      {"type": "text", "text": "<environment_details>\\nCurrent Working Directory (/home/ann/app) Files\\na.py"}]},
     {"role": "assistant", "content": [{"type": "text", "text": "Fine.\\n<write_to_file>\\n<path>b.py</path>\\n<content>\\nx = 1\\n</content>\\n</write_to_file>"}]},
     {"role": "user", "content": [{"type": "text", "text": "[attempt_completion] Result:\\n\\n<feedback>\\nno Qx7Zq\\n</feedback>"}]},
     {"role": "assistant", "content": [{"type": "tool_use", "name": "write_to_file", "input": {"path": "c.py", "content": "z"}}]}]
    """

  private static let openCode = """
    {"info": {"id": "ses_1", "directory": "/home/ann/app", "title": "t", "time": {"created": 1767607200000}},
     "messages": [
      {"info": {"id": "msg_1", "sessionID": "ses_1", "role": "user", "time": {"created": 1767607200000}},
       "parts": [{"type": "text", "text": "Always use tabs Qx7Zq"}, {"type": "text", "text": "x", "synthetic": true}]},
      {"info": {"id": "msg_2", "role": "assistant", "time": {"created": 1767607290500}, "summary": false},
       "parts": [{"type": "text", "text": "Fine."}, {"type": "tool", "tool": "write",
        "state": {"status": "completed", "input": {"filePath": "b.py", "content": "x = 1"}, "output": "o"}}]}]}
    """
  private static let openCodeSession = """
    {"id": "ses_1", "version": "1", "projectID": "p", "directory": "/home/ann/app", "title": "Qx7Zq",
     "time": {"created": 1767607200000, "updated": 1}}
    """

  private static let continueSession = """
    {"sessionId": "c1", "title": "t", "workspaceDirectory": "file:///home/ann/app", "history": [
      {"message": {"role": "user", "content": "Always use tabs Qx7Zq"}, "contextItems": [{"content": "never"}]},
      {"message": {"role": "user", "content": [{"type": "text", "text": "more Qx7Zq"}, {"type": "imageUrl"}]}},
      {"message": {"role": "thinking", "content": "hm"}},
      {"message": {"role": "assistant", "content": "Fine.", "toolCalls": [{"id": "1", "type": "function", "function":
        {"name": "create_new_file", "arguments": "{\\"filepath\\": \\"b.py\\", \\"contents\\": \\"x = 1\\"}"}}]}}]}
    """

  private static let copilot = """
    {"version": 3, "requesterUsername": "ann", "responderUsername": "GitHub Copilot", "sessionId": "v1",
     "creationDate": 1767607200000, "requests": [
      {"requestId": "r1", "timestamp": 1767607200000, "message": {"text": "Always use tabs Qx7Zq", "parts": []},
       "variableData": {"variables": [{"name": "file:a", "value": "never"}]},
       "response": [{"value": "Fi"}, {"value": "ne."}, {"kind": "textEditGroup", "uri": {"path": "/a/b.py"},
        "edits": [[{"text": "x = 1", "range": {}}]]}]}]}
    """
  private static let copilotLog = """
    {"kind":0,"v":{"version":3,"sessionId":"v1","responderUsername":"GitHub Copilot","requests":[]}}
    {"kind":2,"k":["requests"],"v":[{"requestId":"r1","timestamp":1767607200000,"message":{"text":"use tabs Qx7Zq"}}]}
    {"kind":2,"k":["requests",0,"response"],"v":[{"value":"Fine."}]}
    {"kind":1,"k":["requests",0,"message","text"],"v":"use spaces Qx7Zq"}
    {"kind":3,"k":["requests",0,"response"],"i":1}
    """

  private static let chatGPT = """
    [{"title": "t", "create_time": 1767607200.5, "conversation_id": "g1", "current_node": "c", "mapping": {
      "root": {"id": "root", "parent": null, "children": ["a"], "message": null},
      "a": {"parent": "root", "children": ["b", "c"], "message": {"author": {"role": "user"}, "create_time": 1767607200.5,
       "content": {"content_type": "text", "parts": ["Always use tabs Qx7Zq"]}}},
      "b": {"parent": "a", "children": [], "message": {"author": {"role": "assistant"},
       "content": {"content_type": "multimodal_text", "parts": [{"content_type": "image"}, "Old."]}}},
      "c": {"parent": "a", "children": [], "message": {"author": {"role": "assistant"}, "recipient": "canmore.create_textdoc",
       "content": {"content_type": "code", "language": "json", "text": "{\\"name\\": \\"a\\", \\"content\\": \\"x = 1\\"}"}}}}}]
    """
  private static let claudeExport = """
    [{"uuid": "c1", "name": "n", "created_at": "2026-01-05T10:00:00Z", "current_leaf_message_uuid": "m2", "chat_messages": [
      {"uuid": "m1", "sender": "human", "text": "Always use tabs Qx7Zq", "created_at": "2026-01-05T10:00:00Z",
       "parent_message_uuid": "00000000-0000-4000-8000-000000000000", "attachments": [{"extracted_content": "never"}]},
      {"uuid": "m2", "sender": "assistant", "parent_message_uuid": "m1", "content": [{"type": "thinking", "thinking": "hm"},
       {"type": "text", "text": "Fine."}, {"type": "tool_use", "name": "artifacts", "input": {"type": "x", "content": "y"}}]}]}]
    """
  private static let chatCompletions = """
    {"messages": [{"role": "system", "content": "be"}, {"role": "user", "content": "hi Qx7Zq"}, {"role": "assistant", "content": "x"}]}
    {"id": "b", "messages": [{"role": "user", "content": [{"type": "text", "text": "more Qx7Zq"}]}, {"role": "tool", "content": "o"}]}
    """
  private static let chatCompletionsArray = """
    [
      {"messages": [{"role": "user", "content": "hi Qx7Zq"}, {"role": "assistant", "content": null, "tool_calls": [{}]}]},
      {"messages": []}
    ]
    """
  private static let shareGPT = """
    [{"id": "a", "conversations": [{"from": "system", "value": "s"}, {"from": "human", "value": "hi Qx7Zq"},
      {"from": "gpt", "value": "Fine."}]}, {"id": "a", "conversations": [{"from": "human", "value": "again Qx7Zq"}]}]
    """
}
