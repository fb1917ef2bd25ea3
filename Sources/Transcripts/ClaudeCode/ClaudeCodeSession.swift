import Rules

/// What has been read of a file of Claude Code.
struct ClaudeCodeSession {
  var count = InputCount()
  /// Whether anything in the file is a JSON object.
  private(set) var hasRecords = false
  /// The file's conversations in the order in which they begin; a resumed session's file may hold the old one's records.
  private(set) var conversations: [SegmentBuilder] = []

  private var positions: [String: Int] = [:]
  private var seen: Set<String> = []
  private var queue: [Queued] = []
  /// No prompt before this one is still in the client's queue.
  private var firstOpen = 0
  private var typed: [String: Int] = [:]
  /// Calls of tools that others wrote: what they give back may be anything.
  private var foreignCalls: Set<String> = []

  /// A prompt that was typed while the assistant worked. It may come again as a message of its own.
  private struct Queued {
    let text: String
    let line: Int
    let time: String?
    let session: String
    /// Whether the queue still holds it.
    var isOpen: Bool
  }

  private static let reasons: [String: SkipReason] = [
    "progress": .progress, "file-history-snapshot": .snapshot, "system": .system, "summary": .summary,
    "ai-title": .summary, "custom-title": .summary, "last-prompt": .state, "pr-link": .state,
    "permission-mode": .state, "teleported-from": .state, "mode": .state, "agent-name": .state,
    "agent-setting": .state, "tag": .state, "started": .state, "result": .state,
  ]

  mutating func take(_ record: JSONRecords.Record) {
    hasRecords = true
    // These records are a fifth of all bytes: they are counted without being decoded.
    if let reason = record.shape.type.flatMap({ Self.reasons[$0] }) { return count.skip(reason) }
    guard let value = record.decode(ClaudeCodeRecord.self) else { return count.skip(.malformed) }
    if let uuid = value.uuid, !seen.insert(uuid).inserted { return count.skip(.duplicate) }
    switch value.type {
    case "user", "assistant", "attachment":
      if value.isSidechain { return count.skip(.sidechain) }
      if value.isHeadless { return count.skip(.headless) }
      if value.type == "user" {
        takeUser(value, line: record.line)
      } else if value.type == "assistant" {
        takeAssistant(value, line: record.line)
      } else {
        takeAttachment(value, line: record.line)
      }
    case "queue-operation": takeQueueOperation(value, line: record.line)
    case nil: count.skip(.malformed)
    default: count.skip(.unknownType)
    }
  }

  private mutating func takeUser(_ record: ClaudeCodeRecord, line: Int) {
    if record.isCompactSummary { return count.skip(.compactSummary) }
    if record.isMeta { return count.skip(.meta) }
    if record.isPlan { return count.skip(.plan) }
    if let kind = record.origin?.kind, kind != "human" { return count.skip(.injected) }
    guard let content = record.message?.content else { return count.skip(.malformed) }
    let (texts, results) = parts(content)
    let rejections = results.compactMap { ClaudeCodeText.rejection($0) }
    for text in rejections { say(text, record, line, via: "tool_rejection") }
    switch ClaudeCodeText.classify(texts) {
    case .human(let text):
      say(text, record, line)
      count.used += 1
    case .skipped(let reason):
      if !rejections.isEmpty {
        count.used += 1
      } else {
        count.skip(texts.isEmpty && hasResult(content) ? .toolResult : reason)
      }
    }
  }

  private mutating func takeAssistant(_ record: ClaudeCodeRecord, line: Int) {
    if record.isAPIErrorMessage || record.message?.model == "<synthetic>" { return count.skip(.synthetic) }
    guard let content = record.message?.content else { return count.skip(.malformed) }
    let index = conversation(record)
    let before = conversations[index].segments.count
    var reason = SkipReason.empty
    switch content {
    case .text(let text): addAssistant(text, record, line, index)
    case .blocks(let blocks):
      for block in blocks {
        switch block.type {
        case "text": addAssistant(block.text ?? "", record, line, index)
        case "tool_use":
          reason = .toolUse
          if block.name?.hasPrefix("mcp__") == true, let call = block.call { foreignCalls.insert(call) }
          addCode(block, record, line, index)
        case "thinking", "redacted_thinking": reason = .thinking
        default: break
        }
      }
    }
    if conversations[index].segments.count > before { count.used += 1 } else { count.skip(reason) }
  }

  private mutating func addAssistant(_ text: String, _ record: ClaudeCodeRecord, _ line: Int, _ index: Int) {
    guard !InjectedText.trimmed(text).isEmpty else { return }
    conversations[index].add(.assistant, text, line: line, time: record.timestamp)
  }

