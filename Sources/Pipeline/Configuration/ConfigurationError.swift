/// What is wrong with a configuration file.
package enum ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  /// The file is not JSON.
  case notJSON(file: String, reason: String)
  /// No such key; the nearest known one, where one is near.
  case unknownKey(file: String, key: String, nearest: String?)
  /// The value is of another type or outside what is allowed.
  case badValue(file: String, key: String, expected: String)
  /// What is asked for needs a key that is not set as it must be.
  case incomplete(key: String, reason: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file): cannot be read: \(reason)"
    case .notJSON(let file, let reason): "\(file): not valid JSON: \(reason)"
    case .unknownKey(let file, let key, let nearest):
      "\(file): unknown key '\(key)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    case .badValue(let file, let key, let expected): "\(file): '\(key)' must be \(expected)"
    case .incomplete(let key, let reason): "configuration: '\(key)' \(reason)"
    }
  }
}
