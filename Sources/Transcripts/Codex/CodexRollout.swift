import Rules

/// What has been read of a Codex rollout.
struct CodexRollout: JSONLineSession {
  private(set) var log = InputLog()
  /// Whether anything in the file is a JSON object.
  private(set) var hasRecords = false

  private var threads: [Thread] = []
  private var entries: [Entry] = []
  /// The best forms of messages so far.
  private var (userForm, assistantForm): (Form?, Form?)
  /// How much of the assistant's text there is in each form, and how much is added by patches, in bytes.
  private var written: [Form: Int] = [:]
  private var patched = 0

  /// What a rollout says about a thread.
  private struct Thread {
    let id: String?
    let directory: String?
    let branch: String?
    let repository: String?
    let isHeadless: Bool
  }

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
    let timestamp: Timestamp?
    let content: Content
  }

  private enum Content {
    case user(Form, UserText)
    /// The text is nil where it is left out.
    case assistant(Form, String?)
    case patch(PatchText)
  }

  mutating func skip(_ reason: SkipReason, at place: InputPlace, isObject: Bool) {
    hasRecords = hasRecords || isObject
    log.skip(reason, at: place)
  }

  mutating func take(_ record: CodexRecord, at place: InputPlace) {
    hasRecords = true
    switch record.kind {
    case .counted(.compactSummary): return log.skip(.compactSummary)
    case .none: return log.skip(.malformed, at: place)
    case .unknown: return log.skip(.unknownType)
    case .counted(let reason): return record.hasPayload ? log.skip(reason) : log.skip(.unknownType)
    case .thread, .event, .item: break
    }
    guard let payload = record.payload else {
      return record.hasPayload ? log.skip(.malformed, at: place) : log.skip(.unknownType)
    }
    switch record.kind {
    case .event: take(event: payload, record, at: place)
    case .item: take(item: payload, record, line: place.line)
    default:
      threads.append(
        Thread(
          id: payload.id?.text, directory: payload.cwd?.text, branch: payload.branch?.text,
          repository: payload.repository?.text, isHeadless: payload.isHeadless))
      log.skip(.state)
    }
  }

  private mutating func take(event: CodexPayload, _ record: CodexRecord, at place: InputPlace) {
    switch event.type {
    case "user_message"?:
      guard let message = event.message?.text else { return log.skip(.malformed, at: place) }
      let isPlain = event.kind.map { "plain" ~= $0 } ?? true
      add(user: isPlain ? CodexText.classify(message) : .skipped(.injected), .first, record, place.line)
    case "item_completed"? where event.userMessage != nil:
      add(user: CodexText.classify(event.userMessage?.compactMap(\.text) ?? []), .second, record, place.line)
    case "agent_message"?: add(assistant: event.message?.text ?? "", .third, record, place.line)
    case "agent_reasoning"?, "agent_reasoning_raw_content"?: log.skip(.thinking)
    case "context_compacted"?: log.skip(.compactSummary)
    default: log.skip(.event)
    }
  }

  private mutating func take(item: CodexPayload, _ record: CodexRecord, line: Int) {
    switch item.type?.text {
    case "message":
      switch item.role {
      case "user"?: add(user: CodexText.classify(item.content.compactMap(\.text)), .third, record, line)
      case "assistant"?:
        add(assistant: item.content.compactMap(\.text).joined(separator: "\n\n"), .first, record, line)
      default: log.skip(.injected)
      }
    case "reasoning": log.skip(.thinking)
    case let type? where type.hasSuffix("_output"): log.skip(.toolResult)
    case let type? where type.hasSuffix("_call"):
      if let patch = item.input.lazy.compactMap({ $0.text.flatMap { PatchText(toolInput: $0) } }).first {
        add(patch, record, line)
      } else {
        log.skip(.toolUse)
      }
    case "compaction", "compaction_summary": log.skip(.compactSummary)
    default: log.skip(.unknownType)
    }
  }

  private mutating func add(_ content: Content, _ record: CodexRecord, _ line: Int) {
    let timestamp = record.timestamp?.text.flatMap { try? Timestamp($0) }
    entries.append(Entry(line: line, timestamp: timestamp, content: content))
  }

  private mutating func add(user text: UserText, _ form: Form, _ record: CodexRecord, _ line: Int) {
    userForm = min(userForm ?? form, form)
    // The text of a form that there is a better one of is not used.
    if case .human = text, userForm != form { return add(.user(form, .human("")), record, line) }
    add(.user(form, text), record, line)
  }

  private mutating func add(assistant text: String, _ form: Form, _ record: CodexRecord, _ line: Int) {
    assistantForm = min(assistantForm ?? form, form)
    guard !InjectedText.trimmed(text).isEmpty else { return add(.assistant(form, ""), record, line) }
    written[form, default: patched] += text.utf8.count
    // What the builder would leave out is not held until then.
    let isKept = assistantForm == form && written[form, default: 0] <= SegmentBuilder.assistantLimit
    add(.assistant(form, isKept ? text : nil), record, line)
  }

  private mutating func add(_ patch: PatchText, _ record: CodexRecord, _ line: Int) {
    patched += patch.size
    for form in written.keys { written[form, default: 0] += patch.size }
    add(.patch(patched <= SegmentBuilder.assistantLimit ? patch : patch.withoutText), record, line)
  }

  /// Chooses the form of messages that the file has, and builds the conversation.
  mutating func settle(name: String) -> SegmentBuilder {
    // A forked thread's file begins with its own record and then holds its parent's, or the other way round.
    let file = name.split(separator: "/").last ?? ""
    let thread = threads.first { thread in thread.id.map { !$0.isEmpty && file.contains($0) } == true } ?? threads.first
    var builder = SegmentBuilder(sessionID: thread?.id ?? "")
    builder.directory = thread?.directory
    builder.branch = thread?.branch
    builder.repository = thread?.repository
    for entry in entries {
      if thread?.isHeadless == true {
        log.skip(.headless)
        continue
      }
      let before = builder.segments.count
      switch entry.content {
      case .user(_, .skipped(let reason)): log.skip(reason)
      case .assistant(_, let text?) where InjectedText.trimmed(text).isEmpty: log.skip(.empty)
      case .user(let form, _) where form != userForm: log.skip(.duplicate)
      case .assistant(let form, _) where form != assistantForm: log.skip(.duplicate)
      case .user(_, .human(let text)): builder.add(.user, text, line: entry.line, timestamp: entry.timestamp)
      case .assistant(_, let text?): builder.add(.assistant, text, line: entry.line, timestamp: entry.timestamp)
      case .assistant(_, nil): builder.leaveOut(line: entry.line, timestamp: entry.timestamp)
      case .patch(let patch):
        for file in patch.files {
          builder.add(
            .assistant, CodeBlock.fenced(file.added.joined(separator: "\n"), path: file.path), line: entry.line,
            timestamp: entry.timestamp, metadata: ["tool": "apply_patch", "path": .string(file.path)])
        }
      }
      if builder.segments.count > before { log.use() }
    }
    return builder
  }
}
