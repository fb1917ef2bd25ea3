/// Why a stage could not do its work. Its text never holds anything from a transcript.
package enum PipelineError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case unwritable(file: String, reason: String)
  /// What is to be reviewed cannot be found, or the decisions cannot be brought to where it is.
  case cannotReview(place: String, reason: String)
  /// The user asked the run to stop; nothing was left half-done.
  case interrupted

  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file): cannot be written: \(reason)"
    case .cannotReview(let place, let reason): "\(place): cannot be reviewed: \(reason)"
    case .interrupted: "interrupted; nothing was left half-done, run again to go on"
    }
  }
}
