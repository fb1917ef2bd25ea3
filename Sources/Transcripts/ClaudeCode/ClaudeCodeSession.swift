import JSONReading
import Rules

/// What has been read of a file of Claude Code.
struct ClaudeCodeSession: JSONLineSession {
  private(set) var log = InputLog()
  /// Whether anything in the file is a JSON object.
  private(set) var hasRecords = false
  /// The file's conversations in the order in which they begin; a resumed session's file may hold the old one's records.
  private(set) var conversations: [SegmentBuilder] = []

  /// Where the user seems to have gone back and typed something else.
  private(set) var rewinds: [ClaudeCodeBranches.Rewind] = []

  /// The records that the user took back.
  private let abandoned: Set<RecordID>
  /// The last message that was typed after a record.
  private var followers: [Fork: RecordID] = [:]
  private var positions: [String: Int] = [:]
  /// The conversation of the record before: hardly ever another one than that of the next.
  private var current: Int?
  private var seen = RecordIDs()
  private var queue: [Queued] = []
  /// No prompt before this one is still in the client's queue.
  private var firstOpen = 0
  /// The line on which a text that was queued was typed last; 0 for none since it was first queued.
  private var typed: [String: Int] = [:]
  /// What the queued texts begin with, so that hardly a typed one must be compared as a whole.
  private var beginnings: Set<UInt64> = []
  /// Calls of tools that others wrote: what they give back may be anything.
  private var foreignCalls: Set<String> = []

  /// A record in a session, after which messages were typed.
  private struct Fork: Hashable {
    let session: String
    let record: RecordID
  }

  /// A prompt that was typed while the assistant worked. It may come again as a message of its own.
  private struct Queued {
    let text: String
    let line: Int
    let time: String?
    let session: String
    /// Whether the queue still holds it.
    var isOpen: Bool
  }

  /// - Parameter abandoned: records that are left out, as ``ClaudeCodeBranches`` finds them.
  init(without abandoned: Set<RecordID> = []) {
    self.abandoned = abandoned
  }

  mutating func skip(_ reason: SkipReason, at place: InputPlace, isObject: Bool) {
    hasRecords = hasRecords || isObject
    log.skip(reason, at: place)
  }

  mutating func take(_ record: ClaudeCodeRecord, at place: InputPlace) {
    hasRecords = true
    switch record.kind {
    case .counted(let reason): return log.skip(reason)
    case .none: return log.skip(.malformed, at: place)
    case .unknown: return log.skip(.unknownType)
    case .user, .assistant, .attachment, .queueOperation: break
    }
    if record.isSidechain { return log.skip(.sidechain) }
    if record.isHeadless { return log.skip(.headless) }
    if isRepeated(record) { return log.skip(.duplicate) }
    if isAbandoned(record) {
      passOver(record, line: place.line)
      return log.skip(.branch)
    }
    switch record.kind {
    case .user: takeUser(record, at: place)
    case .assistant: takeAssistant(record, at: place)
    case .attachment: takeAttachment(record, line: place.line)
    default: takeQueueOperation(record, line: place.line)
    }
  }

  /// Whether the record came before. Only what may be used can be repeated: a record without words counts as what it is,
  /// so that ids need not be kept of the many that hold results and calls of tools.
  private mutating func isRepeated(_ record: ClaudeCodeRecord) -> Bool {
    if record.kind == .user || record.kind == .assistant {
      guard record.message?.parts.isEmpty == false else { return false }
    }
    return record.uuid.map { !seen.insert($0) } ?? false
  }

  /// Whether the user took the record back. One without words counts as what it is.
  private func isAbandoned(_ record: ClaudeCodeRecord) -> Bool {
    guard !abandoned.isEmpty, record.message?.parts.isEmpty == false || record.attachment?.isQueuedCommand == true
    else { return false }
    return record.uuid.flatMap(RecordID.init).map(abandoned.contains) == true
  }

  /// Makes a queued prompt that came as a record which was taken back a duplicate of it.
  private mutating func passOver(_ record: ClaudeCodeRecord, line: Int) {
    let texts = record.message?.parts.compactMap { part -> String? in
      if case .text(let text) = part { text } else { nil }
    }
    guard case .human(let text) = ClaudeCodeText.classify(texts ?? record.attachment?.prompt ?? []) else { return }
    let key = WhiteSpace.collapsed(text)
    if typed[key] != nil { typed[key] = line }
  }

