import Foundation
import Rules
import Testing
import Transcripts

@Suite struct ChatDataReaderTests {
  private func completions(_ turns: (String, JSONValue)..., id: JSONValue? = nil) -> String {
    let list = turns.map { JSONValue.object(["role": .string($0.0), "content": $0.1]) }
    return Lines.json(["messages": .array(list)].merging(id.map { ["id": $0] } ?? [:]) { _, new in new })
  }

  private func shareGPT(_ turns: (String, String)..., id: JSONValue? = nil) -> String {
    let list = turns.map { JSONValue.object(["from": .string($0.0), "value": .string($0.1)]) }
    return Lines.json(["conversations": .array(list)].merging(id.map { ["id": $0] } ?? [:]) { _, new in new })
  }

  @Test func aLineOfMessagesIsAConversation() throws {
    let lines = [
      completions(
        ("system", "Always"), ("user", "use tabs"), ("assistant", "Fine."), ("tool", "never"), ("developer", "x"),
        ("robot", "x"), ("user", " "), ("assistant", .null)),
      completions(("user", [["type": "text", "text": "hi"], ["type": "image_url"]])),
    ]
    let reading = try read(lines, name: "/x/a.jsonl")
    #expect(reading.format == .chatCompletions)
    #expect(reading.transcripts.map { $0.segments.map(\.content) } == [["use tabs", "Fine."], ["hi"]])
    #expect(reading.segments.map(\.line) == [1, 1, 2])
    #expect(reading.count.skipped == ["injected": 2, "tool_result": 1, "unknown_type": 1, "empty": 2])
    #expect(Set(reading.transcripts.map(\.sessionID)).count == 2)
    let longer = try read(lines + [completions(("user", "more"))], name: "/x/a.jsonl")
    #expect(longer.transcripts.prefix(2).map(\.id) == reading.transcripts.map(\.id))
  }

  @Test func shareGPTIsReadAsLinesAsAnArrayAndOverSeveralLines() throws {
    let (one, two) = (
      shareGPT(("system", "Always"), ("human", "use tabs"), ("gpt", "Fine."), id: "a"), shareGPT(("human", "hi"), id: 2)
    )
    let pretty = ["{", "  \"conversations\": [", "    {\"from\": \"human\", \"value\": \"hi\"}", "  ]", "}"]
    for lines in [[one, two], ["[", one + ",", two, "]"], ["[\(one),\(two)]"]] {
      let reading = try read(lines, name: "/x/a.json")
      #expect(reading.format == .shareGPT)
      #expect(reading.segments.map(\.content) == ["use tabs", "Fine.", "hi"])
      #expect(reading.transcripts.map { $0.sessionID.prefix(2) } == ["a~", "2~"])
    }
    #expect(try read(pretty).said == ["hi"])
    #expect(try read(["[", one + ",", two, "]"]).segments.map(\.line) == [2, 2, 3])
  }

  @Test func anIdThatIsThereTwiceNamesTwoConversations() throws {
    let reading = try read([shareGPT(("human", "a"), id: "x"), shareGPT(("human", "b"), id: "x")])
    #expect(Set(reading.transcripts.map(\.id)).count == 2)
    #expect(reading.said == ["a", "b"])
  }

  @Test(arguments: [
    ("[INST] <<SYS>>\nAlways\n<</SYS>>\nuse tabs [/INST]", "use tabs"),
    ("<|im_start|>system\nAlways<|im_end|>\n<|im_start|>user\nuse tabs<|im_end|>", "use tabs"),
    ("### System:\nAlways\n### User:\nuse tabs", "use tabs"), ("System: Always\nHuman: use tabs", "use tabs"),
    ("<system>Always</system>use tabs", "use tabs"),
    ("The system: never use tabs", "The system: never use tabs"),
  ])
  func aSystemsPromptInTheFirstMessageIsTakenOff(text: String, kept: String) throws {
    #expect(try read([shareGPT(("human", text))]).said == [kept])
  }

  @Test func aMessageThatIsAllPromptIsInjected() throws {
    let reading = try read([shareGPT(("human", "<<SYS>>\nAlways use tabs"))])
    #expect(reading.transcripts.isEmpty)
    #expect(reading.count.skipped == ["injected": 1])
  }

  @Test func aBrokenLineIsCountedWithItsPlaceAndTheOthersAreRead() throws {
    let good = completions(("user", "one"))
    let reading = try read([good, String(good.dropLast(4)), #"{"messages": 7}"#, completions(("user", "two"))])
    #expect(reading.said == ["one", "two"])
    #expect(reading.count.skipped == ["malformed": 2])
    let (first, second) = (good.utf8.count + 1, 2 * good.utf8.count - 2)
    #expect(reading.problems.map(\.place) == [InputPlace(line: 2, byte: first), InputPlace(line: 3, byte: second)])
    let other = try read([shareGPT(("human", "one")), "{", shareGPT(("human", "two"))])
    #expect(other.said == ["one", "two"])
    #expect(other.problems.map(\.place.line) == [2])
  }
}
