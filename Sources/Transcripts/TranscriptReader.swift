/// Reads one format of transcripts.
package protocol TranscriptReader: Sendable {
  /// The format that is read.
  var format: TranscriptFormat { get }

  /// Whether an input is of the format, by its content alone.
  ///
  /// - Parameter opening: the input's first bytes; they may end within a record.
  func recognises(_ opening: TranscriptOpening) -> Bool

  /// Reads an input to its end.
  ///
  /// - Throws: ``TranscriptError`` when nothing of it can be read.
  func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading
}