  private mutating func noteFork(_ text: String, _ record: ClaudeCodeRecord) {
    // What was queued was typed before the record that it follows, and two of the queue may follow the same.
    guard let parent = record.parent.flatMap(RecordID.init), let id = record.uuid.flatMap(RecordID.init),
      !record.isQueued, !isQueued(text)
    else { return }
    let fork = Fork(session: record.sessionID?.text ?? "", record: parent)
    if let earlier = followers.updateValue(id, forKey: fork) {
      rewinds.append(ClaudeCodeBranches.Rewind(earlier: earlier, later: id))
    }
  }

  private func isQueued(_ text: String) -> Bool {
    !typed.isEmpty && beginnings.contains(WhiteSpace.beginning(text)) && typed[WhiteSpace.collapsed(text)] != nil
  }

  private mutating func takeUser(_ record: ClaudeCodeRecord, at place: InputPlace) {
    if record.isCompactSummary { return log.skip(.compactSummary) }
    if record.isMeta { return log.skip(.meta) }
    if record.isPlan { return log.skip(.plan) }
    if let kind = record.origin, kind != "human" { return log.skip(.injected) }
    guard let message = record.message else { return log.skip(.malformed, at: place) }
    var (texts, rejections, answers): ([String], [String], [String]) = ([], [], [])
    for part in message.parts {
      switch part {
      case .text(let text): texts.append(text)
      case .refusal(let result, let call) where call.map(foreignCalls.contains) != true:
        if let text = ClaudeCodeText.rejection(result) { rejections.append(text) }
      case .answers(let call) where call.map(foreignCalls.contains) != true: answers = record.answers
      default: break
      }
    }
    for text in rejections { say(text, record, place.line, via: "tool_rejection") }
    for text in answers { say(text, record, place.line, via: "answer") }
    switch ClaudeCodeText.classify(texts) {
    case .human(let text):
      noteFork(text, record)
      say(text, record, place.line)
      log.use()
    case .skipped(let reason):
      if !rejections.isEmpty || !answers.isEmpty { return log.use() }
      log.skip(texts.isEmpty && message.hasResult ? .toolResult : reason)
    }
  }

  private mutating func takeAssistant(_ record: ClaudeCodeRecord, at place: InputPlace) {
    if record.isAPIErrorMessage || record.message?.isSynthetic == true { return log.skip(.synthetic) }
    guard let message = record.message else { return log.skip(.malformed, at: place) }
    let index = conversation(record)
    let before = conversations[index].segments.count
    do throws(JSONBroken) {
      for part in message.parts {
        switch part {
        case .said(let text): try addAssistant(text, record, place.line, index)
        case .code(let tool, let path, let texts):
          for text in texts { try addCode(text, path, tool: tool, record, place.line, index) }
        case .foreignCall(let call): foreignCalls.insert(call)
        case .text, .refusal, .answers: break
        }
      }
    } catch {
      return log.skip(.malformed, at: place)
    }
    if conversations[index].segments.count > before { return log.use() }
    log.skip(message.silent ?? .empty)
  }

  private mutating func addAssistant(
    _ text: JSONString, _ record: ClaudeCodeRecord, _ line: Int, _ index: Int
  ) throws(JSONBroken) {
    guard let text = try kept(text, record, line, index) else { return }
    conversations[index].add(.assistant, text, line: line, time: record.timestamp?.text)
  }

  private mutating func addCode(
    _ text: JSONString, _ path: JSONString?, tool: JSONString, _ record: ClaudeCodeRecord, _ line: Int, _ index: Int
  ) throws(JSONBroken) {
    guard let text = try kept(text, record, line, index) else { return }
    var metadata: [String: JSONValue] = ["tool": .string(tool.text ?? "")]
    let path = path?.text
    if let path { metadata["path"] = .string(path) }
    conversations[index].add(
      .assistant, CodeBlock.fenced(text, path: path), line: line, time: record.timestamp?.text, metadata: metadata)
  }

