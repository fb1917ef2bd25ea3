/// Why a value is not a valid part of a rule. Its text never holds anything from a transcript.
package enum RuleError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text cannot name a rule.
  case invalidID(String)
  /// The text is not an ISO 8601 time.
  case invalidTimestamp(String)

  package var description: String {
    switch self {
    case .invalidID:
      "a rule id is 1 to 128 letters, digits, '.', '_' or '-'; it neither begins with '.' nor contains '..'"
    case .invalidTimestamp:
      "a timestamp is ISO 8601 with a time zone, such as 2025-01-05T10:00:00Z"
    }
  }
}
