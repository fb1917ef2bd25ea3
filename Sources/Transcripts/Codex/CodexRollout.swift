import Rules

/// What has been read of a Codex rollout.
struct CodexRollout {
  var count = InputCount()
  /// Whether anything in the file is a JSON object.
  private(set) var hasRecords = false

  private var threads: [CodexRecord.Payload] = []
  private var entries: [Entry] = []

  /// The forms in which a message stands in a rollout, the best one first.
  private enum Form: Int, Comparable {
    /// What the user sent, or the assistant's item.
    case first
    /// A completed item.
    case second
    /// What the model was sent, injected text included; the event of the assistant's message.
    case third

    static func < (left: Form, right: Form) -> Bool { left.rawValue < right.rawValue }
  }

  /// A record that may be used.
  private struct Entry {
    let line: Int
    let time: String?
    let content: Content
  }

  private enum Content {
    case user(Form, UserText)
    case assistant(Form, String)
    case patch(PatchText)
  }

  mutating func take(_ record: JSONRecords.Record) {
    hasRecords = true
    // Long, and a repetition of what was read before: not decoded.
    if record.shape.type == "compacted" { return count.skip(.compactSummary) }
    guard let value = record.decode(CodexRecord.self), let type = value.type, let payload = value.payload else {
      return count.skip(record.shape.type == nil || record.shape.keys.contains("payload") ? .malformed : .unknownType)
    }
    switch type {
    case "session_meta":
      threads.append(payload)
      count.skip(.state)
    case "turn_context", "token_usage_record", "world_state": count.skip(.state)
    case "event_msg": take(event: payload, value, line: record.line)
    case "response_item": take(item: payload, value, line: record.line)
    case "inter_agent_communication": count.skip(.injected)
    default: count.skip(.unknownType)
    }
  }

  private mutating func take(event: CodexRecord.Payload, _ record: CodexRecord, line: Int) {
    switch event.type {
    case "user_message":
      guard let message = event.message else { return count.skip(.malformed) }
      let isPlain = event.kind.map { $0 == "plain" } ?? true
      add(.user(.first, isPlain ? CodexText.classify(message) : .skipped(.injected)), record, line)
    case "item_completed" where event.item?.type == "UserMessage":
      add(.user(.second, CodexText.classify(texts(event.item?.content))), record, line)
    case "agent_message": add(.assistant(.third, event.message ?? ""), record, line)
    case "agent_reasoning", "agent_reasoning_raw_content": count.skip(.thinking)
    case "context_compacted": count.skip(.compactSummary)
    default: count.skip(.event)
    }
  }

  private mutating func take(item: CodexRecord.Payload, _ record: CodexRecord, line: Int) {
    switch item.type {
    case "message":
      let texts = texts(item.content)
      switch item.role {
      case "user": add(.user(.third, CodexText.classify(texts)), record, line)
      case "assistant": add(.assistant(.first, texts.joined(separator: "\n\n")), record, line)
      default: count.skip(.injected)
      }
    case "reasoning": count.skip(.thinking)
    case let type? where type.hasSuffix("_output"): count.skip(.toolResult)
    case let type? where type.hasSuffix("_call"):
      if let patch = item.input.lazy.compactMap({ PatchText(toolInput: $0) }).first {
        add(.patch(patch), record, line)
      } else {
        count.skip(.toolUse)
      }
    case "compaction", "compaction_summary": count.skip(.compactSummary)
    default: count.skip(.unknownType)
    }
  }

  private mutating func add(_ content: Content, _ record: CodexRecord, _ line: Int) {
    entries.append(Entry(line: line, time: record.timestamp, content: content))
  }

  private func texts(_ content: MessageContent<CodexRecord.Block>?) -> [String] {
    switch content {
    case .text(let text): [text]
    case .blocks(let blocks): blocks.compactMap(\.text)
    case nil: []
    }
  }

  /// Chooses the form of messages that the file has, and builds the conversation.
  mutating func settle(name: String) -> SegmentBuilder {
    // A forked thread's file begins with its own record and then holds its parent's, or the other way round.
    let file = name.split(separator: "/").last ?? ""
    let thread = threads.first { thread in thread.id.map { !$0.isEmpty && file.contains($0) } == true } ?? threads.first
    var builder = SegmentBuilder(sessionID: thread?.id ?? "")
    builder.directory = thread?.cwd
    builder.branch = thread?.git?.branch
    let userForm = entries.compactMap { if case .user(let form, _) = $0.content { form } else { nil } }.min()
    let assistantForm = entries.compactMap { if case .assistant(let form, _) = $0.content { form } else { nil } }.min()
    for entry in entries {
      if thread?.isHeadless == true {
        count.skip(.headless)
        continue
      }
      let before = builder.segments.count
      switch entry.content {
      case .user(_, .skipped(let reason)): count.skip(reason)
      case .assistant(_, let text) where InjectedText.trimmed(text).isEmpty: count.skip(.empty)
      case .user(let form, _) where form != userForm: count.skip(.duplicate)
      case .assistant(let form, _) where form != assistantForm: count.skip(.duplicate)
      case .user(_, .human(let text)): builder.add(.user, text, line: entry.line, time: entry.time)
      case .assistant(_, let text): builder.add(.assistant, text, line: entry.line, time: entry.time)
      case .patch(let patch):
        for file in patch.files {
          builder.add(
            .assistant, CodeBlock.fenced(file.added.joined(separator: "\n"), path: file.path), line: entry.line,
            time: entry.time, metadata: ["tool": "apply_patch", "path": .string(file.path)])
        }
      }
      if builder.segments.count > before { count.used += 1 }
    }
    return builder
  }
}
