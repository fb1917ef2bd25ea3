/// Reads rollouts of Codex CLI: JSON lines. A record is a JSON object.
///
/// A rollout holds each message twice or more; one of the forms is used, the others are duplicates.
package struct CodexRolloutReader: TranscriptReader {
  package let format = TranscriptFormat.codexRollout

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    let types: Set<String> = ["session_meta", "response_item", "event_msg", "turn_context", "compacted"]
    return opening.lines.contains { shape in
      shape.type.map(types.contains) == true && shape.keys.contains("payload")
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
