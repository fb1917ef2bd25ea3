/// Why metrics could not be saved or a log not be opened.
package enum TelemetryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system refused to write the file.
  case cannotWrite(path: String, reason: String)
  /// A metric's value, or a number in its metadata, is infinite or not a number, which JSON cannot hold.
  case notFinite(path: String)

  package var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .notFinite(let path): "\(path): not written, because a metric is not a finite number"
    }
  }
}
