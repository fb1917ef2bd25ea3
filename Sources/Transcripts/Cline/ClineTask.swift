import Rules

/// What has been read of a task of Cline.
struct ClineTask {
  var log = InputLog()
  private(set) var builder: SegmentBuilder

  var directory: String? {
    get { builder.directory }
    set { builder.directory = newValue }
  }

  /// Whether the next message is the first one, and whether the task was said.
  private var isFirst = true
  private var hasTask = false
  /// Whether another task's assistant gave the task.
  private let isSubtask: Bool

  init(sessionID: String, _ item: ClineHistoryItem?) {
    builder = SegmentBuilder(sessionID: sessionID)
    builder.directory = item?.directory
    isSubtask = item?.parent != nil
  }

  /// Counts a message that cannot be read. What follows is not the first one: in the assistant's place it would be
  /// taken for the task.
  mutating func skip(_ reason: SkipReason, at place: InputPlace) {
    isFirst = false
    log.skip(reason, at: place)
  }

  mutating func take(_ message: ClineUIMessage, at place: InputPlace) {
    guard let kind = message.kind, let type = message.type else { return skip(.malformed, at: place) }
    let line = place.line
    let text = message.text ?? ""
    // The task is said as `task`, in older versions and Roo Code as `text`.
    let isTask = type == "say" && (kind == "task" && !hasTask || kind == "text" && isFirst)
    isFirst = false
    hasTask = hasTask || isTask
    if isTask { return isSubtask ? log.skip(.sidechain) : say(text, message, line) }
    switch kind {
    case "task": log.skip(.duplicate)
    case "user_feedback": say(text, message, line)
    case "text", "completion_result": answer(text, message, line)
    case "followup", "plan_mode_respond", "act_mode_respond":
      // Older versions write the question itself, newer ones JSON.
      let detail = JSONText.decode(text, as: ClineDetail.self)
      answer(detail.map { $0.question ?? $0.response ?? "" } ?? text, message, line)
    case "tool": takeTool(text, message, place)
    case "reasoning": log.skip(.thinking)
    case "command", "use_mcp_server", "browser_action", "browser_action_launch", "use_subagents": log.skip(.toolUse)
    case "command_output", "mcp_server_response", "browser_action_result", "codebase_search_result", "subtask_result",
      "user_feedback_diff":
      log.skip(.toolResult)
    case "condense_context", "condense", "summarize_task": log.skip(.compactSummary)
    case "api_req_started":
      if builder.directory == nil { builder.directory = ClineText.directory(Self.request(text)) }
      log.skip(.event)
    default: log.skip(.event)
    }
  }

  private struct Request: Decodable {
    let request: String?
  }

  private static func request(_ text: String) -> String {
    JSONText.decode(text, as: Request.self)?.request ?? ""
  }

  private mutating func say(_ text: String, _ message: ClineUIMessage, _ line: Int) {
    let words = InjectedText.trimmed(text)
    if words.isEmpty { return log.skip(.empty) }
    if SlashCommand(words)?.words == "" { return log.skip(.command) }
    builder.add(.user, words, line: line, timestamp: message.timestamp?.timestamp)
    log.use()
  }

  private mutating func answer(_ text: String, _ message: ClineUIMessage, _ line: Int) {
    let words = InjectedText.trimmed(text)
    if words.isEmpty { return log.skip(.empty) }
    builder.add(.assistant, words, line: line, timestamp: message.timestamp?.timestamp)
    log.use()
  }

  private mutating func takeTool(_ text: String, _ message: ClineUIMessage, _ place: InputPlace) {
    guard let detail = JSONText.decode(text, as: ClineDetail.self), let tool = detail.tool else {
      return log.skip(.malformed, at: place)
    }
    let writing: Set<String> = [
      "newFileCreated", "editedExistingFile", "appliedDiff", "insertContent", "searchAndReplace",
    ]
    guard writing.contains(tool) else { return log.skip(.toolUse) }
    let isNew = tool == "newFileCreated"
    let texts = (isNew ? detail.content.map { [$0] } : nil) ?? DiffText.added(detail.diff ?? detail.content ?? "")
    let before = builder.segments.count
    builder.add(
      texts.map { WrittenCode(path: detail.path, text: $0) }, tool: tool, line: place.line,
      timestamp: message.timestamp?.timestamp)
    if builder.segments.count > before { log.use() } else { log.skip(.toolUse) }
  }

  mutating func take(_ message: ClineAPIMessage, at place: InputPlace) {
    let line = place.line
    let (texts, blocks): ([String], [ClineAPIMessage.Block]) =
      switch message.content {
      case .text(let text): ([text], [])
      case .blocks(let blocks): (blocks.filter { $0.type == "text" }.compactMap(\.text), blocks)
      case nil: ([], [])
      }
    switch message.role {
    case "user":
      if builder.directory == nil { builder.directory = texts.lazy.compactMap(ClineText.directory).first }
      let isTask = isFirst
      isFirst = false
      takeUser(texts, blocks, message, isTask, line)
    case "assistant": takeAssistant(texts, blocks, message, line)
    default: log.skip(.injected)
    }
  }

  private mutating func takeUser(
    _ texts: [String], _ blocks: [ClineAPIMessage.Block], _ message: ClineAPIMessage, _ isTask: Bool, _ line: Int
  ) {
    if isTask, isSubtask { return log.skip(.sidechain) }
    // Native results are blocks of their own, and what tools print stands in them.
    let hasText = texts.contains { !InjectedText.trimmed($0).isEmpty }
    if !hasText, blocks.contains(where: { $0.type == "tool_result" }) { return log.skip(.toolResult) }
    var classified = ClineText.classify(texts)
    // Clients that do not wrap the task write it alone.
    if isTask, case .skipped(.injected) = classified, let first = texts.first.map(InjectedText.trimmed),
      !first.hasPrefix("<"), !first.hasPrefix("[")
    {
      classified = .human(first)
    }
    switch classified {
    case .skipped(let reason): log.skip(reason)
    case .human(let text):
      builder.add(.user, text, line: line, timestamp: message.timestamp?.timestamp)
      log.use()
    }
  }

  private mutating func takeAssistant(
    _ texts: [String], _ blocks: [ClineAPIMessage.Block], _ message: ClineAPIMessage, _ line: Int
  ) {
    let before = builder.segments.count
    let time = message.timestamp?.timestamp
    for text in texts {
      let (said, code) = ClineText.assistant(text)
      if !said.isEmpty { builder.add(.assistant, said, line: line, timestamp: time) }
      for block in code { builder.add(block.code, tool: block.tool, line: line, timestamp: time) }
    }
    let writing: Set<String> = ["write_to_file", "replace_in_file", "apply_diff", "insert_content", "edit_file"]
    for block in blocks where block.type == "tool_use" && block.name.map(writing.contains) == true {
      builder.add(block.input?.code ?? [], tool: block.name ?? "", line: line, timestamp: time)
    }
    if builder.segments.count > before {
      log.use()
    } else {
      log.skip(blocks.contains { $0.type == "tool_use" } ? .toolUse : .empty)
    }
  }
}
