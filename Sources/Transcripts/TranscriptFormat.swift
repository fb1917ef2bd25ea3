/// The formats of transcripts that are read.
package enum TranscriptFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// The project's own: one JSON object a file.
  case own = "transcript_json"
  /// A session of Claude Code, JSON lines.
  case claudeCode = "claude_code"
  /// A rollout of Codex CLI, JSON lines.
  case codexRollout = "codex_rollout"
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
    case .gemini: "Gemini CLI session or log (JSON, JSON lines)"
    case .cline: "Cline or Roo Code task (JSON)"
    case .openCode: "OpenCode sessions (JSON, SQLite)"
    case .continueSession: "Continue session (JSON)"
    case .copilotChat: "GitHub Copilot Chat session (JSON, JSON lines)"
    case .cursor: "Cursor chats (SQLite)"
    }
  }
}
