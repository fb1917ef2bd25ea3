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
    guard bytes.count == 36 else { return nil }
    var bits = SIMD2<UInt64>()
    for (index, byte) in bytes.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "-") where index == 8 || index == 13 || index == 18 || index == 23: continue
      default: return nil
      }
      let half = index < 18 ? 0 : 1
      bits[half] = bits[half] << 4 | UInt64(digit)
    }
    return bits
  }
}
