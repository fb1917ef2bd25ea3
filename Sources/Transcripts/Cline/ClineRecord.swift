/// The members of a record of `ui_messages.json` that are read.
///
/// The form is that of `ClineMessage` in `src/shared/ExtensionMessage.ts` of cline/cline and in
/// `packages/types/src/message.ts` of RooCodeInc/Roo-Code.
struct ClineUIMessage: Decodable, Sendable {
  let timestamp: Moment?
  /// `ask` or `say`.
  let type: String?
  /// What kind of question or statement it is.
  let kind: String?
  let text: String?

  private enum CodingKeys: String, CodingKey {
    case type, ask, say, text
    case timestamp = "ts"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    timestamp = container.lenient(.timestamp)
    type = container.lenient(.type)
    kind = container.lenient(type == "ask" ? .ask : .say)
    text = container.lenient(.text)
  }
}

/// What stands as JSON in the text of a message about a tool or a question.
struct ClineDetail: Decodable, Sendable {
  let tool: String?
  let path: String?
  let content: String?
  let diff: String?
  /// What the assistant asks or plans.
  let question: String?
  let response: String?

  enum CodingKeys: CodingKey { case tool, path, content, diff, question, response }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    tool = container.lenient(.tool)
    path = container.lenient(.path)
    content = container.lenient(.content)
    diff = container.lenient(.diff)
    question = container.lenient(.question)
    response = container.lenient(.response)
  }
}

/// A record of `api_conversation_history.json`: a message as the model was sent it.
struct ClineAPIMessage: Decodable, Sendable {
  struct Block: Decodable, Sendable {
    let type: String?
    let text: String?
    let name: String?
    let input: WrittenCodeInput?

    enum CodingKeys: CodingKey { case type, text, name, input }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      text = container.lenient(.text)
      name = container.lenient(.name)
      input = container.lenient(.input)
    }
  }

  let role: String
  let content: MessageContent<Block>?
  let timestamp: Moment?

  private enum CodingKeys: String, CodingKey {
    case role, content
    case timestamp = "ts"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    role = try container.decode(String.self, forKey: .role)
    content = container.lenient(.content)
    timestamp = container.lenient(.timestamp)
  }
}

/// Roo Code's `history_item.json`, which lies beside a task's messages (`packages/types/src/history.ts` there), and an
/// element of Cline's `taskHistory.json`.
struct ClineHistoryItem: Decodable, Sendable {
  let id: String?
  let directory: String?
  /// The task whose assistant gave this one, where no person did.
  let parent: String?

  private enum CodingKeys: String, CodingKey {
    case id, workspace, cwd
    case directory = "cwdOnTaskInitialization"
    case parent = "parentTaskId"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id)
    directory = container.lenient(.workspace) ?? container.lenient(.directory) ?? container.lenient(.cwd)
    parent = container.lenient(.parent)
  }
}
