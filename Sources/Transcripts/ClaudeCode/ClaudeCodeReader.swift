/// Reads sessions of Claude Code: JSON lines. A record is a JSON object.
///
/// Only what a person typed is said by the user; the client writes much else under that role. What a user took back, by
/// going back to an earlier message and typing another one instead, was not said.
package struct ClaudeCodeReader: TranscriptReader {
  package let format = TranscriptFormat.claudeCode

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    opening.lines.contains { shape in
      guard let type = shape.type else { return false }
      return switch type {
      case "user", "assistant":
        shape.innerKeys.contains("content") && shape.keys.contains("sessionId")
          && !shape.keys.isDisjoint(with: ["uuid", "parentUuid", "isSidechain"])
      case "summary": shape.keys.contains("leafUuid")
      case "file-history-snapshot": shape.keys.contains("snapshot")
      case "queue-operation": shape.keys.isSuperset(of: ["operation", "sessionId"])
      case "system", "progress", "attachment": shape.keys.isSuperset(of: ["uuid", "sessionId"])
      default: false
      }
    }
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var session = ClaudeCodeSession()
    try JSONLines.read(source, into: &session)
    if !session.rewinds.isEmpty {
      // Few sessions have any: the tree is not kept of the others.
      var branches = ClaudeCodeBranches(session.rewinds)
      try JSONLines.read(source, into: &branches)
      session = ClaudeCodeSession(without: branches.abandoned)
      try JSONLines.read(source, into: &session)
    }
    session.settleQueue()
    let count = session.log.count
    guard session.hasRecords || count.read == 0 else {
      throw .malformed(path: source.name, format: format, reason: "none of its \(count.read) lines is a JSON object")
    }
    let transcripts = session.conversations.compactMap { $0.transcript(name: source.name, format: format) }
    return TranscriptReading(format: format, transcripts: transcripts, count: count, problems: session.log.problems)
  }
}
