/// The members of a record of Claude Code that are read; tool results' copies of files are not among them.
struct ClaudeCodeRecord: Decodable, Sendable {
  /// A block of a message's content.
  struct Block: Decodable, Sendable {
    let type: String?
    let text: String?
    /// The tool that is called.
    let name: String?
    let input: ToolInput?
    /// What a tool gave back.
    let content: MessageContent<Text>?
    /// The call's name, and whether what came back is no output.
    let call: String?
    let isError: Bool

    enum CodingKeys: String, CodingKey {
      case type, text, name, input, content, id
      case toolUseID = "tool_use_id"
      case isError = "is_error"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      text = container.lenient(.text)
      name = container.lenient(.name)
      input = container.lenient(.input)
      content = container.lenient(.content)
      call = container.lenient(.toolUseID) ?? container.lenient(.id)
      isError = container.lenient(.isError) ?? false
    }
  }

  /// A text within a tool's result or a queued prompt.
  struct Text: Decodable, Sendable {
    let text: String?

    enum CodingKeys: CodingKey { case text }

    init(from decoder: any Decoder) throws {
      text = try decoder.container(keyedBy: CodingKeys.self).lenient(.text)
    }
  }

  /// What a tool that writes files is given.
  struct ToolInput: Decodable, Sendable {
    let path: String?
    /// The texts that it writes.
    let texts: [String]

    private enum CodingKeys: String, CodingKey {
      case content, edits
      case filePath = "file_path"
      case notebookPath = "notebook_path"
      case newString = "new_string"
      case newSource = "new_source"
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      path = container.lenient(.filePath) ?? container.lenient(.notebookPath)
      let edits = container.lenient(.edits, as: [Lenient<Edit>].self) ?? []
      let single: [String?] = [
        container.lenient(.content), container.lenient(.newString), container.lenient(.newSource),
      ]
      texts = single.compactMap { $0 } + edits.compactMap { $0.value?.newString }
    }
  }

  private struct Edit: Decodable, Sendable {
    let newString: String

    enum CodingKeys: String, CodingKey { case newString = "new_string" }
  }

  struct Message: Decodable, Sendable {
    let content: MessageContent<Block>?
    let model: String?

    enum CodingKeys: CodingKey { case content, model }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      content = container.lenient(.content)
      model = container.lenient(.model)
    }
  }

  /// Who or what a message comes from, in newer versions.
  struct Origin: Decodable, Sendable {
    let kind: String?

    enum CodingKeys: CodingKey { case kind }

    init(from decoder: any Decoder) throws {
      if let text = try? decoder.singleValueContainer().decode(String.self) {
        kind = text
      } else {
        kind = try decoder.container(keyedBy: CodingKeys.self).lenient(.kind)
      }
    }
  }

  struct Attachment: Decodable, Sendable {
    let type: String?
    let prompt: MessageContent<Text>?
    let origin: Origin?
    let commandMode: String?

    enum CodingKeys: CodingKey { case type, prompt, origin, commandMode }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      prompt = container.lenient(.prompt)
      origin = container.lenient(.origin)
      commandMode = container.lenient(.commandMode)
    }
  }

  let type: String?
  let uuid: String?
  let sessionID: String?
  let timestamp: String?
  let cwd: String?
  let gitBranch: String?
  let isSidechain: Bool
  let isMeta: Bool
  let isCompactSummary: Bool
  /// Whether the message is a plan that the client sends on.
  let isPlan: Bool
  let isAPIErrorMessage: Bool
  /// Whether a program, and not a person, started the session or wrote the prompt.
  let isHeadless: Bool
  let origin: Origin?
  let message: Message?
  let attachment: Attachment?
  /// What is done to the queue of prompts, and the prompt.
  let operation: String?
  let content: String?

  private enum CodingKeys: String, CodingKey {
    case type, uuid, timestamp, cwd, gitBranch, isSidechain, isMeta, isCompactSummary, planContent, entrypoint
    case promptSource, origin, message, attachment, operation, content
    case sessionID = "sessionId"
    case isAPIErrorMessage = "isApiErrorMessage"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = container.lenient(.type)
    uuid = container.lenient(.uuid)
    sessionID = container.lenient(.sessionID)
    timestamp = container.lenient(.timestamp)
    cwd = container.lenient(.cwd)
    gitBranch = container.lenient(.gitBranch)
    isSidechain = container.lenient(.isSidechain) ?? false
    isMeta = container.lenient(.isMeta) ?? false
    isCompactSummary = container.lenient(.isCompactSummary) ?? false
    isPlan = container.contains(.planContent) && (try? container.decodeNil(forKey: .planContent)) != true
    isAPIErrorMessage = container.lenient(.isAPIErrorMessage) ?? false
    let entrypoint: String? = container.lenient(.entrypoint)
    let promptSource: String? = container.lenient(.promptSource)
    isHeadless = entrypoint?.hasPrefix("sdk") == true || promptSource == "sdk"
    origin = container.lenient(.origin)
    message = container.lenient(.message)
    attachment = container.lenient(.attachment)
    operation = container.lenient(.operation)
    content = container.lenient(.content)
  }
}
