package import Rules

/// What one input gave.
package struct TranscriptReading: Hashable, Sendable {
  package var format: TranscriptFormat
  /// The conversations, in the order in which they begin; none when nothing in the input is used.
  package var transcripts: [Transcript]
  /// What became of every record.
  package var count: InputCount
  /// The first of the records that could not be read, in the order of the file.
  package var problems: [InputProblem]
  /// Why a compressed input was read in part only.
  package var damage: TranscriptError?

  package init(
    format: TranscriptFormat, transcripts: [Transcript], count: InputCount, problems: [InputProblem] = []
  ) {
    self.format = format
    self.transcripts = transcripts
    self.count = count
    self.problems = problems
  }

  /// What an input of one conversation gave.
  init(_ format: TranscriptFormat, _ transcript: Transcript?, _ log: InputLog) {
    self.init(format: format, transcripts: transcript.map { [$0] } ?? [], count: log.count, problems: log.problems)
  }
}
