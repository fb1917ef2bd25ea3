package import FoundationEssentials

/// The readers that are tried on an input, in their order.
package struct TranscriptReaders: Sendable {
  /// Every format that is known here.
  package static let standard = TranscriptReaders([
    // Markdown first: it is told by its first line, and may quote lines of every other format. Chat data last: others
    // have turns with a role too.
    AiderHistoryReader(), SpecStoryReader(), OwnTranscriptReader(), ClaudeCodeReader(), CodexRolloutReader(),
    GeminiReader(), ClineReader(), OpenCodeReader(), ContinueReader(), CopilotChatReader(), CursorReader(),
    OpenCodeDatabaseReader(), ChatGPTExportReader(), ClaudeExportReader(), ChatDataReader(.chatCompletions),
    ChatDataReader(.shareGPT),
  ])

  private let readers: [any TranscriptReader]

  package init(_ readers: [any TranscriptReader]) {
    self.readers = readers
  }

  /// Reads a file.
  ///
  /// - Throws: ``TranscriptError``; ``TranscriptError/isSkip`` tells a file that is no transcript from a broken one.
  package func read(path: String) throws(TranscriptError) -> TranscriptReading {
    guard !SecretFile.isNamed(path) else { throw .secret(path: path) }
    return try read(.file(path))
  }

  /// Reads bytes, such as a stream's.
  ///
  /// - Parameter name: what errors call the input; ids of transcripts are built from it as from a path.
  /// - Throws: ``TranscriptError``.
  package func read(_ data: Data, name: String) throws(TranscriptError) -> TranscriptReading {
    try read(.bytes([UInt8](data), name: name))
  }

  private func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading {
    let opening = TranscriptOpening(try source.bytes(limit: TranscriptOpening.byteLimit).bytes)
    guard let reader = readers.first(where: { $0.recognises(opening) }) else {
      // What is missing might have told the format.
      throw source.damage ?? .unknownFormat(path: source.name)
    }
    var reading: TranscriptReading
    do throws(TranscriptError) {
      reading = try reader.read(source)
    } catch {
      throw source.damage ?? error
    }
    reading.damage = source.damage
    return reading
  }
}
