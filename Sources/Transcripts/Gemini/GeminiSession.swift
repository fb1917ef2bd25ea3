import Rules

/// What has been read of a session of Gemini CLI.
struct GeminiSession {
  var log = InputLog()
  var sessionID = ""
  var isSubagent = false
  /// Whether the client talked with itself.
  var isHeadless = false

  private var messages: [(message: GeminiMessage, line: Int)] = []
  private var positions: [String: Int] = [:]

  /// A record of JSON lines: the session's, a message, a change of the session, or a step back.
  private struct Change: Decodable {
    let rewindTo: String?
    let set: GeminiSessionInfo?
    let messages: [Lenient<GeminiMessage>]?

    private enum CodingKeys: String, CodingKey {
      case rewindTo = "$rewindTo"
      case set = "$set"
    }
    private enum SetKeys: CodingKey { case messages }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      rewindTo = container.lenient(.rewindTo)
      set = container.lenient(.set)
      let inner = try? container.nestedContainer(keyedBy: SetKeys.self, forKey: .set)
      messages = inner?.lenient(.messages)
    }
  }

  mutating func take(_ record: JSONRecords.Record, at place: InputPlace) {
    let keys = record.shape.keys
    if keys.contains("$set") || keys.contains("$rewindTo") {
      guard let change = record.decode(Change.self) else { return log.skip(.malformed, at: place) }
      take(change, at: place)
    } else if keys.contains("$patch") {
      log.skip(.state)
    } else if keys.contains("projectHash") {
      guard let info = record.decode(GeminiSessionInfo.self) else { return log.skip(.malformed, at: place) }
      note(info)
      log.skip(.state)
    } else {
      take(record.decode(GeminiMessage.self), at: place)
    }
  }

  /// - Parameter isComplete: whether the file holds the message to its end.
  mutating func take(_ message: GeminiMessage?, at place: InputPlace, isComplete: Bool = true) {
    guard let message, message.type != nil else {
      return log.skip(isComplete ? .malformed : .partialLastLine, at: place)
    }
    guard let id = message.id else {
      messages.append((message, place.line))
      return
    }
    // A message is written again as its tools go on; the last one is the whole.
    if let index = positions[id] {
      log.skip(.duplicate)
      messages[index].message = message
    } else {
      positions[id] = messages.count
      messages.append((message, place.line))
    }
  }

  private mutating func take(_ change: Change, at place: InputPlace) {
    log.skip(.state)
    if let id = change.rewindTo {
      // The message of the id goes too; one that is not known means all.
      drop(from: positions[id] ?? 0)
    }
    if let info = change.set { note(info) }
    if let others = change.messages {
      log.skip(.duplicate, count: messages.count)
      messages = []
      positions = [:]
      for message in others { take(message.value, at: place) }
    }
  }

  private mutating func drop(from index: Int) {
    for (message, _) in messages[index...] { if let id = message.id { positions[id] = nil } }
    log.skip(.retracted, count: messages.count - index)
    messages.removeSubrange(index...)
  }

  private mutating func note(_ info: GeminiSessionInfo) {
    sessionID = info.sessionID ?? sessionID
    isSubagent = isSubagent || info.isSubagent
  }

  /// Builds the conversation.
  mutating func settle() -> SegmentBuilder {
    var builder = SegmentBuilder(sessionID: sessionID)
    // One at a time from the end of the reversed list, so that what was read goes as what is said comes.
    var rest = Array(messages.reversed())
    (messages, positions) = ([], [:])
    while let (message, line) = rest.popLast() {
      if isSubagent || isHeadless {
        log.skip(isSubagent ? .sidechain : .headless)
        continue
      }
      switch message.type {
      case "user":
        switch GeminiText.classify(message.displayed ?? message.texts) {
        case .skipped(let reason): log.skip(reason)
        case .human(let text):
          builder.add(.user, text, line: line, timestamp: message.timestamp?.timestamp)
          log.use()
        }
      case "gemini": addAssistant(message, line, &builder)
      case "info", "error", "warning": log.skip(.system)
      default: log.skip(.unknownType)
      }
    }
    return builder
  }

  private mutating func addAssistant(_ message: GeminiMessage, _ line: Int, _ builder: inout SegmentBuilder) {
    let before = builder.segments.count
    let text = message.texts.joined()
    if !InjectedText.trimmed(text).isEmpty {
      builder.add(.assistant, text, line: line, timestamp: message.timestamp?.timestamp)
    }
    for call in message.toolCalls {
      // `WRITE_FILE_TOOL_NAME` and `EDIT_TOOL_NAME` in `packages/core/src/tools/tool-names.ts`.
      guard let name = call.name, ["write_file", "replace", "edit"].contains(name), let input = call.args else {
        continue
      }
      builder.add(input.code, tool: name, line: line, timestamp: message.timestamp?.timestamp)
    }
    if builder.segments.count > before {
      log.use()
    } else if !message.toolCalls.isEmpty {
      log.skip(.toolUse)
    } else {
      log.skip(message.hasThoughts ? .thinking : .empty)
    }
  }
}
