import Rules
import Testing
import Transcripts

@Suite struct ContinueReaderTests {
  private func session(_ message: String) throws -> TranscriptReading {
    try read(text: #"{"sessionId":"c1","title":"t","workspaceDirectory":"/w","history":[{"message":\#(message)}]}"#)
  }

  @Test(arguments: [
    (#"{"role":"tool","content":"always"}"#, "tool_result"), (#"{"role":"system","content":"always"}"#, "injected"),
    (#"{"role":"thinking","content":"always"}"#, "thinking"), (#"{"role":"user","content":"/compact"}"#, "command"),
    (#"{"role":"user","content":""}"#, "empty"), (#"{"role":"robot","content":"x"}"#, "unknown_type"),
    (#"{"role":"assistant","content":"","toolCalls":[{"function":{"name":"ls","arguments":"{"}}]}"#, "tool_use"),
    (#"{"content":"x"}"#, "malformed"),
  ])
  func whatThePersonDidNotTypeIsSkipped(message: String, reason: String) throws {
    let reading = try session(message)
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == [reason: 1])
  }

  @Test func theTextsOfAMessageInPartsAreTheUsers() throws {
    let parts = #"[{"type":"text","text":"use tabs"},{"type":"imageUrl","imageUrl":{"url":"data:x"}}]"#
    let reading = try session(#"{"role":"user","content":\#(parts)}"#)
    #expect(reading.said == ["use tabs"])
    #expect(reading.transcripts.first?.sessionID == "c1")
  }

  @Test func everyEditOfACallIsTheAssistantsCode() throws {
    let arguments = Lines.json(["filepath": "a.py", "edits": [["new_string": "x"], ["new_string": "y"]]])
    let call: JSONValue = ["function": ["name": "multi_edit", "arguments": .string(arguments)]]
    let reading = try session(Lines.json(["role": "assistant", "content": "", "toolCalls": [call]]))
    #expect(reading.segments.map(\.content) == ["```python\nx\n```", "```python\ny\n```"])
  }
}
