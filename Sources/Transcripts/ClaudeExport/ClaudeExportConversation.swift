import Rules

/// One conversation of an export of Claude.ai.
struct ClaudeExportConversation: JSONConversation, Decodable {
  static let hasLocalIDs = false

  let id: String?
  private let time: Timestamp?
  private let leaf: String?
  private let messages: [Lenient<ClaudeExportMessage>]

  private enum CodingKeys: String, CodingKey {
    case id = "uuid"
    case createdAt = "created_at"
    case leaf = "current_leaf_message_uuid"
    case messages = "chat_messages"
  }

  init?(_ record: JSONRecords.Record, number: Int) {
    guard let value = record.decode(Self.self) else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id)
    time = container.lenient(.createdAt).flatMap { ClientTime.parse($0 as String) }
    leaf = container.lenient(.leaf)
    messages = try container.decode([Lenient<ClaudeExportMessage>].self, forKey: .messages)
  }

  func add(to builder: inout SegmentBuilder, _ log: inout InputLog) {
    let readable = messages.compactMap(\.value)
    if readable.count < messages.count { log.skip(.malformed, count: messages.count - readable.count) }
    let branch = branch(of: readable)
    for (index, message) in readable.enumerated() {
      if branch?.contains(index) == false {
        log.skip(.branch)
      } else {
        add(message, to: &builder, &log)
      }
    }
  }

  private func add(_ message: ClaudeExportMessage, to builder: inout SegmentBuilder, _ log: inout InputLog) {
    let moment = message.time ?? time
    let before = builder.segments.count
    switch message.sender {
    case "human", "user":
      switch message.typed {
      case .skipped(let reason): return log.skip(reason)
      case .human(let text): builder.add(.user, text, line: nil, timestamp: moment)
      }
    case "assistant":
      let text = message.said
      if !text.isEmpty { builder.add(.assistant, text, line: nil, timestamp: moment) }
      for code in message.codes {
        builder.add(.assistant, code.content, line: nil, timestamp: moment, metadata: code.metadata)
      }
      guard builder.segments.count > before else { return log.skip(message.silence) }
    default: return log.skip(.unknownType)
    }
    log.use()
  }

  /// The messages of the branch that the user was on last; nil where the export has no branches.
  private func branch(of messages: [ClaudeExportMessage]) -> Set<Int>? {
    guard messages.contains(where: { $0.parent != nil }) else { return nil }
    var positions: [String: Int] = [:]
    for (index, message) in messages.enumerated() {
      if let id = message.id, positions[id] == nil { positions[id] = index }
    }
    var kept: Set<Int> = []
    var next = leaf.flatMap { positions[$0] } ?? (messages.isEmpty ? nil : messages.count - 1)
    while let index = next, kept.insert(index).inserted { next = messages[index].parent.flatMap { positions[$0] } }
    return kept
  }
}
