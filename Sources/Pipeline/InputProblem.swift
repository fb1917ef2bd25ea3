import Transcripts

/// An input, or a part of one, that could not be used; the others were.
package struct InputProblem: Hashable, Sendable, Codable, CustomStringConvertible {
  package var file: String
  /// The line in the file, from one, where the problem is in one line.
  package var line: Int?
  /// Where in the file the problem begins, in bytes from zero, where it is in one record.
  package var byte: Int?
  package var reason: String

  package init(file: String, line: Int? = nil, byte: Int? = nil, reason: String) {
    self.file = file
    self.line = line
    self.byte = byte
    self.reason = reason
  }

  package var description: String {
    let place = line.map { ":\($0)" } ?? ""
    return "\(file)\(place): \(reason)\(byte.map { " at byte \($0)" } ?? "")"
  }
}

extension InputProblem {
  init(_ error: TranscriptError) {
    if case .damaged(let path, let place, let reason) = error {
      self.init(file: path, line: place.line, byte: place.byte, reason: reason)
      return
    }
    // The error names the file itself.
    self.init(file: error.path, reason: String(error.description.dropFirst(error.path.count + 2)))
  }
}

extension InputProblem {
  /// A record of a file that could not be read.
  init(_ problem: Transcripts.InputProblem, in file: String) {
    self.init(file: file, line: problem.place.line, byte: problem.place.byte, reason: problem.reason.title)
  }
}
