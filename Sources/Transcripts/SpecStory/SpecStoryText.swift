/// Tells what a person typed from what the clients put into the user's messages.
enum SpecStoryText {
  /// What one turn is.
  static func classify(_ text: String) -> UserText {
    // Which client it was is not always said, and none of their marks is what a person begins with.
    guard case .human(let words) = ClaudeCodeText.classify(text) else { return ClaudeCodeText.classify(text) }
    if CursorText.isButton(words) { return .skipped(.injected) }
    if words.hasPrefix("<user_query>"), let query = InjectedText.block("user_query", in: words) {
      let typed = InjectedText.trimmed(query)
      return typed.isEmpty ? .skipped(.empty) : .human(typed)
    }
    return CodexText.classify(words)
  }

  /// Whether the turn is a command to the client: what follows it at the same time is its expansion.
  static func isCommand(_ text: String) -> Bool {
    let start = InjectedText.trimmed(text)
    return ["<command-name>", "<command-message>", "<command-args>"].contains { start.hasPrefix($0) }
  }
}
