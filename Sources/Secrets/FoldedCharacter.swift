/// A character that is written in a way that hides it from a pattern.
struct FoldedCharacter: Sendable {
  /// How many bytes it takes where it stands.
  let length: Int
  /// What it means; empty for characters that are not seen.
  let plain: [UInt8]

  /// The folded character at a place; nil where a plain one stands.
  static func read(_ bytes: [UInt8], at index: Int) -> FoldedCharacter? {
    switch bytes[index] {
    case UInt8(ascii: "%"): percent(bytes, index)
    case UInt8(ascii: "&"): entity(bytes, index)
    case UInt8(ascii: "\\"): escape(bytes, index)
    case 0xC2...0xF4: scalar(bytes, index)
    default: nil
    }
  }

  /// Percent-encoding (RFC 3986, 2.1).
  private static func percent(_ bytes: [UInt8], _ index: Int) -> FoldedCharacter? {
    guard let value = number(bytes, index + 1, digits: 2, radix: 16) else { return nil }
    return FoldedCharacter(length: 3, plain: [UInt8(value)])
  }

  /// Character references of HTML, by number and the names of the few marks that credentials have.
  private static func entity(_ bytes: [UInt8], _ index: Int) -> FoldedCharacter? {
    guard let end = bytes[index...].prefix(18).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    let length = end + 1 - index
    if let plain = named[name] { return FoldedCharacter(length: length, plain: [plain]) }
    if invisible.contains(name) { return FoldedCharacter(length: length, plain: []) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value = digits.first?.lowercased() == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { FoldedCharacter(length: length, plain: plainBytes(of: $0)) }
  }

  private static let named: [String: UInt8] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0x20, "equals": 0x3D,
    "plus": 0x2B, "sol": 0x2F, "colon": 0x3A, "lowbar": 0x5F, "period": 0x2E, "hyphen": 0x2D, "commat": 0x40,
    "dash": 0x2D, "excl": 0x21, "num": 0x23, "dollar": 0x24, "percnt": 0x25,
  ]

  private static let invisible: Set<String> = ["shy", "zwj", "zwnj", "ZeroWidthSpace", "NoBreak", "lrm", "rlm"]

  /// Escapes of strings in JSON and in programming languages.
  private static func escape(_ bytes: [UInt8], _ index: Int) -> FoldedCharacter? {
    guard index + 1 < bytes.count else { return nil }
    switch bytes[index + 1] {
    case UInt8(ascii: "u"):
      if let value = number(bytes, index + 2, digits: 4, radix: 16), let scalar = Unicode.Scalar(value) {
        return FoldedCharacter(length: 6, plain: plainBytes(of: scalar))
      }
      return nil
    case UInt8(ascii: "x"):
      return number(bytes, index + 2, digits: 2, radix: 16).map { FoldedCharacter(length: 4, plain: [UInt8($0)]) }
    case UInt8(ascii: "n"), UInt8(ascii: "r"): return FoldedCharacter(length: 2, plain: [0x0A])
    case UInt8(ascii: "t"): return FoldedCharacter(length: 2, plain: [0x09])
    case let mark where "/\"'\\_*-.".utf8.contains(mark): return FoldedCharacter(length: 2, plain: [mark])
    default: return nil
    }
  }

  private static func scalar(_ bytes: [UInt8], _ index: Int) -> FoldedCharacter? {
    let length = bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
    guard index + length <= bytes.count else { return nil }
    var value = UInt32(bytes[index] & (0xFF >> UInt8(length + 1)))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return nil }
    guard let ascii = compatible(scalar) else { return nil }
    return FoldedCharacter(length: length, plain: ascii)
  }

  private static func plainBytes(of scalar: Unicode.Scalar) -> [UInt8] {
    compatible(scalar) ?? Array(String(scalar).utf8)
  }

  /// The ASCII that a compatibility form stands for (as by NFKC, UAX #15), nothing for an invisible character; nil for
  /// any other.
  private static func compatible(_ scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case 0xFF01...0xFF5E: return [UInt8(scalar.value - 0xFF01 + 0x21)]
    case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return [0x20]
    case 0x2010...0x2015, 0x2212, 0xFE63: return [UInt8(ascii: "-")]
    // Letters of mathematics: 13 alphabets of 52 letters, then digits.
    case 0x1D400...0x1D6A3:
      let letter = (scalar.value - 0x1D400) % 52
      return [UInt8(letter < 26 ? 0x41 + letter : 0x61 + letter - 26)]
    case 0x1D7CE...0x1D7FF: return [UInt8(0x30 + (scalar.value - 0x1D7CE) % 10)]
    case 0x24B6...0x24CF: return [UInt8(scalar.value - 0x24B6 + 0x41)]
    case 0x24D0...0x24E9: return [UInt8(scalar.value - 0x24D0 + 0x61)]
    // Tags are ASCII that is not shown.
    case 0xE0021...0xE007E: return [UInt8(scalar.value - 0xE0000)]
    default:
      return scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.generalCategory == .format ? [] : nil
    }
  }

  private static func number(_ bytes: [UInt8], _ start: Int, digits: Int, radix: UInt32) -> UInt32? {
    guard start + digits <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + digits] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value * radix + UInt32(digit)
    }
    return value
  }
}
