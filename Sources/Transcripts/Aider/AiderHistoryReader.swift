/// Reads the chat histories of Aider (`.aider.chat.history.md`): markdown, every session of a directory in one file. A
/// record is a header, or what one of the three parties wrote in a piece.
///
/// The file has no other time than the start of each session, and that in local time without a zone; every message of
/// a session gets it, read as UTC. It names no session either: one is named after its start and its file.
package struct AiderHistoryReader: TranscriptReader {
  package let format = TranscriptFormat.aiderHistory

  package init() {}

  package func recognises(_ opening: TranscriptOpening) -> Bool {
    opening.text.first.map { AiderText.sessionStart($0) != nil } == true
  }

  package func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    var lines = try source.lines()
    var history = AiderHistory(directory: source.directory)
    while let line = try lines.next() { history.take(line) }
    history.finish()
    let transcripts = history.sessions.compactMap { $0.transcript(name: source.name, format: format) }
    return TranscriptReading(
      format: format, transcripts: transcripts, count: history.log.count, problems: history.log.problems)
  }
}
