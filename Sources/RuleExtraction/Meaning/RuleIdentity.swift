import Crypto
import FoundationEssentials
package import Rules

/// What makes two statements the same wish: the same identity always gives the same id, on every machine.
package struct RuleIdentity: Hashable, Sendable, Encodable {
  private let project: String?
  private let type: Action.Kind
  private let description: String
  private let parameters: [String: JSONValue]
  private let conditions: [String: JSONValue]

  /// The identity of a directive: wording is compared without case, punctuation and spacing.
  package init(action: Action, matchCriteria: MatchCriteria, project: String?) {
    self.project = project
    type = action.type
    description = action.description.lowercased()
      .split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    parameters = action.parameters ?? [:]
    conditions = matchCriteria.context ?? [:]
  }

  /// The rule id: the first 16 hexadecimal digits of the SHA-256 of the identity's canonical JSON.
  ///
  /// SHA-256 instead of git's SHA-1, so that a rule's name does not depend on how the store hashes.
  package var id: RuleID {
    get throws {
      let digest = SHA256.hash(data: try CanonicalJSON.line(self))
      return try RuleID(Self.hexadecimal(digest.prefix(8)))
    }
  }

  /// Bytes as lower-case hexadecimal digits.
  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
