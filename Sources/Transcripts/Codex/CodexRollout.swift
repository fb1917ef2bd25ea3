import JSONReading
import Rules

/// What has been read of a Codex rollout.
struct CodexRollout: JSONLineSession {
  private(set) var log = InputLog()
  /// Whether anything in the file is a JSON object.
  private(set) var hasRecords = false

  private var threads: [Thread] = []
  /// The directory that the first message about the environment names; the first versions say it there alone.
  private var directory: String?
  private var entries: [Entry] = []
  /// The best forms of messages so far.
  private var (userForm, assistantForm): (Form?, Form?)
  /// How much of the assistant's text there is in each form, and how much is added by patches, in bytes.
  private var written: [Form: Int] = [:]
  private var patched = 0
  /// The time of the last record that was copied from another thread; nil behind the copies.
  private var copied: Timestamp?
  /// As many milliseconds at most lie between copied records.
  private static let copyGap: Int64 = 250

  /// What a rollout says about a thread.
  private struct Thread {
    let id: String?
    let directory: String?
    let branch: String?
    let repository: String?
    /// When it began.
    let time: Timestamp?
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
    /// Whether another thread's file holds it too.
    let isCopy: Bool
  }

  private enum Content {
    case user(Form, UserText)
    /// The text is nil where it is left out.
    case assistant(Form, String?)
    case patch(PatchText)
    /// The user took back so many turns.
    case rollback(Int)
  }

  mutating func skip(_ reason: SkipReason, at place: InputPlace, isObject: Bool) {
    hasRecords = hasRecords || isObject
    log.skip(reason, at: place)
  }

  mutating func take(_ record: CodexRecord, at place: InputPlace) {
    hasRecords = true
    if copied != nil { noteCopy(record) }
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
      if threads.isEmpty, payload.forkedFrom != nil { copied = Self.time(record.timestamp) }
      threads.append(
        Thread(
          id: payload.id?.text, directory: payload.cwd?.text, branch: payload.branch?.text,
          repository: payload.repository?.text, time: Self.time(payload.timestamp ?? record.timestamp),
          isHeadless: payload.isHeadless))
      log.skip(.state)
    }
  }

  /// Finds the end of what a forked thread's file copies from its parent's: all of it is written at once, with the times
  /// of that moment, and a person needs longer to go on.
  private mutating func noteCopy(_ record: CodexRecord) {
    let time = Self.time(record.timestamp)
    let gap = time.flatMap { time in copied.map { time.milliseconds - $0.milliseconds } }
    copied = gap.map { (0...Self.copyGap).contains($0) } == true ? time : nil
  }

  private static func time(_ text: JSONString?) -> Timestamp? { text?.text.flatMap { try? Timestamp($0) } }

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
    case "thread_rolled_back"?:
      add(.rollback(event.turns ?? 1), record, place.line)
      log.skip(.event)
    default: log.skip(.event)
    }
  }

  private mutating func take(item: CodexPayload, _ record: CodexRecord, line: Int) {
    switch item.type?.text {
    case "message":
      switch item.role {
      case "user"?:
        let texts = item.content.compactMap(\.text)
        if directory == nil { directory = texts.lazy.compactMap(CodexText.directory).first }
        add(user: CodexText.classify(texts), .third, record, line)
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
    entries.append(
      Entry(line: line, timestamp: Self.time(record.timestamp), content: content, isCopy: copied != nil))
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
    builder.directory = thread?.directory ?? directory
    builder.branch = thread?.branch
    builder.repository = thread?.repository
    let retracted = retracted()
    for (index, entry) in entries.enumerated() {
      if case .rollback = entry.content { continue }
      if let reason = thread?.isHeadless == true ? .headless : reason(for: entry, isRetracted: retracted[index]) {
        log.skip(reason)
        continue
      }
      let time = entry.timestamp ?? thread?.time
      let before = builder.segments.count
      switch entry.content {
      case .user(_, .human(let text)): builder.add(.user, text, line: entry.line, timestamp: time)
      case .assistant(_, let text?): builder.add(.assistant, text, line: entry.line, timestamp: time)
      case .assistant(_, nil): builder.leaveOut(line: entry.line, timestamp: time)
      case .patch(let patch):
        for file in patch.files {
          builder.add(
            .assistant, CodeBlock.fenced(file.added.joined(separator: "\n"), path: file.path), line: entry.line,
            timestamp: time, metadata: ["tool": "apply_patch", "path": .string(file.path)])
        }
      case .user, .rollback: break
      }
      if builder.segments.count > before { log.use() }
    }
    return builder
  }

  /// Why an entry is not used; nil where it is.
  private func reason(for entry: Entry, isRetracted: Bool) -> SkipReason? {
    switch entry.content {
    case .user(_, .skipped(let reason)): return reason
    case .assistant(_, let text?) where InjectedText.trimmed(text).isEmpty: return .empty
    case .user(let form, _) where form != userForm: return .duplicate
    case .assistant(let form, _) where form != assistantForm: return .duplicate
    default: return entry.isCopy ? .duplicate : isRetracted ? .retracted : nil
    }
  }

  /// Which entries the user took back, each with the whole turn that it is in.
  private func retracted() -> [Bool] {
    var retracted = entries.map { _ in false }
    // The entries that are left, and where among them turns begin.
    var (left, turns): ([Int], [Int]) = ([], [])
    for (index, entry) in entries.enumerated() {
      switch entry.content {
      case .user(let form, let text) where form == userForm && ![.skipped(.injected), .skipped(.empty)].contains(text):
        turns.append(left.count)
        left.append(index)
      case .rollback(let count):
        guard let first = turns.suffix(count).first else { continue }
        for index in left[first...] { retracted[index] = true }
        left.removeSubrange(first...)
        turns.removeLast(min(count, turns.count))
      default: left.append(index)
      }
    }
    return retracted
  }
}
