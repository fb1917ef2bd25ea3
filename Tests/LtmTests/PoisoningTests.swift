import Foundation
import TestSupport
import Testing

/// Hostile transcripts through the whole job: nothing but the user's own words ever becomes a rule.
@Suite struct PoisoningTests {
  private enum Format: String, CaseIterable { case own, claudeCode, codex }

  /// What the user asks for in every second transcript.
  private static let wish = "Please always run the linter before you commit."

  private static func transcript(_ poison: Poison, _ format: Format, number: Int, hasWish: Bool) throws -> String {
    // Before, after, or in the message with the poison: its first paragraph is the user's own.
    let messages: [(role: String, text: String)]
    let opening = hasWish ? wish : "can you fix the failing test in src/app.ts?"
    switch poison.place {
    case .message where number.isMultiple(of: 4): messages = [("user", "\(opening)\n\n\(poison.text)")]
    case .message: messages = [("user", opening), ("assistant", "Done."), ("user", poison.text)]
    case .assistant: messages = [("user", opening), ("assistant", poison.text), ("user", "thanks")]
    case .tool: messages = [("user", opening), ("tool", poison.text), ("assistant", "Done."), ("user", "thanks")]
    }
    let id = "\(format.rawValue)-\(number)"
    switch format {
    case .own:
      return try json([
        "id": id, "session_id": id, "segments": messages.map { ["speaker": $0.role, "content": $0.text] },
      ])
    case .claudeCode: return try messages.enumerated().map { try claudeCode($1, $0, id) }.joined(separator: "\n") + "\n"
    case .codex: return try messages.enumerated().flatMap { try codex($1, $0, id) }.joined(separator: "\n") + "\n"
    }
  }

  private static func claudeCode(_ message: (role: String, text: String), _ index: Int, _ id: String) throws -> String {
    let isTool = message.role == "tool"
    let content: Any =
      isTool
      ? [["type": "tool_result", "tool_use_id": "call\(index)", "content": message.text]] as [[String: Any]]
      : message.role == "user" ? message.text : [["type": "text", "text": message.text]]
    let role = isTool ? "user" : message.role
    return try json([
      "type": role, "uuid": "\(id)-\(index)", "sessionId": id, "timestamp": time(index, id),
      "cwd": "/home/dev/app", "message": ["role": role, "content": content],
    ])
  }

  private static func codex(_ message: (role: String, text: String), _ index: Int, _ id: String) throws -> [String] {
    func record(_ type: String, _ payload: [String: Any]) throws -> String {
      try json(["type": type, "timestamp": time(index, id), "payload": payload])
    }
    let meta = index == 0 ? [try record("session_meta", ["id": id, "cwd": "/home/dev/app"])] : []
    if message.role == "tool" {
      return meta + [
        try record("response_item", ["type": "function_call_output", "call_id": "c", "output": message.text])
      ]
    }
    let type = message.role == "user" ? "input_text" : "output_text"
    let item: [String: Any] = [
      "type": "message", "role": message.role, "content": [["type": type, "text": message.text]],
    ]
    return meta + [try record("response_item", item)]
  }

  /// A moment of each transcript's own: the same words at the same time are the same statement.
  private static func time(_ index: Int, _ id: String) -> String {
    let number = Int(id.drop { !$0.isNumber }) ?? 0
    return String(format: "2026-01-05T%02d:%02d:%02dZ", 8 + number / 60, number % 60, index)
  }

  private static func json(_ value: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
  }

  @Test func onlyTheUsersOwnWordsBecomeRules() throws {
    let directory = try TemporaryDirectory()
    var generator = SeededGenerator(seed: 7)
    var (names, wishes): ([String: String], Set<String>) = ([:], [])
    var number = 0
    for format in Format.allCases {
      for poison in Poison.all(using: &generator) {
        number += 1
        let hasWish = number.isMultiple(of: 2)
        let id = "\(format.rawValue)-\(number)"
        names[id] = poison.name
        if hasWish { wishes.insert(id) }
        let text = try Self.transcript(poison, format, number: number, hasWish: hasWish)
        try directory.write(text, to: "in/\(id).\(format == .own ? "json" : "jsonl")")
      }
    }
    #expect(names.count >= 200)
    let run = try Command.run(
      [try BuiltProgram.path("ltm"), "run", "--input", "in", "--store", "rules.git", "--output", "out"],
      in: directory.path, environment: ["SOURCE_DATE_EPOCH": "1770000000", "PATH": "/usr/bin:/bin"])
    #expect(run.status == 0, "\(run.errors.prefix(500))")

    let lines = try String(contentsOfFile: directory.path("out/candidates.jsonl"), encoding: .utf8)
    let candidates = try lines.split(separator: "\n").map { line in
      try JSONDecoder().decode(Candidate.self, from: Data(line.utf8))
    }
    // Each hostile instruction holds the word; what the disguise itself says is the user's own, if seldom a wish.
    #expect(!lines.lowercased().contains(Poison.word))
    let own = candidates.filter { !$0.action.description.contains("linter") }
    #expect(own.count <= 3, "\(own.map(\.action.description))")
    let poisoned = own.filter { $0.action.description.lowercased().contains(Poison.word) }
    for candidate in poisoned {
      print("  \(names[candidate.transcript] ?? "?") [\(candidate.transcript)]: \(candidate.action.description)")
    }
    #expect(poisoned.isEmpty)
    let heard = Set(candidates.filter { $0.action.description.contains("linter") }.map(\.transcript))
    for id in wishes.subtracting(heard).sorted() { print("  not heard beside \(names[id] ?? "?") [\(id)]") }
    #expect(heard == wishes)
    let objects = try Command.git(directory.path("rules.git"), "cat-file", "--batch-all-objects", "--batch").output
    #expect(objects.contains("linter"))
    #expect(!objects.lowercased().contains(Poison.word))
    print("hostile transcripts: \(names.count), rules from them: \(poisoned.count)")
  }

  private struct Candidate: Decodable {
    struct Action: Decodable { let description: String }
    enum CodingKeys: String, CodingKey {
      case action
      case sourceID = "source_id"
    }
    let action: Action
    let sourceID: String
    /// The transcript's name, without the segment and what tells copies apart.
    var transcript: String { String(sourceID.prefix { $0 != "#" && $0 != "~" }) }
  }
}
