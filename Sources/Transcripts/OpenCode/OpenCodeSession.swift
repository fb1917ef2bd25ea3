import Rules

/// What has been read of a session of OpenCode. A record is a message; parts that cannot be read count too.
struct OpenCodeSession {
  var log = InputLog()
  private(set) var builder: SegmentBuilder
  private let isSubagent: Bool

  init(_ info: OpenCodeSessionInfo) {
    builder = SegmentBuilder(sessionID: info.id)
    builder.directory = info.directory
    isSubagent = info.hasParent
  }

  /// Takes a message with its parts, of which a broken one is nil.
  ///
  /// - Parameter place: nil where every part is a file or a row of its own.
  mutating func take(_ info: OpenCodeMessageInfo, _ parts: [OpenCodePart?], at place: InputPlace? = nil) {
    let line = place?.line
    if isSubagent { return log.skip(.sidechain) }
    let before = builder.segments.count
    let metadata: [String: JSONValue] = line == nil ? ["message": .string(info.id)] : [:]
    var reason = SkipReason.empty
    switch info.role {
    case "user":
      let texts = parts.compactMap { $0 }.filter { $0.type == "text" }
      if texts.contains(where: \.isInjected) { reason = .injected }
      let text = InjectedText.trimmed(texts.filter { !$0.isInjected }.compactMap(\.text).joined(separator: "\n\n"))
      switch Self.classify(text) {
      case .skipped(let other): if other != .empty { reason = other }
      case .human(let words): builder.add(.user, words, line: line, timestamp: info.created, metadata: metadata)
      }
    case "assistant":
      if info.isSummary { return log.skip(.compactSummary) }
      for part in parts.compactMap({ $0 }) {
        reason = add(part, info, line, metadata) ?? reason
      }
    default: reason = .unknownType
    }
    let broken = parts.count { $0 == nil }
    log.skip(.malformed, count: broken)
    if builder.segments.count > before {
      log.use()
    } else if broken == 0 || reason != .empty {
      log.skip(reason)
    }
  }

  private static func classify(_ text: String) -> UserText {
    if text.isEmpty { return .skipped(.empty) }
    if SlashCommand(text)?.words == "" { return .skipped(.command) }
    if let input = InjectedText.templateInput(text) { return input.isEmpty ? .skipped(.command) : .human(input) }
    return .human(text)
  }

  /// Adds a part of an assistant's message, or says why not.
  private mutating func add(
    _ part: OpenCodePart, _ info: OpenCodeMessageInfo, _ line: Int?, _ metadata: [String: JSONValue]
  ) -> SkipReason? {
    switch part.type {
    case "text":
      let text = part.text ?? ""
      guard !part.isInjected, !InjectedText.trimmed(text).isEmpty else { return nil }
      builder.add(.assistant, text, line: line, timestamp: info.created, metadata: metadata)
      return nil
    case "tool":
      if let tool = part.tool, Self.writing.contains(tool) {
        builder.add(
          part.state?.input?.code ?? [], tool: tool, line: line, timestamp: info.created, metadata: metadata)
      }
      return .toolUse
    case "reasoning": return .thinking
    default: return nil
    }
  }

  /// The tools in `packages/opencode/src/tool` that write files.
  private static let writing: Set<String> = ["write", "edit", "multiedit", "patch", "apply_patch"]
}
