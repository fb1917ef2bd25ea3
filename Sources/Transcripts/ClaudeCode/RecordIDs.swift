import JSONReading

/// The id of a record, in little memory.
enum RecordID: Hashable {
  /// As clients write them: UUIDs in lower case, with hyphens (RFC 9562).
  case packed(SIMD2<UInt64>)
  case other(String)

  /// Nil for text that is no valid UTF-8.
  init?(_ id: JSONString) {
    if let bits = Self.bits(id.bytes) {
      self = .packed(bits)
    } else if let text = id.text {
      self = .other(text)
    } else {
      return nil
    }
  }

  private static func bits(_ bytes: UnsafeRawBufferPointer) -> SIMD2<UInt64>? {
    let hyphen = UInt8(ascii: "-")
    guard bytes.count == 36, bytes[8] == hyphen, bytes[13] == hyphen, bytes[18] == hyphen, bytes[23] == hyphen else {
      return nil
    }
    var isValid = true
    func number(_ parts: Range<Int>...) -> UInt64 {
      var number: UInt64 = 0
      for part in parts {
        for index in part {
          let (digit, letter) = (bytes[index] &- UInt8(ascii: "0"), bytes[index] &- UInt8(ascii: "a"))
          isValid = isValid && (digit < 10 || letter < 6)
          number = number << 4 | UInt64(digit < 10 ? digit : letter &+ 10)
        }
      }
      return number
    }
    let (high, low) = (number(0..<8, 9..<13, 14..<18), number(19..<23, 24..<36))
    return isValid ? SIMD2(high, low) : nil
  }
}

/// The ids of the records that came before.
struct RecordIDs {
  // Apart, so that one of the many takes no more than its bits.
  private var packed: Set<SIMD2<UInt64>> = []
  private var others: Set<String> = []

  /// Remembers an id.
  ///
  /// - Returns: false when it came before.
  mutating func insert(_ id: JSONString) -> Bool {
    switch RecordID(id) {
    case .packed(let bits)?: packed.insert(bits).inserted
    case .other(let text)?: others.insert(text).inserted
    case nil: true
    }
  }
}
