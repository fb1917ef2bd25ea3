import Rules

/// What OpenCode says about a session (`packages/opencode/src/session/index.ts` in sst/opencode, `Info`).
struct OpenCodeSessionInfo: Decodable, Sendable {
  let id: String
  let directory: String?
  /// Whether another session's assistant started this one. Exports may hide the parent's name, so presence counts.
  let hasParent: Bool

  enum CodingKeys: String, CodingKey {
    case id, directory
    case parent = "parentID"
  }

  init(id: String, directory: String?, hasParent: Bool) {
    self.id = id
    self.directory = directory
    self.hasParent = hasParent
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    directory = container.lenient(.directory)
    hasParent = container.contains(.parent) && (try? container.decodeNil(forKey: .parent)) != true
  }
}

/// What OpenCode says about a message (`packages/opencode/src/session/message-v2.ts` there, `User` and `Assistant`).
struct OpenCodeMessageInfo: Decodable, Sendable {
  struct Time: Decodable, Sendable {
    let created: Moment?
  }

  var id: String
  let role: String
  let created: Timestamp?
  /// Whether an assistant's message sums up the conversation so far.
  let isSummary: Bool

  enum CodingKeys: CodingKey { case id, role, time, summary }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = container.lenient(.id) ?? ""
    role = try container.decode(String.self, forKey: .role)
    created = container.lenient(.time, as: Time.self)?.created?.timestamp
    isSummary = container.lenient(.summary) ?? false
  }

  /// Messages in the order in which they were said; those of one time, or without one, stay in theirs.
  static func sorted(_ messages: [OpenCodeMessageInfo]) -> [OpenCodeMessageInfo] {
    messages.enumerated().sorted {
      ($0.element.created?.milliseconds ?? 0, $0.offset) < ($1.element.created?.milliseconds ?? 0, $1.offset)
    }.map(\.element)
  }
}

/// A part of a message (`Part` there).
struct OpenCodePart: Decodable, Sendable {
  struct State: Decodable, Sendable {
    let input: WrittenCodeInput?
  }

  let type: String
  let text: String?
  /// Whether the client, and not the person, wrote the text or hides it from the model.
  let isInjected: Bool
  let tool: String?
  let state: State?

  enum CodingKeys: CodingKey { case type, text, synthetic, ignored, tool, state }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = try container.decode(String.self, forKey: .type)
    text = container.lenient(.text)
    isInjected = container.lenient(.synthetic) == true || container.lenient(.ignored) == true
    tool = container.lenient(.tool)
    state = container.lenient(.state)
  }
}
