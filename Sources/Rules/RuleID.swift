/// The name of a rule: also its file's name in the store, so only characters that are safe in a path are allowed.
package struct RuleID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text of the identifier.
  package let text: String

  /// Checks and wraps an identifier: 1 to 128 of `A-Z a-z 0-9 . _ -`, not beginning with a dot, without `..`, not
  /// ending in `.lock` (git refuses it).
  ///
  /// - Throws: ``RuleError/invalidID(_:)``.
  package init(_ text: String) throws(RuleError) {
    let allowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard allowed, (1...128).contains(text.utf8.count), !text.hasPrefix("."),
      !zip(text.utf8, text.utf8.dropFirst()).contains(where: { $0 == UInt8(ascii: ".") && $1 == $0 }),
      !text.hasSuffix(".lock")
    else { throw .invalidID(text) }
    self.text = text
  }

  package var description: String { text }

  package static func < (left: RuleID, right: RuleID) -> Bool { left.text < right.text }
}

extension RuleID: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do throws(RuleError) {
      self = try RuleID(try container.decodeText())
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension SingleValueDecodingContainer {
  fileprivate func decodeText() throws(RuleError) -> String {
    guard let text = try? decode(String.self) else { throw .invalidID("") }
    return text
  }
}
