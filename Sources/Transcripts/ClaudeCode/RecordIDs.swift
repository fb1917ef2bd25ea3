/// The ids of the records that came before, in little memory.
struct RecordIDs {
  /// Ids as clients write them: UUIDs in lower case, with hyphens (RFC 9562).
  private var packed: Set<SIMD2<UInt64>> = []
  private var others: Set<String> = []

  /// Remembers an id.
  ///
  /// - Returns: false when it came before.
  mutating func insert(_ id: JSONString) -> Bool {
    if let bits = Self.bits(id.bytes) { return packed.insert(bits).inserted }
    return id.text.map { others.insert($0).inserted } ?? true
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
