/// White space in UTF-8: Unicode's property `White_Space`, told by bytes.
enum WhiteSpace {
  /// How many bytes the white space at an index has; 0 where something else stands.
  @inline(__always)
  static func length(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || (0x09...0x0D).contains(byte) ? 1 : 0 }
    return byte == 0xC2 || (0xE1...0xE3).contains(byte) ? longLength(bytes, at: index) : 0
  }

  private static func longLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let next = bytes[index + 1]
    if bytes[index] == 0xC2 { return next == 0x85 || next == 0xA0 ? 2 : 0 }
    return switch (bytes[index], next, bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      3
    default: 0
    }
  }

  /// The range of a text that is left without white space at its ends.
  static func trimmedRange(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var (start, end) = (0, bytes.count)
    while start < end {
      let length = length(bytes, at: start)
      if length == 0 { break }
      start += length
    }
    while start < end {
      // The last character: bytes after its first one begin with the bits 10.
      var last = end - 1
      while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
      if length(bytes, at: last) == 0 { break }
      end = last
    }
    return start..<end
  }

  /// A text without white space at its ends, and with one space for each run of it: to compare texts.
  static func collapsed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var collapsed: [UInt8] = []
      collapsed.reserveCapacity(bytes.count)
      var (index, isPending) = (0, false)
      while index < bytes.count {
        let length = length(bytes, at: index)
        index += max(length, 1)
        guard length == 0 else {
          isPending = !collapsed.isEmpty
          continue
        }
        if isPending { collapsed.append(0x20) }
        isPending = false
        collapsed.append(bytes[index - 1])
      }
      return String(decoding: collapsed, as: UTF8.self)
    }
  }

  /// A hash of the first 32 bytes of a text that are no white space (FNV-1a, 64 bits: draft-eastlake-fnv).
  static func beginning(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      var (hash, count, index) = (0xCBF2_9CE4_8422_2325 as UInt64, 0, 0)
      while index < bytes.count, count < 32 {
        let length = length(bytes, at: index)
        if length == 0 {
          hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
          count += 1
        }
        index += max(length, 1)
      }
      return hash
    }
  }
}