  /// What the assistant wrote; nil when it is blank, and beyond the limit, where it is left out as it stands.
  private mutating func kept(
    _ text: JSONString, _ record: ClaudeCodeRecord, _ line: Int, _ index: Int
  ) throws(JSONBroken) -> String? {
    guard conversations[index].isFull, text.beginsWithWord else {
      let text = try text.checked()
      return InjectedText.trimmed(text).isEmpty ? nil : text
    }
    conversations[index].leaveOut(line: line, time: record.timestamp?.text)
    return nil
  }

  private mutating func takeAttachment(_ record: ClaudeCodeRecord, line: Int) {
    guard let attachment = record.attachment, attachment.isQueuedCommand,
      attachment.commandMode ?? "prompt" == "prompt", attachment.origin ?? record.origin ?? "human" == "human",
      !record.isMeta
    else { return log.skip(.injected) }
    enqueue(ClaudeCodeText.classify(attachment.prompt), record, line, isOpen: false)
  }

  private mutating func takeQueueOperation(_ record: ClaudeCodeRecord, line: Int) {
    switch record.operation {
    case "enqueue"?:
      enqueue(ClaudeCodeText.classify(record.content?.text.map { [$0] } ?? []), record, line, isOpen: true)
    case "popAll"?:
      // The user took the queue back into the input line, to change it.
      log.skip(.state)
      let (rest, closed) = (queue[firstOpen...], queue[firstOpen...].filter { !$0.isOpen })
      if rest.count > closed.count { log.skip(.retracted, count: rest.count - closed.count) }
      queue.replaceSubrange(firstOpen..., with: closed)
      firstOpen = queue.count
    default:
      // The assistant took the oldest one.
      while firstOpen < queue.count, !queue[firstOpen].isOpen { firstOpen += 1 }
      if firstOpen < queue.count { queue[firstOpen].isOpen = false }
      log.skip(.state)
    }
  }

  private mutating func enqueue(_ text: UserText, _ record: ClaudeCodeRecord, _ line: Int, isOpen: Bool) {
    switch text {
    case .skipped(let reason): log.skip(reason)
    case .human(let text):
      let session = conversations[conversation(record)].sessionID
      queue.append(
        Queued(text: text, line: line, time: record.timestamp?.text, session: session, isOpen: isOpen))
      typed[WhiteSpace.collapsed(text), default: 0] += 0
      beginnings.insert(WhiteSpace.beginning(text))
    }
  }

  /// Decides on the queued prompts: one that came as a message later, or twice in the queue, is a duplicate.
  mutating func settleQueue() {
    var kept: Set<String> = []
    for item in queue {
      let key = WhiteSpace.collapsed(item.text)
      guard typed[key] ?? 0 < item.line, kept.insert(key).inserted, let index = positions[item.session] else {
        log.skip(.duplicate)
        continue
      }
      conversations[index].add(.user, item.text, line: item.line, time: item.time, metadata: ["via": "queue"])
      log.use()
    }
    queue = []
    for index in conversations.indices { conversations[index].sortByLine() }
  }

  private mutating func say(_ text: String, _ record: ClaudeCodeRecord, _ line: Int, via: String? = nil) {
    if isQueued(text) { typed[WhiteSpace.collapsed(text)] = line }
    let metadata: [String: JSONValue] = via.map { ["via": .string($0)] } ?? [:]
    conversations[conversation(record)].add(.user, text, line: line, time: record.timestamp?.text, metadata: metadata)
  }

  private mutating func conversation(_ record: ClaudeCodeRecord) -> Int {
    if let current, let id = record.sessionID, id == conversations[current].sessionID,
      conversations[current].directory != nil, conversations[current].branch != nil
    {
      return current
    }
    let id = record.sessionID?.text ?? conversations.last?.sessionID ?? ""
    let index = positions[id] ?? conversations.count
    if index == conversations.count {
      positions[id] = index
      conversations.append(SegmentBuilder(sessionID: id))
    }
    if conversations[index].directory == nil { conversations[index].directory = record.cwd?.text }
    if conversations[index].branch == nil { conversations[index].branch = record.gitBranch?.text }
    current = index
    return index
  }
}
