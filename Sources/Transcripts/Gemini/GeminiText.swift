/// Tells what a person typed from what Gemini CLI puts into the user's messages.
enum GeminiText {
  /// What the texts of one message are together.
  static func classify(_ texts: [String]) -> UserText {
    var typed: [String] = []
    for text in texts {
      // The contents of files that were named with an @ follow to the message's end
      // (`packages/cli/src/ui/hooks/atCommandProcessor.ts` in google-gemini/gemini-cli).
      if let (before, _) = InjectedText.split(text, at: "--- Content from referenced files ---") {
        typed.append(before)
        break
      }
      typed.append(text)
    }
    return classify(typed.joined())
  }

  /// What one text is.
  static func classify(_ raw: String) -> UserText {
    let whole = InjectedText.trimmed(raw)
    guard !whole.isEmpty else { return .skipped(.empty) }
    let text = InjectedText.trimmed(InjectedText.removingBlocks(from: whole) { $0 == "hook_context" })
    guard !text.isEmpty else { return .skipped(.injected) }
    for (prefix, reason) in prefixes where text.hasPrefix(prefix) { return .skipped(reason) }
    if let command = SlashCommand(text) {
      var words = commands.contains(command.name) ? "" : command.words
      if command.name == "memory" {
        words = words.hasPrefix("add ") ? InjectedText.trimmed(String(words.dropFirst(4))) : ""
      }
      return words.isEmpty ? .skipped(.command) : .human(words)
    }
    if let input = InjectedText.templateInput(text) { return input.isEmpty ? .skipped(.command) : .human(input) }
    return .human(text)
  }

  private static let prefixes: [(String, SkipReason)] = [
    ("This is the Gemini CLI. We are setting up the context for our chat", .injected),
    ("<session_context>", .injected), ("<state_snapshot>", .compactSummary),
    ("Here is the user's editor context", .injected), ("Here is a summary of changes in the user's editor", .injected),
    ("I ran the following shell command:", .injected), ("System: Please continue", .injected),
  ]

  /// The client's own commands, whose arguments are settings. `/memory add` is not among them: its words are a wish.
  private static let commands: Set<String> = [
    "about", "agents", "auth", "bug", "chat", "clear", "commands", "compress", "copy", "directory", "dir", "docs",
    "editor", "exit", "extensions", "help", "hooks", "ide", "init", "mcp", "model", "permissions", "policies",
    "privacy", "quit", "restore", "resume", "rewind", "settings", "setup-github", "shells", "skills", "stats",
    "terminal-setup", "theme", "tools", "upgrade", "vim",
  ]
}
