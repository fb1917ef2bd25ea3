import Foundation
import Rules
import Testing
import Transcripts

@Suite struct ChatExportReaderTests {
  private func array(_ elements: [String]) -> [String] { ["[" + elements.joined(separator: ", ") + "]"] }

  // MARK: ChatGPT

  private func node(_ parent: String?, _ role: String, _ content: JSONValue, _ more: [String: JSONValue] = [:])
    -> JSONValue
  {
    var full: JSONValue = content
    if case .string = content { full = ["content_type": "text", "parts": [content]] }
    let message: [String: JSONValue] = [
      "author": ["role": .string(role)], "content": full, "create_time": .number(1_767_607_200.5),
    ]
    return [
      "parent": parent.map { .string($0) } ?? .null, "children": [],
      "message": .object(message.merging(more) { _, new in new }),
    ]
  }

  private func chatGPT(_ id: String, _ nodes: [String: JSONValue], current: String?) -> String {
    Lines.json([
      "title": "t", "create_time": 1_767_607_200, "conversation_id": .string(id), "mapping": .object(nodes),
      "current_node": current.map { .string($0) } ?? .null,
    ])
  }

  @Test func onlyTheBranchThatTheUserWasOnLastIsRead() throws {
    let nodes: [String: JSONValue] = [
      "root": ["parent": .null, "children": ["a"], "message": .null], "a": node("root", "user", "use tabs"),
      "b": node("a", "assistant", "Old."), "c": node("a", "assistant", "Fine."), "d": node("c", "user", "thanks"),
      "e": node("c", "user", "edited away"),
    ]
    let reading = try read(array([chatGPT("g1", nodes, current: "d")]), name: "/x/conversations.json")
    #expect(reading.format == .chatGPTExport)
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine.", "thanks"])
    #expect(reading.segments.map(\.speaker) == [.user, .assistant, .user])
    #expect(reading.segments.first?.timestamp == Timestamp(milliseconds: 1_767_607_200_500))
    #expect(reading.segments.allSatisfy { $0.line == nil })
    #expect(reading.transcripts.first?.sessionID == "g1")
    #expect(reading.count.skipped == ["branch": 2])
  }

  @Test func withoutACurrentMessageTheLastOneIsTakenAndACircleEnds() throws {
    let nodes: [String: JSONValue] = [
      "a": node("b", "user", "one"), "b": node("a", "assistant", "two"),
      "c": node("b", "user", "three", ["create_time": 1_767_609_999]),
    ]
    let reading = try read(array([chatGPT("g1", nodes, current: "gone")]))
    #expect(reading.segments.map(\.content) == ["one", "two", "three"])
    #expect(try read(array([chatGPT("g1", ["a": node("a", "user", "hi")], current: "a")])).said == ["hi"])
  }

