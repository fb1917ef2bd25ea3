import Rules

/// Reads sessions of Continue: a JSON object. A record is an item of its history.
///
/// The form is that of `Session` and `ChatHistoryItem` in `core/index.d.ts` of continuedev/continue. What was attached
/// to a message stands beside it (`contextItems`, `appliedRules`, `promptLogs`) and is not read. Messages have no time.
package struct ContinueReader: TranscriptReader {
  package let format = TranscriptFormat.continueSession

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    guard let keys = opening.first?.keys, keys.contains("sessionId") else { return false }
    return keys.contains("history") && (keys.contains("workspaceDirectory") || keys.contains("title"))
  }

  /// What Continue says about a message.
  private struct Item: Decodable {
    let message: Message
  }

  private struct Message: Decodable {
    struct Block: Decodable, Sendable {
      let text: String?
    }

    let role: String
    let content: MessageContent<Block>?
    let toolCalls: [Call]

    enum CodingKeys: CodingKey { case role, content, toolCalls }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      role = try container.decode(String.self, forKey: .role)
      content = container.lenient(.content)
      toolCalls = container.lenient(.toolCalls, as: [Lenient<Call>].self)?.compactMap(\.value) ?? []
    }

    var text: String {
      switch content {
      case .text(let text): text
      case .blocks(let blocks): blocks.compactMap(\.text).joined(separator: "\n\n")
      case nil: ""
      }
    }
  }

  private struct Call: Decodable, Sendable {
    struct Function: Decodable, Sendable {
      let name: String
      let arguments: String?
    }

    let function: Function
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var document = try JSONDocument(source, format)
    var (id, directory): (String?, String?)
    for member in document.parts(of: document.root) {
      if member.name == "sessionId" { id = document.decode(member) }
      if member.name == "workspaceDirectory" { directory = document.decode(member) }
    }
    guard let history = document.member("history", of: document.root), history.isArray else {
      throw .malformed(path: source.name, format: format, reason: "its history is no array")
    }
    var builder = SegmentBuilder(sessionID: id ?? "")
    builder.directory = directory.map(DirectoryURI.path)
    var log = InputLog()
    for part in document.parts(of: history) {
      let place = document.place(of: part)
      guard let item: Item = document.decode(part) else {
        log.skip(part.isComplete ? .malformed : .partialLastLine, at: place)
        continue
      }
      if let reason = Self.add(item.message, place.line, &builder) { log.skip(reason) } else { log.use() }
    }
    let transcript = builder.transcript(name: source.name, format: format)
    return TranscriptReading(format, transcript, log)
  }

  /// Adds a message, or says why not.
  private static func add(_ message: Message, _ line: Int, _ builder: inout SegmentBuilder) -> SkipReason? {
    let text = InjectedText.trimmed(message.text)
    switch message.role {
    case "user":
      if text.isEmpty { return .empty }
      if SlashCommand(text)?.words == "" { return .command }
      if let input = InjectedText.templateInput(text) {
        if input.isEmpty { return .command }
        builder.add(.user, input, line: line, timestamp: nil)
        return nil
      }
      builder.add(.user, text, line: line, timestamp: nil)
      return nil
    case "assistant":
      let before = builder.segments.count
      if !text.isEmpty { builder.add(.assistant, text, line: line, timestamp: nil) }
      for call in message.toolCalls where writing.contains(call.function.name) {
        let code = WrittenCodeInput.code(json: call.function.arguments ?? "")
        builder.add(code, tool: call.function.name, line: line, timestamp: nil)
      }
      if builder.segments.count > before { return nil }
      return message.toolCalls.isEmpty ? .empty : .toolUse
    case "tool": return .toolResult
    case "thinking": return .thinking
    case "system": return .injected
    default: return .unknownType
    }
  }

  /// `BuiltInToolNames` in `core/tools/builtIn.ts` there.
  private static let writing: Set<String> = [
    "create_new_file", "edit_existing_file", "single_find_and_replace", "multi_edit", "search_and_replace_in_file",
  ]
}
