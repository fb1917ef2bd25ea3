import Rules

/// A conversation without times, of roles and texts.
struct ChatDataConversation: JSONConversation, Decodable {
  private struct Block: Decodable, Sendable {
    let type: String?
    let text: String?

    private enum CodingKeys: CodingKey { case type, text }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      text = container.lenient(.text)
    }
  }

  private struct Turn: Decodable, Sendable {
    let role: String
    let content: MessageContent<Block>?
    let callsTools: Bool

    private enum CodingKeys: String, CodingKey {
      case role, from, content, value
      case toolCalls = "tool_calls"
      case functionCall = "function_call"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      role = try container.lenient(.role) ?? container.decode(String.self, forKey: .from)
      content = container.lenient(.content) ?? container.lenient(.value)
      callsTools = container.contains(.toolCalls) || container.contains(.functionCall)
    }
  }

  static let hasLocalIDs = true

  let id: String?
  private let turns: [Lenient<Turn>]
  /// The conversation's line in the file.
  private var line: Int?

  private enum CodingKeys: CodingKey { case id, messages, conversations }

  init?(_ record: JSONRecords.Record, number: Int) {
    guard let value = record.decode(Self.self) else { return nil }
    self = value
    line = record.line
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name: String? = container.lenient(.id) ?? container.lenient(.id, as: Int.self).map(String.init)
    id = name.flatMap { $0.isEmpty || $0.utf8.count > 128 ? nil : $0 }
    turns = try container.lenient(.messages) ?? container.decode([Lenient<Turn>].self, forKey: .conversations)
  }

  func add(to builder: inout SegmentBuilder, _ log: inout InputLog) {
    for turn in turns {
      guard let turn = turn.value else {
        log.skip(.malformed)
        continue
      }
      add(turn, to: &builder, &log)
    }
  }

  private func add(_ turn: Turn, to builder: inout SegmentBuilder, _ log: inout InputLog) {
    let text = Self.text(turn.content)
    switch turn.role.lowercased() {
    case "user", "human":
      if Self.hasResult(turn.content), text.isEmpty { return log.skip(.toolResult) }
      switch ChatDataText.classify(text) {
      case .skipped(let reason): return log.skip(reason)
      case .human(let words): builder.add(.user, words, line: line, timestamp: nil)
      }
    case "assistant", "gpt", "chatgpt", "model", "bot", "bing", "bard", "claude":
      guard !text.isEmpty else { return log.skip(turn.callsTools ? .toolUse : .empty) }
      builder.add(.assistant, text, line: line, timestamp: nil)
    case "system", "developer": return log.skip(.injected)
    case "tool", "function", "observation", "function_response", "ipython": return log.skip(.toolResult)
    case "function_call", "tool_call": return log.skip(.toolUse)
    default: return log.skip(.unknownType)
    }
    log.use()
  }

  private static func text(_ content: MessageContent<Block>?) -> String {
    switch content {
    case .text(let text): InjectedText.trimmed(text)
    case .blocks(let blocks):
      InjectedText.trimmed(
        blocks.filter { ["text", "input_text", "output_text"].contains($0.type) }.compactMap(\.text)
          .joined(separator: "\n\n"))
    case nil: ""
    }
  }

  private static func hasResult(_ content: MessageContent<Block>?) -> Bool {
    guard case .blocks(let blocks) = content else { return false }
    return blocks.contains { $0.type == "tool_result" }
  }
}
