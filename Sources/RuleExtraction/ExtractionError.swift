/// Why extraction cannot begin.
package enum ExtractionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A configured pattern is not a valid expression.
  case invalidPattern(name: String, reason: String)
  /// A file that comes with the program is in none of the places where it is looked for.
  case missingModel(name: String)
  /// A model cannot be used.
  case badModel(path: String, reason: String)

  package var description: String {
    switch self {
    case .invalidPattern(let name, let reason): "extraction.patterns.\(name): \(reason)"
    case .missingModel(let name):
      "the model '\(name)' is not there: set LTM_MODELS to the directory that holds it, or install the program again"
    case .badModel(let path, let reason): "\(path): \(reason)"
    }
  }
}
