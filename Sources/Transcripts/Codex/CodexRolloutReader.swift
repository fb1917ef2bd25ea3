/// Reads rollouts of Codex CLI: JSON lines. A record is a JSON object.
///
/// A rollout holds each message twice or more; one of the forms is used, the others are duplicates. So is what a forked
/// thread copies from its parent, whose own file has it with its times. Turns that the user took back were not said.
package struct CodexRolloutReader: TranscriptReader {
  package let format = TranscriptFormat.codexRollout

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    let types: Set<String> = ["session_meta", "response_item", "event_msg", "turn_context", "compacted"]
    if Self.isOld(opening) { return true }
    return opening.lines.contains { shape in
      shape.type.map(types.contains) == true && shape.keys.contains("payload")
    }
  }

  /// Whether it is a rollout of the first versions, whose records have no envelope.
  private static func isOld(_ opening: TranscriptOpening) -> Bool {
    guard let first = opening.first, first.type == nil, first.keys.isSuperset(of: ["id", "timestamp"]),
      first.keys.contains("instructions") || first.keys.contains("git")
    else { return false }
    return opening.lines.dropFirst().contains { shape in
      shape.keys == ["record_type"] || shape.type == "message" && shape.keys.isSuperset(of: ["role", "content"])
    }
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var rollout = CodexRollout()
    try JSONLines.read(source, into: &rollout)
    let read = rollout.log.count.read
    guard rollout.hasRecords || read == 0 else {
      throw .malformed(path: source.name, format: format, reason: "none of its \(read) lines is a JSON object")
    }
    let builder = rollout.settle(name: source.name)
    let transcript = builder.transcript(name: source.name, format: format)
    return TranscriptReading(
      format: format, transcripts: transcript.map { [$0] } ?? [], count: rollout.log.count,
      problems: rollout.log.problems)
  }
}
