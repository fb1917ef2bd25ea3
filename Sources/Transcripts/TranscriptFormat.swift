/// The formats of transcripts that are read.
package enum TranscriptFormat: String, Hashable, Sendable, Codable, CaseIterable {
  /// The project's own: one JSON object a file.
  case own = "transcript_json"
  /// A session of Claude Code, JSON lines.
  case claudeCode = "claude_code"
  /// A rollout of Codex CLI, JSON lines.
  case codexRollout = "codex_rollout"

  /// The name for people.
  package var title: String {
    switch self {
    case .own: "ltm transcript (JSON)"
    case .claudeCode: "Claude Code session (JSON lines)"
    case .codexRollout: "Codex CLI rollout (JSON lines)"
    }
  }
}
