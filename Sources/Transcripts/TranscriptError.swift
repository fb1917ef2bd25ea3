/// Why an input could not be read. Its text never holds anything from a transcript.
package enum TranscriptError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing at the path.
  case missing(path: String)
  /// The system refused to read the file or directory.
  case unreadable(path: String, reason: String)
  /// The file is none of the formats that are read: to be skipped, not mended.
  case unknownFormat(path: String)
  /// The file is of a known format, and broken.
  case malformed(path: String, format: TranscriptFormat, reason: String)
  /// The compressed file is damaged; what comes before the place was read.
  case damaged(path: String, place: InputPlace, reason: String)
  /// The file's name says that it holds secrets; it is never opened.
  case secret(path: String)

  /// Whether the file is to be skipped, because it is no transcript, and not to be counted as unreadable.
  package var isSkip: Bool {
    switch self {
    case .unknownFormat, .secret: true
    case .missing, .unreadable, .malformed, .damaged: false
    }
  }

  /// The input that the error is about.
  package var path: String {
    switch self {
    case .missing(let path), .unreadable(let path, _), .unknownFormat(let path), .malformed(let path, _, _),
      .damaged(let path, _, _), .secret(let path):
      path
    }
  }

  package var description: String {
    switch self {
    case .missing(let path): "\(path): no such file or directory"
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .unknownFormat(let path):
      "\(path): not a transcript format known here; known are "
        + TranscriptFormat.allCases.map(\.title).joined(separator: ", ")
    case .malformed(let path, let format, let reason): "\(path): broken \(format.title): \(reason)"
    case .damaged(let path, let place, let reason): "\(path):\(place.line): \(reason)"
    case .secret(let path): "\(path): a file of this name holds secrets and is never read"
    }
  }
}
