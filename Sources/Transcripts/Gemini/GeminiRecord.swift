/// The members of a Gemini CLI message that are read.
///
/// The form is that of `packages/core/src/services/chatRecordingTypes.ts` in google-gemini/gemini-cli.
struct GeminiMessage: Decodable, Sendable {
  /// A piece of a message.
  struct Part: Decodable, Sendable {
    let text: String?
    /// Whether the piece is the model's hidden reasoning.
    let isThought: Bool

    enum CodingKeys: CodingKey { case text, thought }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        (self.text, isThought) = (text, false)
        return
      }
      let container = try decoder.container(keyedBy: CodingKeys.self)
      text = container.lenient(.text)
      isThought = container.lenient(.thought) ?? false
    }
  }

  struct ToolCall: Decodable, Sendable {
    let name: String?
    let args: WrittenCodeInput?

    enum CodingKeys: CodingKey { case name, args }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      name = container.lenient(.name)
      args = container.lenient(.args)
    }
  }

  let id: String?
  let type: String?
  let timestamp: Moment?
  let texts: [String]
  /// What the user typed, where the client says that it sent more than that.
  let displayed: [String]?
  let toolCalls: [ToolCall]
  let hasThoughts: Bool

  private enum CodingKeys: CodingKey { case id, type, timestamp, content, displayContent, toolCalls, thoughts }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id)
    type = container.lenient(.type)
    timestamp = container.lenient(.timestamp)
    texts = Self.texts(container, .content) ?? []
    displayed = Self.texts(container, .displayContent)
    toolCalls = container.lenient(.toolCalls, as: [Lenient<ToolCall>].self)?.compactMap(\.value) ?? []
    hasThoughts = container.lenient(.thoughts, as: [Lenient<Part>].self)?.isEmpty == false
  }

  /// A string, a part, or parts.
  private static func texts(_ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys) -> [String]? {
    let parts = container.lenient(key, as: [Lenient<Part>].self)?.compactMap(\.value)
    return (parts ?? container.lenient(key, as: Part.self).map { [$0] })?.filter { !$0.isThought }.compactMap(\.text)
  }
}

/// What a Gemini CLI session says about itself.
struct GeminiSessionInfo: Decodable, Sendable {
  let sessionID: String?
  /// Whether a model leads the conversation.
  let isSubagent: Bool

  private enum CodingKeys: String, CodingKey {
    case kind
    case sessionID = "sessionId"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sessionID = container.lenient(.sessionID)
    isSubagent = container.lenient(.kind) == "subagent"
  }
}

/// An entry of Gemini CLI's `logs.json` (`packages/core/src/core/logger.ts` there).
struct GeminiLogEntry: Decodable, Sendable {
  let sessionID: String
  let type: String
  let message: String
  let timestamp: Moment?

  enum CodingKeys: String, CodingKey {
    case type, message, timestamp
    case sessionID = "sessionId"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sessionID = try container.decode(String.self, forKey: .sessionID)
    type = try container.decode(String.self, forKey: .type)
    message = try container.decode(String.self, forKey: .message)
    timestamp = container.lenient(.timestamp)
  }
}
