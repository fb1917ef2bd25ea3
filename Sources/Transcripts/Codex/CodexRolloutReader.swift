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
    var records = try JSONRecords(source)
    var rollout = CodexRollout()
    while let element = try records.next() {
      switch element {
      case .skipped(let reason): rollout.count.skip(reason)
      case .record(let record): rollout.take(record)
      }
    }
    guard rollout.hasRecords || rollout.count.read == 0 else {
      throw .malformed(
        path: source.name, format: format, reason: "none of its \(rollout.count.read) lines is a JSON object")
    }
    let builder = rollout.settle(name: source.name)
    let transcript = builder.transcript(name: source.name, format: format)
    return TranscriptReading(format: format, transcripts: transcript.map { [$0] } ?? [], count: rollout.count)
  }
}
