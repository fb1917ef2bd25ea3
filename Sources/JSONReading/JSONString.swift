import Glibc

/// A string of a JSON text as it stands between its quotes, with its escapes.
///
/// It may be used as long as the text that it was taken from stands where it is.
package struct JSONString {
  @usableFromInline let raw: UnsafeRawBufferPointer
  @usableFromInline let mayHaveEscapes: Bool

  /// - Parameter mayHaveEscapes: false where it is known that no escape is in it.
  @inlinable @inline(__always)
  package init(_ raw: UnsafeRawBufferPointer, mayHaveEscapes: Bool = true) {
    self.raw = raw
    self.mayHaveEscapes = mayHaveEscapes
  }

  /// The string's bytes as they stand.
  @inlinable package var bytes: UnsafeRawBufferPointer { raw }

  /// The string itself; nil when an escape in it is none. Halves of surrogate pairs become U+FFFD.
  package var text: String? {
    guard var escape = backslash(from: 0) else { return String(decoding: raw, as: UTF8.self) }
    var isValid = true
    // Nothing gets longer: six bytes of an escape become at most three.
    let text = String(unsafeUninitializedCapacity: raw.count) { buffer in
      var (read, written) = (0, 0)
      func copy(upTo end: Int) {
        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[written...])
          .copyBytes(from: raw[read..<end])
        (read, written) = (end, written + end - read)
      }
      while true {
        copy(upTo: escape)
        guard read < raw.count else { return written }
        guard let (scalar, length) = unescaped(at: read) else {
          isValid = false
          return 0
        }
        for byte in scalar.utf8 {
          buffer[written] = byte
          written += 1
        }
        read += length
        escape = backslash(from: read) ?? raw.count
      }
    }
    return isValid ? text : nil
  }

  /// The string itself, where no character in it is given by its number; otherwise nil.
  package var plainText: String? {
    guard let escape = backslash(from: 0) else { return String(decoding: raw, as: UTF8.self) }
    for index in escape..<raw.count - 1 where raw[index] == UInt8(ascii: "\\") && raw[index + 1] == UInt8(ascii: "u") {
      return nil
    }
    return text
  }

  /// Whether something of ASCII that is no white space comes first in it, apart from white space; false also where
  /// that is not told at once.
  package var beginsWithWord: Bool {
    var isEscape = false
    for byte in raw {
      switch byte {
      case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"):
        if !isEscape { return true }
        isEscape = false
      case UInt8(ascii: " "): if isEscape { return false }
      case UInt8(ascii: "\\"):
        if isEscape { return true }
        isEscape = true
      default: return !isEscape && (0x21..<0x7F).contains(byte)
      }
    }
    return false
  }

  /// Whether the string begins with a text of ASCII, however it is escaped. Looks no further than it must.
  package func begins(with beginning: StaticString) -> Bool {
    var index = 0
    for offset in 0..<beginning.utf8CodeUnitCount {
      guard index < raw.count else { return false }
      var (unit, length) = (UInt32(raw[index]), 1)
      if raw[index] == UInt8(ascii: "\\") {
        guard let (scalar, size) = unescaped(at: index) else { return false }
        (unit, length) = (scalar.value, size)
      }
      guard unit == beginning.utf8Start[offset] else { return false }
      index += length
    }
    return true
  }

  /// Whether the string is a text of ASCII, however it is escaped.
  @inlinable @inline(__always)
  package static func ~= (text: StaticString, string: JSONString) -> Bool {
    if string.raw.count == text.utf8CodeUnitCount, let base = string.raw.baseAddress {
      return memcmp(base, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
    return string.mayHaveEscapes && string.equals(text)
  }

  package static func == (string: JSONString, text: String) -> Bool {
    guard string.backslash(from: 0) == nil else { return string.text == text }
    var text = text
    return text.withUTF8 { utf8 in
      guard utf8.count == string.raw.count, let base = string.raw.baseAddress, let other = utf8.baseAddress else {
        return utf8.count == string.raw.count
      }
      return memcmp(base, other, utf8.count) == 0
    }
  }

  @usableFromInline @inline(never)
  func equals(_ text: StaticString) -> Bool {
    // The only escapes of letters have six bytes.
    guard raw.count >= text.utf8CodeUnitCount + 5, raw.count <= text.utf8CodeUnitCount * 6 else { return false }
    return backslash(from: 0) != nil && self.text == text.description
  }

  private func backslash(from start: Int) -> Int? {
    guard mayHaveEscapes, let base = raw.baseAddress, start < raw.count else { return nil }
    return memchr(base + start, Int32(UInt8(ascii: "\\")), raw.count - start).map { UnsafeRawPointer($0) - base }
  }

  /// What the escape at an index stands for, and how many bytes it has.
  private func unescaped(at index: Int) -> (Unicode.Scalar, length: Int)? {
    guard index + 1 < raw.count else { return nil }
    switch raw[index + 1] {
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (Unicode.Scalar(raw[index + 1]), 2)
    default: break
    }
    guard let unit = codeUnit(at: index) else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    guard unit < 0xDC00, let low = codeUnit(at: index + 6), (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { return ("\u{FFFD}", 6) }
    return (scalar, 12)
  }

  /// The code unit that an escape `\u` with four hexadecimal digits at an index stands for.
  private func codeUnit(at index: Int) -> UInt32? {
    guard index + 6 <= raw.count, raw[index] == UInt8(ascii: "\\"), raw[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt32 = 0
    for byte in raw[index + 2..<index + 6] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}
