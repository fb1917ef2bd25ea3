import JSONReading

/// The members of a record of Claude Code that are read; tool results' copies of files are not among them.
///
/// It may be used as long as its line is in memory. Texts that nobody may need are left in the line: most records are
/// only counted.
struct ClaudeCodeRecord: JSONLineRecord {
  /// What a record is for.
  enum Kind: Equatable {
    case user, assistant, attachment, queueOperation
    /// Of a kind that is only counted.
    case counted(SkipReason)
    case unknown
    /// Without a type.
    case none
  }

  private(set) var kind = Kind.none
  private(set) var uuid: JSONString?
  /// The record before it in the conversation.
  private(set) var parent: JSONString?
  private(set) var sessionID: JSONString?
  private(set) var timestamp: JSONString?
  private(set) var cwd: JSONString?
  private(set) var gitBranch: JSONString?
  /// Whether the message is a plan that the client sends on.
  private(set) var isPlan = false
  /// Who or what a message comes from, in newer versions.
  private(set) var origin: String?
  /// What a user or an assistant said; nil when there is none, and for records that are not used.
  private(set) var message: ClaudeCodeMessage?
  /// What the user typed in answer to the assistant's questions.
  private(set) var answers: [String] = []
  /// A prompt that was typed while the assistant worked.
  private(set) var attachment: ClaudeCodeAttachment?
  /// What is done to the queue of prompts, and the prompt.
  private(set) var operation: JSONString?
  private(set) var content: JSONString?

  private var (type, entrypoint, promptSource): (JSONString?, JSONString?, JSONString?)
  private var (sidechain, meta, compactSummary, apiErrorMessage): (Bool?, Bool?, Bool?, Bool?)

  /// Values that are read last: the type, and what tells that a message is not used, may stand after it.
  private struct Places {
    var (message, attachment, origin, plan): (JSONCursor?, JSONCursor?, JSONCursor?, JSONCursor?)
    var result: JSONCursor?
  }

  init(_ cursor: inout JSONCursor) throws(JSONBroken) {
    var places = Places()
    guard try cursor.enterObject() else { return }
    while let name = try cursor.nextName() {
      try take(name, &cursor, &places)
      // A third of the records: nothing else is asked of them.
      if case .counted = kind {
        try cursor.leave()
        return
      }
    }
    if let plan = places.plan { isPlan = try !plan.isNull() }
    if let place = places.origin { origin = try Self.origin(place) }
    guard !isSidechain, !isHeadless else { return }
    if let place = places.message, kind == .user || kind == .assistant {
      message = try ClaudeCodeMessage(place, isAssistants: kind == .assistant)
    }
    if let place = places.result, message?.hasAnswers == true { answers = try ClaudeCodeAnswers(place).typed }
    if let place = places.attachment, kind == .attachment { attachment = try ClaudeCodeAttachment(place) }
  }

  init?(glanceAt line: UnsafeRawBufferPointer) {
    guard let reason = ClaudeCodeGlance.reason(line) else { return nil }
    kind = .counted(reason)
  }

  @inline(__always)
  private mutating func take(
    _ name: JSONString, _ cursor: inout JSONCursor, _ places: inout Places
  ) throws(JSONBroken) {
    switch name {
    case "type":
      try cursor.string(into: &type)
      if let type, kind == .none { kind = Self.kind(type) }
    case "uuid": try cursor.string(into: &uuid)
    case "parentUuid": try cursor.string(into: &parent)
    case "sessionId": try cursor.string(into: &sessionID)
    case "timestamp": try cursor.string(into: &timestamp)
    case "cwd": try cursor.string(into: &cwd)
    case "gitBranch": try cursor.string(into: &gitBranch)
    case "isSidechain": try cursor.bool(into: &sidechain)
    case "isMeta": try cursor.bool(into: &meta)
    case "isCompactSummary": try cursor.bool(into: &compactSummary)
    case "isApiErrorMessage": try cursor.bool(into: &apiErrorMessage)
    case "planContent": try cursor.place(into: &places.plan)
    case "entrypoint": try cursor.string(into: &entrypoint)
    case "promptSource": try cursor.string(into: &promptSource)
    case "origin": try cursor.place(into: &places.origin)
    case "message": try cursor.place(into: &places.message)
    case "toolUseResult": try cursor.place(into: &places.result)
    case "attachment": try cursor.place(into: &places.attachment)
    case "operation": try cursor.string(into: &operation)
    case "content": try cursor.string(into: &content)
    default: try cursor.skip()
    }
  }

  var isSidechain: Bool { sidechain == true }
  var isMeta: Bool { meta == true }
  var isCompactSummary: Bool { compactSummary == true }
  /// Whether the client made the message up of an error of the service.
  var isAPIErrorMessage: Bool { apiErrorMessage == true }
  /// Whether a program, and not a person, started the session or wrote the prompt.
  var isHeadless: Bool {
    entrypoint?.begins(with: "sdk") == true || promptSource.map { "sdk" ~= $0 } == true
  }

  /// Whether the prompt was typed while the assistant worked.
  var isQueued: Bool { promptSource.map { "queued" ~= $0 } == true }

  /// Who a message comes from: a name, or an object with one.
  static func origin(_ place: JSONCursor) throws(JSONBroken) -> String? {
    var (cursor, kind): (JSONCursor, JSONString?) = (place, nil)
    guard try cursor.enterObject() else {
      cursor = place
      return try cursor.string()?.text
    }
    while let name = try cursor.nextName() {
      switch name {
      case "kind": try cursor.string(into: &kind)
      default: try cursor.skip()
      }
    }
    return kind?.text
  }

  /// The kind that a type tells.
  static func kind(_ type: JSONString) -> Kind {
    switch type {
    case "user": .user
    case "assistant": .assistant
    case "progress": .counted(.progress)
    case "attachment": .attachment
    case "queue-operation": .queueOperation
    case "file-history-snapshot": .counted(.snapshot)
    case "system": .counted(.system)
    case "summary", "ai-title", "custom-title": .counted(.summary)
    case "last-prompt", "pr-link", "permission-mode", "teleported-from", "mode", "agent-name", "agent-setting", "tag",
      "started", "result":
      .counted(.state)
    default: .unknown
    }
  }
}

/// A prompt that was typed while the assistant worked, or what else a client puts beside the conversation.
struct ClaudeCodeAttachment {
  private(set) var isQueuedCommand = false
  private(set) var prompt: [String] = []
  private(set) var origin: String?
  private(set) var commandMode: String?

  /// - Returns: nil when it is no object.
  init?(_ place: JSONCursor) throws(JSONBroken) {
    var cursor = place
    guard try cursor.enterObject() else { return nil }
    var (type, mode, prompt, origin): (JSONString?, JSONString?, JSONCursor?, JSONCursor?)
    while let name = try cursor.nextName() {
      switch name {
      case "type": try cursor.string(into: &type)
      case "commandMode": try cursor.string(into: &mode)
      case "prompt": try cursor.place(into: &prompt)
      case "origin": try cursor.place(into: &origin)
      default: try cursor.skip()
      }
    }
    isQueuedCommand = type.map { "queued_command" ~= $0 } == true
    commandMode = mode?.text
    if let origin { self.origin = try ClaudeCodeRecord.origin(origin) }
    if let prompt, isQueuedCommand { self.prompt = try prompt.texts().compactMap(\.text) }
  }
}
