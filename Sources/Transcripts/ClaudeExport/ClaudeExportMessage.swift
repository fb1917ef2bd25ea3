import Rules

/// One message of a conversation on Claude.ai. What is attached to it is a paste, and not read.
struct ClaudeExportMessage: Decodable, Sendable {
  /// Code that the assistant wrote into an artifact or a file.
  struct Code: Hashable, Sendable {
    let content: String
    let metadata: [String: JSONValue]
  }

  private struct Block: Decodable, Sendable {
    let type: String
    let text: String?
    let name: String?
    let input: Input?

    private enum CodingKeys: CodingKey { case type, text, name, input }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = try container.decode(String.self, forKey: .type)
      text = container.lenient(.text)
      name = container.lenient(.name)
      input = container.lenient(.input)
    }
  }

  /// What a tool that writes is given.
  private struct Input: Decodable, Sendable {
    let path: String?
    let language: String?
    let texts: [String]

    private enum CodingKeys: String, CodingKey {
      case path, title, language, content
      case newText = "new_str"
      case fileText = "file_text"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = container.lenient(.path) ?? container.lenient(.title)
      language = container.lenient(.language)
      let all: [String?] = [container.lenient(.content), container.lenient(.newText), container.lenient(.fileText)]
      texts = all.compactMap { $0 }
    }
  }

  let id: String?
  let sender: String
  let parent: String?
  let time: Timestamp?
  private let text: String?
  private let blocks: [Block]

  private enum CodingKeys: String, CodingKey {
    case sender, text, content
    case id = "uuid"
    case parent = "parent_message_uuid"
    case createdAt = "created_at"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sender = try container.decode(String.self, forKey: .sender)
    id = container.lenient(.id)
    parent = container.lenient(.parent)
    time = container.lenient(.createdAt).flatMap { ClientTime.parse($0 as String) }
    text = container.lenient(.text)
    blocks = container.lenient(.content, as: [Lenient<Block>].self)?.compactMap(\.value) ?? []
  }

  /// What a person typed.
  var typed: UserText {
    guard !words.isEmpty else {
      return .skipped(blocks.contains { $0.type == "tool_result" } ? .toolResult : .empty)
    }
    let kept = InjectedText.removingBlocks(from: words) { Self.injected.contains(String($0)) }
    let typed = InjectedText.trimmed(kept)
    return typed.isEmpty ? .skipped(.injected) : .human(typed)
  }

  /// What the assistant said.
  var said: String { InjectedText.trimmed(InjectedText.removingBlocks(from: words) { $0 == "antThinking" }) }

  /// What the assistant wrote.
  var codes: [Code] {
    blocks.filter { $0.type == "tool_use" && Self.writing.contains($0.name ?? "") }.flatMap { block -> [Code] in
      guard let tool = block.name, let input = block.input else { return [] }
      var metadata: [String: JSONValue] = ["tool": .string(tool)]
      if let path = input.path { metadata["path"] = .string(path) }
      let language = input.language.map { LanguageName.canonical($0) ?? $0 }
      return input.texts.filter { !InjectedText.trimmed($0).isEmpty }.map { text in
        let content = language.map { CodeBlock.fenced(text, language: $0) } ?? CodeBlock.fenced(text, path: input.path)
        return Code(content: content, metadata: metadata)
      }
    }
  }

  /// Why an assistant's message that says and writes nothing does not.
  var silence: SkipReason {
    if blocks.contains(where: { $0.type == "tool_use" }) { return .toolUse }
    return blocks.contains { $0.type == "thinking" || $0.type == "redacted_thinking" } ? .thinking : .empty
  }

  /// The texts among the blocks. The message's own text repeats them, with notes for what the export leaves out; it
  /// counts where there are no blocks, as in old exports.
  private var words: String {
    let texts = blocks.filter { $0.type == "text" }.compactMap(\.text).filter { !InjectedText.trimmed($0).isEmpty }
    return InjectedText.trimmed(blocks.isEmpty ? text ?? "" : texts.joined(separator: "\n\n"))
  }

  private static let injected: Set<String> = [
    "userStyle", "userPreferences", "userExamples", "long_conversation_reminder", "system-reminder",
  ]
  private static let writing: Set<String> = ["artifacts", "create_file", "str_replace", "str_replace_editor"]
}
