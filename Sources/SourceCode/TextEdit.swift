/// A change of one place of a text.
package struct TextEdit: Hashable, Sendable {
  /// The place, in bytes of the text before any edit.
  package let range: Range<Int>
  /// What stood there.
  package let before: String
  /// What stands there now.
  package let after: String

  /// Describes a change.
  package init(range: Range<Int>, before: String, after: String) {
    self.range = range
    self.before = before
    self.after = after
  }

  /// Describes a change of a text.
  init(_ range: Range<Int>, of bytes: [UInt8], to after: String) {
    self.init(range: range, before: String(decoding: bytes[range], as: UTF8.self), after: after)
  }

  /// The bytes with all edits made, which must be in order and apart.
  static func apply(_ edits: [TextEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += Array(edit.after.utf8)
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }
}
