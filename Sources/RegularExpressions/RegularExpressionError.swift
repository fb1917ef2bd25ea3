/// A pattern that RE2 does not accept.
package struct RegularExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The pattern as it was given.
  package let pattern: String
  /// What RE2 says is wrong with it.
  package let reason: String

  package var description: String {
    "not a valid RE2 pattern: \(reason) (look-around and back-references are not supported)"
  }
}