  private mutating func addCode(_ block: ClaudeCodeRecord.Block, _ record: ClaudeCodeRecord, _ line: Int, _ index: Int)
  {
    guard let tool = block.name, ["Write", "Edit", "MultiEdit", "NotebookEdit"].contains(tool), let input = block.input
    else { return }
    var metadata: [String: JSONValue] = ["tool": .string(tool)]
    if let path = input.path { metadata["path"] = .string(path) }
    for text in input.texts where !InjectedText.trimmed(text).isEmpty {
      conversations[index].add(
        .assistant, CodeBlock.fenced(text, path: input.path), line: line, time: record.timestamp, metadata: metadata)
    }
  }

  private mutating func takeAttachment(_ record: ClaudeCodeRecord, line: Int) {
    guard let attachment = record.attachment, attachment.type == "queued_command" else { return count.skip(.injected) }
    guard attachment.commandMode ?? "prompt" == "prompt",
      (attachment.origin ?? record.origin)?.kind ?? "human" == "human",
      !record.isMeta
    else { return count.skip(.injected) }
    let texts: [String] =
      switch attachment.prompt {
      case .text(let text): [text]
      case .blocks(let blocks): blocks.compactMap(\.text)
      case nil: []
      }
    enqueue(ClaudeCodeText.classify(texts), record, line, isOpen: false)
  }

  private mutating func takeQueueOperation(_ record: ClaudeCodeRecord, line: Int) {
    switch record.operation {
    case "enqueue": enqueue(ClaudeCodeText.classify(record.content.map { [$0] } ?? []), record, line, isOpen: true)
    case "popAll":
      // The user took the queue back into the input line, to change it.
      count.skip(.state)
      let (rest, closed) = (queue[firstOpen...], queue[firstOpen...].filter { !$0.isOpen })
      if rest.count > closed.count { count.skip(.retracted, count: rest.count - closed.count) }
      queue.replaceSubrange(firstOpen..., with: closed)
      firstOpen = queue.count
    default:
      // The assistant took the oldest one.
      while firstOpen < queue.count, !queue[firstOpen].isOpen { firstOpen += 1 }
      if firstOpen < queue.count { queue[firstOpen].isOpen = false }
      count.skip(.state)
    }
  }

  private mutating func enqueue(_ text: UserText, _ record: ClaudeCodeRecord, _ line: Int, isOpen: Bool) {
    switch text {
    case .skipped(let reason): count.skip(reason)
    case .human(let text):
      let session = conversations[conversation(record)].sessionID
      queue.append(Queued(text: text, line: line, time: record.timestamp, session: session, isOpen: isOpen))
    }
  }

  /// Decides on the queued prompts: one that came as a message later, or twice in the queue, is a duplicate.
  mutating func settleQueue() {
    var kept: Set<String> = []
    for item in queue {
      let key = Self.key(item.text)
      guard typed[key] ?? 0 < item.line, kept.insert(key).inserted, let index = positions[item.session] else {
        count.skip(.duplicate)
        continue
      }
      conversations[index].add(.user, item.text, line: item.line, time: item.time, metadata: ["via": "queue"])
      count.used += 1
    }
    queue = []
    for index in conversations.indices { conversations[index].sortByLine() }
  }

  private mutating func say(_ text: String, _ record: ClaudeCodeRecord, _ line: Int, via: String? = nil) {
    typed[Self.key(text)] = line
    let metadata: [String: JSONValue] = via.map { ["via": .string($0)] } ?? [:]
    conversations[conversation(record)].add(.user, text, line: line, time: record.timestamp, metadata: metadata)
  }

  private mutating func conversation(_ record: ClaudeCodeRecord) -> Int {
    let id = record.sessionID ?? conversations.last?.sessionID ?? ""
    let index = positions[id] ?? conversations.count
    if index == conversations.count {
      positions[id] = index
      conversations.append(SegmentBuilder(sessionID: id))
    }
    if conversations[index].directory == nil { conversations[index].directory = record.cwd }
    if conversations[index].branch == nil { conversations[index].branch = record.gitBranch }
    return index
  }

  private func parts(_ content: MessageContent<ClaudeCodeRecord.Block>) -> (texts: [String], results: [String]) {
    guard case .blocks(let blocks) = content else {
      if case .text(let text) = content { return ([text], []) }
      return ([], [])
    }
    let results = blocks.filter { $0.type == "tool_result" }.flatMap { block -> [String] in
      // A refusal is no output of the tool, which could print the words of one.
      guard block.isError, block.call.map(foreignCalls.contains) != true else { return [] }
      return switch block.content {
      case .text(let text): [text]
      case .blocks(let texts): texts.compactMap(\.text)
      case nil: []
      }
    }
    return (blocks.filter { $0.type == "text" }.compactMap(\.text), results)
  }

  private func hasResult(_ content: MessageContent<ClaudeCodeRecord.Block>) -> Bool {
    guard case .blocks(let blocks) = content else { return false }
    return blocks.contains { $0.type == "tool_result" }
  }

  /// A message's text as it is compared: without regard to white space.
  private static func key(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
