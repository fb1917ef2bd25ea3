package import Rules
import Transcripts

/// What one file gave.
///
/// It depends on the file, the configuration and the program alone: files may be read on any machine, in any order and
/// on another night, and what they gave be brought together later.
package struct ExtractedFile: Hashable, Sendable, Codable {
  /// The file's path as it was found.
  package var file: String
  package var inputs = InputReport()
  /// The candidates, transcript by transcript.
  package var candidates: [Rule] = []
  /// Candidates that were dropped, by reason.
  package var dropped: [String: Int] = [:]
  /// Why the file could not be read, or not to its end; nil when it was.
  package var problem: InputProblem?
  /// Records that could not be read, in the order of the file; the others were.
  package var records: [InputProblem] = []

  package init(file: String) { self.file = file }

  /// Gives the file another path.
  mutating func rename(_ path: String) {
    file = path
    problem?.file = path
    for index in records.indices { records[index].file = path }
  }
}
