/// Why extraction cannot begin.
package enum ExtractionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A configured pattern is not a valid expression.
  case invalidPattern(name: String, reason: String)

  package var description: String {
    switch self {
    case .invalidPattern(let name, let reason): "extraction.patterns.\(name): \(reason)"
    }
  }
}
