/// Tells what a person typed from what Codex puts into the user's messages.
enum CodexText {
  /// What the text blocks of one message are together.
  static func classify(_ texts: [String]) -> UserText {
    var (human, reason): ([String], SkipReason?) = ([], nil)
    for text in texts {
      switch classify(text) {
      case .human(let words): human.append(words)
      case .skipped(let other): reason = reason ?? other
      }
    }
    return human.isEmpty ? .skipped(reason ?? .empty) : .human(human.joined(separator: "\n\n"))
  }

  /// What one text is.
  static func classify(_ raw: String) -> UserText {
    let text = InjectedText.trimmed(raw)
    guard !text.isEmpty else { return .skipped(.empty) }
    if wrappers.contains(where: { text.hasPrefix($0) }) {
      // The last such line: what the wrapper quotes before it may hold one too.
      let request = InjectedText.trimmed(InjectedText.afterLast(line: "## My request for Codex:", in: text) ?? "")
      return request.isEmpty ? .skipped(.injected) : classify(request)
    }
    if injected.contains(where: { text.hasPrefix($0) }) { return .skipped(.injected) }
    if let input = InjectedText.templateInput(text) { return input.isEmpty ? .skipped(.command) : .human(input) }
    return .human(text)
  }

  /// The directory that a text about the environment names.
  static func directory(_ text: String) -> String? {
    guard text.hasPrefix("<environment_context>") else { return nil }
    if let directory = InjectedText.block("cwd", in: text) { return InjectedText.trimmed(directory) }
    let rest = InjectedText.split(text, at: "Current working directory: ")?.after
    return rest.map { InjectedText.trimmed(String($0.prefix { !$0.isNewline })) }
  }

  private static let wrappers = [
    "# Context from my IDE setup", "# Files mentioned by the user", "## Prior conversation with Codex",
    "## My request for Codex:",
  ]

  private static let injected = [
    "<environment_context>", "<user_instructions>", "# AGENTS.md instructions for ", "<INSTRUCTIONS>",
    "<turn_aborted>", "<user_shell_command>", "<permissions instructions>", "<collaboration_mode>", "<skill>",
    "<subagent_notification>", "<image", "</image>", "<codex_internal_context", "<user_action>",
    "Another language model started to solve this problem",
  ]
}
