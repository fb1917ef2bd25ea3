/// Why a suite was not read or written. Its text names files and ids, never what stands in a transcript.
package enum SuiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file or directory cannot be read.
  case unreadable(path: String)
  /// A file is not in the form of its kind.
  case malformed(path: String, problem: String)
  /// A transcript has no labels, or labels have no transcript.
  case unpaired(path: String)
  /// The labels speak of something that the suite does not have.
  case inconsistent(path: String, problem: String)
  /// The directory already holds something.
  case notEmpty(path: String)
  /// A transcript's id cannot be a file's name.
  case invalidName
  /// A file or directory cannot be written.
  case unwritable(path: String)

  package var description: String {
    switch self {
    case .unreadable(let path): "\(path): cannot be read"
    case .malformed(let path, let problem): "\(path): \(problem)"
    case .unpaired(let path): "\(path): a transcript and its labels need the same file name in transcripts/ and labels/"
    case .inconsistent(let path, let problem): "\(path): \(problem)"
    case .notEmpty(let path): "\(path): is not empty; name a directory that is new or empty"
    case .invalidName: "a transcript's id is not safe as a file's name; use letters, digits, '.', '_' and '-'"
    case .unwritable(let path): "\(path): cannot be written"
    }
  }
}