  @Test(
    arguments: [
      ("system", "x", [:], "injected"), ("tool", "x", [:], "tool_result"), ("user", "  ", [:], "empty"),
      ("user", "x", ["metadata": ["is_visually_hidden_from_conversation": true]], "meta"),
      ("user", "x", ["metadata": ["is_user_system_message": true]], "meta"),
      ("user", ["content_type": "user_editable_context", "user_instructions": "Always"], [:], "injected"),
      ("assistant", ["content_type": "model_editable_context", "model_set_context": "x"], [:], "injected"),
      ("assistant", ["content_type": "thoughts", "thoughts": []], [:], "thinking"),
      ("assistant", ["content_type": "reasoning_recap", "content": "x"], [:], "thinking"),
      ("assistant", ["content_type": "execution_output", "text": "x"], [:], "tool_result"),
      ("assistant", ["content_type": "code", "text": "ls"], ["recipient": "python"], "tool_use"),
      ("assistant", ["content_type": "brand_new", "text": "x"], [:], "unknown_type"),
      ("robot", "x", [:], "unknown_type"),
    ] as [(String, JSONValue, [String: JSONValue], String)])
  func whatChatGPTPutsInIsNotTheUsers(role: String, content: JSONValue, more: [String: JSONValue], reason: String)
    throws
  {
    let reading = try read(array([chatGPT("g1", ["a": node(nil, role, content, more)], current: "a")]))
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == [reason: 1])
  }

  @Test func partsMayBePicturesAndSpeech() throws {
    let content: JSONValue = [
      "content_type": "multimodal_text",
      "parts": [
        ["content_type": "image_asset_pointer"], "use tabs", ["content_type": "audio_transcription", "text": "always"],
      ],
    ]
    #expect(
      try read(array([chatGPT("g", ["a": node(nil, "user", content)], current: "a")])).said == ["use tabs\n\nalways"])
  }

  @Test func aDocumentOfTheCanvasIsCode() throws {
    let call = Lines.json(["name": "a", "type": "code/python", "content": "x = 1"])
    let update = Lines.json(["updates": [["pattern": "x", "replacement": "y = 2"]]])
    let nodes: [String: JSONValue] = [
      "a": node(nil, "assistant", .string(call), ["recipient": "canmore.create_textdoc"]),
      "b": node("a", "assistant", .string(update), ["recipient": "canmore.update_textdoc"]),
      "c": node("b", "assistant", "not JSON", ["recipient": "canmore.update_textdoc"]),
    ]
    let reading = try read(array([chatGPT("g1", nodes, current: "c")]))
    #expect(reading.segments.map(\.content) == ["```python\nx = 1\n```", "```\ny = 2\n```"])
    #expect(reading.segments.first?.metadata == ["tool": "canmore.create_textdoc", "path": "a"])
    #expect(reading.count.skipped == ["tool_use": 1])
  }

  @Test func aBrokenConversationIsCountedWithItsPlaceAndTheOthersAreRead() throws {
    func good(_ id: String) -> String { chatGPT(id, ["a": node(nil, "user", .string(id))], current: "a") }
    let broken = [#"{"title": "t", "mapping": 7}"#, #"{"mapping": {"a": tru}}"#, "null"]
    let text = "[\n" + ([good("one")] + broken + [good("two"), good("two")]).joined(separator: ",\n") + "\n]\n"
    let reading = try TranscriptReaders.standard.read(Data(text.utf8), name: "conversations.json")
    #expect(reading.said == ["one", "two"])
    #expect(reading.count.skipped == ["malformed": 3, "duplicate": 1])
    #expect(reading.problems.map(\.place.line) == [3, 4, 5])
    let offset = try #require(text.utf8.firstRange(of: broken[1].utf8)?.lowerBound)
    #expect(reading.problems[1].place.byte == text.utf8.distance(from: text.utf8.startIndex, to: offset))
    let cut = try TranscriptReaders.standard.read(Data(text.utf8.dropLast(20)), name: "conversations.json")
    #expect(cut.said == ["one", "two"])
    let nodes = "{\"a\": {\"parent\": null, \"message\": {\"author\": 7}}}"
    let odd = try read(array(["{\"title\": \"t\", \"current_node\": \"a\", \"mapping\": \(nodes)}", good("one")]))
    #expect(odd.said == ["one"])
    #expect(odd.count.skipped == ["malformed": 1])
  }

  @Test func conversationsKeepTheirSessionInALaterExport() throws {
    let (one, two) = (
      chatGPT("g1", ["a": node(nil, "user", "hi")], current: "a"),
      chatGPT("g2", ["a": node(nil, "user", "ho")], current: "a")
    )
    let (old, new) = (try read(array([one]), name: "/x/1/c.json"), try read(array([two, one]), name: "/x/2/c.json"))
    #expect(new.transcripts.map(\.sessionID) == ["g2", "g1"])
    #expect(old.transcripts.first?.sessionID == "g1")
  }

  // MARK: Claude.ai

  private func message(_ sender: String, _ text: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
    let members: [String: JSONValue] = [
      "uuid": .string(UUID().uuidString), "sender": .string(sender), "text": .string(text),
      "created_at": "2026-01-05T10:00:00.250000Z",
    ]
    return .object(members.merging(more) { _, new in new })
  }

  private func claude(_ id: String, _ messages: [JSONValue]) -> String {
    Lines.json([
      "uuid": .string(id), "name": "n", "created_at": "2026-01-05T09:00:00Z", "chat_messages": .array(messages),
    ])
  }

  @Test func messagesOfClaudeAreReadAndAttachmentsAreNot() throws {
    let reading = try read(
      array([
        claude(
          "c1",
          [
            message("human", "use tabs", ["attachments": [["extracted_content": "Always use spaces"]]]),
            message(
              "assistant", "Fine.\n```\nThis block is not supported\n```",
              ["content": [["type": "thinking", "thinking": "hm"], ["type": "text", "text": "Fine."]]]),
          ])
      ]), name: "conversations.json")
    #expect(reading.format == .claudeExport)
    #expect(reading.segments.map(\.content) == ["use tabs", "Fine."])
    #expect(reading.segments.first?.timestamp == (try Timestamp("2026-01-05T10:00:00.250Z")))
    #expect(reading.transcripts.first?.sessionID == "c1")
  }

  @Test func whatClaudePutsInIsNotTheUsersAndArtifactsAreCode() throws {
    let artifact: JSONValue = [
      "type": "tool_use", "name": "artifacts", "input": ["title": "A", "language": "python", "content": "x = 1"],
    ]
    let file: JSONValue = [
      "type": "tool_use", "name": "create_file", "input": ["path": "/a/b.c", "file_text": "int b;"],
    ]
    let search: JSONValue = ["type": "tool_use", "name": "web_search", "input": ["query": "x"]]
    let reading = try read(
      array([
        claude(
          "c1",
          [
            message("human", "<userStyle>Always</userStyle>go"), message("human", "<userStyle>Always</userStyle>"),
            message("human", "", ["content": [["type": "tool_result", "content": "never"]]]),
            message("assistant", "", ["content": [artifact, file]]), message("assistant", "", ["content": [search]]),
            message("assistant", "<antThinking>hm</antThinking>Done."), message("robot", "x"), message("human", " "),
          ])
      ]))
    #expect(reading.segments.map(\.content) == ["go", "```python\nx = 1\n```", "```c\nint b;\n```", "Done."])
    #expect(
      reading.count.skipped == ["injected": 1, "tool_result": 1, "tool_use": 1, "unknown_type": 1, "empty": 1])
  }

  @Test func ofClaudesBranchesTheLastIsRead() throws {
    let reading = try read(
      array([
        claude(
          "c1",
          [
            message("human", "one", ["uuid": "a", "parent_message_uuid": "0"]),
            message("human", "edited away", ["uuid": "b", "parent_message_uuid": "0"]),
            message("assistant", "two", ["uuid": "c", "parent_message_uuid": "a"]),
          ])
      ]))
    #expect(reading.segments.map(\.content) == ["one", "two"])
    #expect(reading.count.skipped == ["branch": 1])
  }

  @Test func aBrokenConversationOfClaudeIsCountedAndTheOthersAreRead() throws {
    let reading = try read(
      array([
        claude("c1", [message("human", "one"), 7]), #"{"uuid": "c2", "chat_messages": "x"}"#,
        claude("c3", [message("human", "two")]),
      ]))
    #expect(reading.said == ["one", "two"])
    #expect(reading.count.skipped == ["malformed": 2])
    // A message's place is its conversation's.
    #expect(reading.problems.count == 2)
    #expect(reading.problems.first?.place.byte ?? 9 < 9)
  }
}
