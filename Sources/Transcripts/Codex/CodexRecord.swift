/// The members of a record of a Codex rollout that are read.
struct CodexRecord: Decodable, Sendable {
  /// A block of a message's content.
  struct Block: Decodable, Sendable {
    let type: String?
    let text: String?

    enum CodingKeys: CodingKey { case type, text }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      text = container.lenient(.text)
    }
  }

  struct Git: Decodable, Sendable {
    let branch: String?
  }

  /// An item that an event says is complete.
  struct Item: Decodable, Sendable {
    let type: String?
    let content: MessageContent<Block>?
  }

  struct Payload: Decodable, Sendable {
    let type: String?
    let role: String?
    /// The kind of a user's message in old versions.
    let kind: String?
    let content: MessageContent<Block>?
    let message: String?
    let name: String?
    let item: Item?
    /// The strings that a tool is given.
    let input: [String]
    let id: String?
    let cwd: String?
    let git: Git?
    /// Whether a program or another agent, and not a person, leads the thread.
    let isHeadless: Bool

    private enum CodingKeys: CodingKey {
      case type, role, kind, content, message, name, item, input, arguments, id, cwd, git, source, originator
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      type = container.lenient(.type)
      role = container.lenient(.role)
      kind = container.lenient(.kind)
      content = container.lenient(.content)
      message = container.lenient(.message)
      name = container.lenient(.name)
      item = container.lenient(.item)
      id = container.lenient(.id)
      cwd = container.lenient(.cwd)
      git = container.lenient(.git)
      let source: String? = container.lenient(.source)
      let isObject = (try? container.nestedContainer(keyedBy: CodingKeys.self, forKey: .source)) != nil
      let originator: String? = container.lenient(.originator)
      isHeadless = isObject || source == "exec" || originator == "codex_exec"
      input = [container.lenient(.input), container.lenient(.arguments)].compactMap { (text: String?) in text }
    }
  }

  let type: String?
  let timestamp: String?
  let payload: Payload?

  private enum CodingKeys: CodingKey { case type, timestamp, payload }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = container.lenient(.type)
    timestamp = container.lenient(.timestamp)
    payload = container.lenient(.payload)
  }
}
