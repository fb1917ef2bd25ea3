import FoundationEssentials
import Rules

/// One message of a conversation with ChatGPT.
struct ChatGPTMessage: Decodable, Sendable {
  /// Code that the assistant wrote into a document beside the conversation.
  struct Code: Hashable, Sendable {
    let content: String
    let metadata: [String: JSONValue]
  }

  /// What a message turns out to be.
  enum Classified: Hashable, Sendable {
    case user(String)
    case assistant(String)
    case code([Code])
    case skipped(SkipReason)
  }

  private struct Author: Decodable, Sendable { let role: String }

  /// A part that is no plain string: a picture, or speech with its words.
  private struct Part: Decodable, Sendable {
    let text: String?

    private enum CodingKeys: CodingKey { case text }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        self.text = text
      } else {
        text = try decoder.container(keyedBy: CodingKeys.self).lenient(.text)
      }
    }
  }

  private struct Content: Decodable, Sendable {
    let type: String
    let parts: [String]
    let text: String?

    private enum CodingKeys: String, CodingKey {
      case parts, text
      case type = "content_type"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type) ?? "text"
      parts = container.lenient(.parts, as: [Lenient<Part>].self)?.compactMap { $0.value?.text } ?? []
      text = container.lenient(.text)
    }

    var words: String {
      let all = parts.filter { !InjectedText.trimmed($0).isEmpty }
      return InjectedText.trimmed(all.isEmpty ? text ?? "" : all.joined(separator: "\n\n"))
    }
  }

  private struct Metadata: Decodable, Sendable {
    let isHidden: Bool
    let isSystem: Bool

    private enum CodingKeys: String, CodingKey {
      case isHidden = "is_visually_hidden_from_conversation"
      case isSystem = "is_user_system_message"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      isHidden = container.lenient(.isHidden) ?? false
      isSystem = container.lenient(.isSystem) ?? false
    }
  }

  let time: Timestamp?
  private let role: String
  private let content: Content?
  private let metadata: Metadata?
  /// The tool that an assistant's message goes to; `all` for the user.
  private let recipient: String

  private enum CodingKeys: String, CodingKey {
    case author, content, metadata, recipient
    case createTime = "create_time"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    role = try container.decode(Author.self, forKey: .author).role
    content = container.lenient(.content)
    metadata = container.lenient(.metadata)
    recipient = container.lenient(.recipient) ?? "all"
    time = ClientTime.epoch(container.lenient(.createTime))
  }

  var classified: Classified {
    switch role {
    case "tool": return .skipped(.toolResult)
    case "system": return .skipped(.injected)
    case "user", "assistant": break
    default: return .skipped(.unknownType)
    }
    if metadata?.isHidden == true || metadata?.isSystem == true { return .skipped(.meta) }
    guard let content else { return .skipped(.empty) }
    switch content.type {
    case "text", "multimodal_text", "code": break
    case "user_editable_context", "model_editable_context": return .skipped(.injected)
    case "thoughts", "reasoning_recap": return .skipped(.thinking)
    case "execution_output", "tether_browsing_display", "tether_quote", "sonic_webpage": return .skipped(.toolResult)
    case "system_error": return .skipped(.system)
    default: return .skipped(.unknownType)
    }
    let words = content.words
    if words.isEmpty { return .skipped(.empty) }
    guard role == "assistant" else { return .user(words) }
    guard recipient != "all" else { return .assistant(words) }
    let codes = ChatGPTCanvas(words)?.codes(tool: recipient) ?? []
    return codes.isEmpty || !recipient.hasPrefix("canmore.") ? .skipped(.toolUse) : .code(codes)
  }
}

/// What the assistant writes into a document of ChatGPT's canvas.
private struct ChatGPTCanvas: Decodable {
  private struct Update: Decodable, Sendable { let replacement: String }

  private let name: String?
  private let type: String?
  private let texts: [String]

  private enum CodingKeys: CodingKey { case name, type, content, updates }

  init?(_ call: String) {
    // The call is JSON within the message: not deeper than a message may be.
    guard let shape = JSONShape(call), !shape.isTooDeep,
      let value = try? JSONDecoder().decode(Self.self, from: Data(call.utf8))
    else { return nil }
    self = value
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = container.lenient(.name)
    type = container.lenient(.type)
    let updates = container.lenient(.updates, as: [Lenient<Update>].self)?.compactMap { $0.value?.replacement } ?? []
    texts = [container.lenient(.content)].compactMap { (text: String?) in text } + updates
  }

  func codes(tool: String) -> [ChatGPTMessage.Code] {
    // `code/python`; what is not code is a `document`.
    let language = type.flatMap { $0.hasPrefix("code/") ? String($0.dropFirst(5)) : nil }
    var metadata: [String: JSONValue] = ["tool": .string(tool)]
    if let name { metadata["path"] = .string(name) }
    return texts.filter { !InjectedText.trimmed($0).isEmpty }.map { text in
      let fenced = CodeBlock.fenced(text, language: language.map { LanguageName.canonical($0) ?? $0 })
      return ChatGPTMessage.Code(content: fenced, metadata: metadata)
    }
  }
}
