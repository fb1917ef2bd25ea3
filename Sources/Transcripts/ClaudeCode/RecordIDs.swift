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
