import Transcripts

/// An input, or a part of one, that could not be used; the others were.
package struct InputProblem: Hashable, Sendable, Codable, CustomStringConvertible {
  package var file: String
  /// The line in the file, from one, where the problem is in one line.
  package var line: Int?
  package var reason: String

  package init(file: String, line: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}

extension InputProblem {
  init(_ error: TranscriptError) {
    if case .damaged(let path, let place, let reason) = error {
      self.init(file: path, line: place.line, reason: reason)
      return
    }
    // The error names the file itself.
    self.init(file: error.path, reason: String(error.description.dropFirst(error.path.count + 2)))
  }
}
