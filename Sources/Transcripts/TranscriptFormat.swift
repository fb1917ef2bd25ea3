/// The formats of transcripts that are read.
package enum TranscriptFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// The project's own: one JSON object a file.
  case own = "transcript_json"
  /// A session of Claude Code, JSON lines.
  case claudeCode = "claude_code"
  /// A rollout of Codex CLI, JSON lines.
  case codexRollout = "codex_rollout"
  /// The chat history of Aider: markdown, all sessions of a directory in one file.
  case aiderHistory = "aider_history"
  /// A session as SpecStory saves it, markdown.
  case specStory = "specstory"
  /// All conversations of an account of ChatGPT, JSON.
  case chatGPTExport = "chatgpt_export"
  /// All conversations of an account of Claude.ai, JSON.
  case claudeExport = "claude_export"
  /// Conversations as they are sent to a chat completions service, JSON lines.
  case chatCompletions = "chat_completions"
  /// Conversations in the form of ShareGPT, JSON or JSON lines.
  case shareGPT = "sharegpt"
  /// A session or the log of Gemini CLI, JSON or JSON lines.
  case gemini = "gemini_cli"
  /// A task of Cline or Roo Code, JSON.
  case cline = "cline"
  /// Sessions of OpenCode, JSON or SQLite.
  case openCode = "opencode"
  /// A session of Continue, JSON.
  case continueSession = "continue"
  /// A session of GitHub Copilot Chat, JSON or JSON lines.
  case copilotChat = "copilot_chat"
  /// The chats of Cursor, SQLite.
  case cursor = "cursor"

  /// The name for people.
  package var title: String {
    switch self {
    case .own: "ltm transcript (JSON)"
    case .claudeCode: "Claude Code session (JSON lines)"
    case .codexRollout: "Codex CLI rollout (JSON lines)"
    case .aiderHistory: "Aider chat history (markdown)"
    case .specStory: "SpecStory session (markdown)"
    case .chatGPTExport: "ChatGPT export (JSON)"
    case .claudeExport: "Claude.ai export (JSON)"
    case .chatCompletions: "chat completions (JSON lines)"
    case .shareGPT: "ShareGPT (JSON)"
    case .gemini: "Gemini CLI session or log (JSON, JSON lines)"
    case .cline: "Cline or Roo Code task (JSON)"
    case .openCode: "OpenCode sessions (JSON, SQLite)"
    case .continueSession: "Continue session (JSON)"
    case .copilotChat: "GitHub Copilot Chat session (JSON, JSON lines)"
    case .cursor: "Cursor chats (SQLite)"
    }
  }
}
