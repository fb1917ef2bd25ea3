/// Values that are taken strictly: what is nearly one is none.
extension JSONCursor {
  /// What kind of value stands at a place, told by its first byte.
  package enum Kind: Hashable, Sendable {
    case object
    case array
    case string
    /// A number, a literal, or anything that is no JSON.
    case scalar
    /// The end of the text, or a mark that begins no value.
    case none
  }

  /// The kind of the value.
  package var kind: Kind {
    switch byte {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case 0, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): .none
    default: .scalar
    }
  }

  /// Takes a number or literal as it stands, up to the next mark, without the white space before that; nil, and nothing
  /// is taken, when the value is of another kind.
  package mutating func scalar() -> UnsafeRawBufferPointer? {
    guard kind == .scalar, let start = position else { return nil }
    var end = next + 1 < places.count ? Int(places[next + 1]) : text.count
    while end > start, [0x20, 0x0A, 0x0D, 0x09].contains(text[end - 1]) { end -= 1 }
    next += 1
    return UnsafeRawBufferPointer(rebasing: text[start..<end])
  }
}
