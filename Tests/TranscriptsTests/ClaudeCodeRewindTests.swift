import Rules
import TestSupport
import Testing
import Transcripts

/// What of a session is left when the user goes back in it.
@Suite struct ClaudeCodeRewindTests {
  private func line(
    _ type: String, _ id: String, after parent: String?, _ text: String, _ more: [String: JSONValue] = [:]
  ) -> String {
    let members: [String: JSONValue] = ["parentUuid": parent.map { .string($0) } ?? .null]
    return Lines.claude(type, .string(text), uuid: id, more: members.merging(more) { _, new in new })
  }

  private func user(_ id: String, after parent: String?, _ more: [String: JSONValue] = [:]) -> String {
    line("user", id, after: parent, id, more)
  }

  private func reply(_ id: String, after parent: String?, _ more: [String: JSONValue] = [:]) -> String {
    line("assistant", id, after: parent, id, more)
  }

  @Test func whatWasTakenBackIsABranchWithAllThatFollowedIt() throws {
    let hook = Lines.json(["type": "progress", "uuid": "h", "parentUuid": "r1", "sessionId": "s1"])
    let reading = try read([
      user("one", after: nil), reply("r0", after: "one"), user("wrong", after: "r0"), reply("r1", after: "wrong"), hook,
      user("wrong too", after: "h"), reply("r2", after: "wrong too"), user("right", after: "r0"),
      reply("r3", after: "right"),
    ])
    #expect(reading.segments.map(\.content) == ["one", "r0", "right", "r3"])
    #expect(reading.segments.map(\.line) == [1, 2, 8, 9])
    #expect(reading.count.skipped == ["branch": 4, "progress": 1])
    #expect(reading.count.read == 9)
  }

  @Test func whoGoesBackTwiceTakesBothBack() throws {
    let reading = try read([
      reply("r0", after: nil), user("a", after: "r0"), user("b", after: "r0"), reply("r1", after: "b"),
      user("c", after: "r1"), user("d", after: "r1"), reply("r2", after: "d"), user("e", after: "r0"),
    ])
    #expect(reading.said == ["e"])
    #expect(reading.count.skipped == ["branch": 6])
  }

  @Test func aSummaryDoesNotHideWhatItFollows() throws {
    let boundary = Lines.json([
      "type": "system", "subtype": "compact_boundary", "uuid": "b", "parentUuid": .null, "logicalParentUuid": "r1",
      "sessionId": "s1",
    ])
    let reading = try read([
      reply("r0", after: nil), user("a", after: "r0"), reply("r1", after: "a"), boundary, user("b2", after: "b"),
      user("c", after: "r0"),
    ])
    #expect(reading.said == ["c"])
  }

  @Test(
    arguments: [
      // Another session went on from the same message.
      ["sessionId": "s2"],
      // The second one waited while the assistant worked.
      ["promptSource": "queued"],
      // It is no one's.
      ["isMeta": true], ["isSidechain": true], ["origin": ["kind": "task-notification"]],
      // Where it belongs is not known.
      ["parentUuid": .null], ["parentUuid": "gone"],
    ] as [[String: JSONValue]])
  func whatFollowsTheSameMessageOtherwiseTakesNothingBack(mark: [String: JSONValue]) throws {
    let lines = [
      reply("r0", after: nil), user("a", after: "r0"), reply("r1", after: "a"), user("b", after: "r0", mark),
    ]
    let reading = try read(lines)
    #expect(reading.said.contains("a"))
    #expect(reading.count.skipped["branch"] == nil)
  }

  @Test func messagesWhoseParentsAreMissingAreKept() throws {
    let none = try read(["a", "b", "c"].map { Lines.claude("user", .string($0)) })
    #expect(none.said == ["a", "b", "c"])
    #expect(try read(["a", "b"].map { user($0, after: nil) }).said == ["a", "b"])
    // In another file: the first of them was taken back all the same.
    #expect(try read([user("a", after: "x"), user("b", after: "x"), user("c", after: "y")]).said == ["b", "c"])
  }

  @Test func resultsOfToolsThatRanAtOnceAndRefusalsTakeNothingBack() throws {
    let result: JSONValue = [["type": "tool_result", "tool_use_id": "t", "content": "ok"]]
    let refusal = "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nno"
    let refused: JSONValue = [["type": "tool_result", "is_error": true, "content": .string(refusal)]]
    let parent: [String: JSONValue] = ["parentUuid": "r0"]
    let reading = try read([
      reply("r0", after: nil), user("a", after: "r0"), Lines.claude("user", result, more: parent),
      Lines.claude("user", refused, more: parent), reply("r1", after: "r0"),
    ])
    #expect(reading.said == ["a", "no"])
    #expect(reading.count.skipped == ["tool_result": 1])
  }

  @Test func aBranchThatGoesOnAfterAnotherBeganIsKept() throws {
    let lines = [
      reply("r0", after: nil), user("a", after: "r0"), reply("r1", after: "a"), user("b", after: "r0"),
      reply("r2", after: "b"), user("c", after: "r1"),
    ]
    #expect(try read(lines).said == ["a", "b", "c"])
    // Copies and subagents are no sign that it does.
    let copies = lines.dropLast() + [lines[2], user("x", after: "r1", ["isSidechain": true])]
    #expect(try read(Array(copies)).said == ["b"])
  }

  @Test func aQueuedPromptGoesWithTheBranchThatItWasIn() throws {
    let queued = Lines.json([
      "type": "queue-operation", "operation": "enqueue", "sessionId": "s1", "content": "use tabs",
    ])
    let attached = Lines.json([
      "type": "attachment", "uuid": "q", "parentUuid": "r1", "sessionId": "s1",
      "attachment": ["type": "queued_command", "prompt": "use tabs"],
    ])
    let reading = try read([
      reply("r0", after: nil), user("a", after: "r0"), reply("r1", after: "a"), queued, attached,
      user("b", after: "r0"),
    ])
    #expect(reading.said == ["b"])
    #expect(reading.count.skipped == ["branch": 3, "duplicate": 1])
  }

  @Test func aSecondReadingFindsWhatTheFirstOneDidNotNeed() throws {
    try forAll(cases: 200) { generator in
      var lines = [reply("0", after: nil)]
      for number in 1...Int.random(in: 1...20, using: &generator) {
        let parent = "\(Int.random(in: 0..<number, using: &generator))"
        lines.append(
          Bool.random(using: &generator) ? user("\(number)", after: parent) : reply("\(number)", after: parent))
      }
      let reading = try read(lines)
      #expect(reading.count.read == lines.count)
      #expect(reading.count.used == reading.segments.count)
      // The last record is never one that was taken back.
      #expect(reading.segments.last?.content == "\(lines.count - 1)")
      #expect(reading == (try read(lines)))
    }
  }
}
