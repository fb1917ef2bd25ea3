import JSONReading

/// The members of a record of a Codex rollout that are read.
///
/// It may be used as long as its line is in memory.
struct CodexRecord: JSONLineRecord {
  /// What a record is for.
  enum Kind: Equatable {
    case thread, event, item
    /// Of a kind that is only counted.
    case counted(SkipReason)
    case unknown
    /// Without a type.
    case none
  }

  private(set) var kind = Kind.none
  private(set) var timestamp: JSONString?
  /// Nil when there is none, and for records that are not used.
  private(set) var payload: CodexPayload?
  /// Whether there is a payload of any kind.
  private(set) var hasPayload = false

  init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    let whole = cursor
    var (type, payload, recordType): (JSONString?, JSONCursor?, JSONString?)
    let isObject = try cursor.enterObject()
    while isObject, let name = try cursor.nextName() {
      switch name {
      case "type": try cursor.string(into: &type)
      case "timestamp": try cursor.string(into: &timestamp)
      case "payload": try cursor.place(into: &payload)
      case "record_type": try cursor.string(into: &recordType)
      default: try cursor.skip()
      }
    }
    kind = type.map(Self.kind) ?? .none
    if payload == nil { try takeBare(type, isState: recordType != nil, whole, &payload) }
    hasPayload = payload != nil
    switch kind {
    case .thread, .event, .item: if let payload { self.payload = try CodexPayload(payload) }
    default: break
    }
  }

  /// Takes a record of the first versions, which had no envelope: what now is the payload is the record itself.
  private mutating func takeBare(
    _ type: JSONString?, isState: Bool, _ whole: JSONCursor, _ payload: inout JSONCursor?
  ) throws(JSONBroken) {
    switch type {
    case "message"?, "reasoning"?, "function_call"?, "function_call_output"?, "local_shell_call"?: kind = .item
    case nil where isState: kind = .counted(.state)
    case nil where timestamp != nil: kind = .thread
    default: return
    }
    payload = whole
  }

  private static func kind(_ type: JSONString) -> Kind {
    switch type {
    case "response_item": .item
    case "event_msg": .event
    case "session_meta": .thread
    case "turn_context", "token_usage_record", "world_state": .counted(.state)
    case "inter_agent_communication": .counted(.injected)
    // Long, and a repetition of what was read before.
    case "compacted": .counted(.compactSummary)
    default: .unknown
    }
  }
}

/// What a record of a Codex rollout holds.
struct CodexPayload {
  private(set) var type: JSONString?
  private(set) var role: JSONString?
  /// The kind of a user's message in old versions.
  private(set) var kind: JSONString?
  private(set) var message: JSONString?
  /// The texts of a message's content.
  private(set) var content: [JSONString] = []
  /// The texts of a user's message that an event says is complete; nil for other items.
  private(set) var userMessage: [JSONString]?
  /// The strings that a tool is given.
  private(set) var input: [JSONString] = []
  private(set) var id: JSONString?
  /// The thread of which this one is a copy that goes on by itself.
  private(set) var forkedFrom: JSONString?
  private(set) var timestamp: JSONString?
  /// How many turns the user took back.
  private(set) var turns: Int?
  private(set) var cwd: JSONString?
  private(set) var branch: JSONString?
  private(set) var repository: JSONString?
  /// Whether a program or another agent, and not a person, leads the thread.
  private(set) var isHeadless = false

  /// - Returns: nil when it is no object.
  init?(_ place: JSONCursor) throws(JSONBroken) {
    var cursor = place
    guard try cursor.enterObject() else { return nil }
    var (content, item, git, source): (JSONCursor?, JSONCursor?, JSONCursor?, JSONCursor?)
    var (originator, input, arguments): (JSONString?, JSONString?, JSONString?)
    while let name = try cursor.nextName() {
      switch name {
      case "type": try cursor.string(into: &type)
      case "role": try cursor.string(into: &role)
      case "kind": try cursor.string(into: &kind)
      case "message": try cursor.string(into: &message)
      case "content": try cursor.place(into: &content)
      case "item": try cursor.place(into: &item)
      case "input": try cursor.string(into: &input)
      case "arguments": try cursor.string(into: &arguments)
      case "id": try cursor.string(into: &id)
      case "forked_from_id": try cursor.string(into: &forkedFrom)
      case "timestamp": try cursor.string(into: &timestamp)
      case "num_turns": turns = try cursor.number()
      case "cwd": try cursor.string(into: &cwd)
      case "git": try cursor.place(into: &git)
      case "source": try cursor.place(into: &source)
      case "originator": try cursor.string(into: &originator)
      default: try cursor.skip()
      }
    }
    if let content { self.content = try content.texts() }
    if let item { userMessage = try Self.userMessage(item) }
    if let git { try take(git: git) }
    self.input = [input, arguments].compactMap { $0 }
    isHeadless = originator.map { "codex_exec" ~= $0 } == true
    // An object tells which agent leads it.
    if var source {
      let isAgent = source.isObject
      if let program = try source.string() { isHeadless = isHeadless || "exec" ~= program }
      isHeadless = isHeadless || isAgent
    }
  }

  private static func userMessage(_ place: JSONCursor) throws(JSONBroken) -> [JSONString]? {
    var (cursor, type, content): (JSONCursor, JSONString?, JSONCursor?) = (place, nil, nil)
    guard try cursor.enterObject() else { return nil }
    while let name = try cursor.nextName() {
      switch name {
      case "type": try cursor.string(into: &type)
      case "content": try cursor.place(into: &content)
      default: try cursor.skip()
      }
    }
    guard let type, "UserMessage" ~= type else { return nil }
    guard let content else { return [] }
    return try content.texts()
  }

  private mutating func take(git place: JSONCursor) throws(JSONBroken) {
    var cursor = place
    guard try cursor.enterObject() else { return }
    while let name = try cursor.nextName() {
      switch name {
      case "branch": try cursor.string(into: &branch)
      case "repository_url": try cursor.string(into: &repository)
      default: try cursor.skip()
      }
    }
  }
}
