import Rules

/// Times as clients write them beside ISO 8601.
enum ClientTime {
  /// Reads a date and a time with any separators (`2026-01-05 10:00:00`, `2026-01-05_10-00-00Z`), with or without
  /// seconds, a fraction and a zone.
  ///
  /// A time without a zone is the machine's local one, which the file does not name. It is read as UTC: it then orders
  /// the messages of a machine rightly, and is wrong by the zone against others.
  static func parse(_ text: some StringProtocol) -> Timestamp? {
    let bytes = Array(text.utf8.prefix(40))
    var (digits, index) = ([String](), 0)
    for length in [4, 2, 2, 2, 2, 2] {
      let part = bytes[min(index, bytes.count)...].prefix(length)
      guard part.count == length, part.allSatisfy(isDigit) else { break }
      digits.append(String(decoding: part, as: UTF8.self))
      index += length
      if index < bytes.count, digits.count < 6, "-:_ T".utf8.contains(bytes[index]) { index += 1 } else { break }
    }
    guard digits.count >= 5 else { return nil }
    let seconds = digits.count == 6 ? digits[5] : "00"
    var fraction = ""
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      fraction = "." + String(decoding: bytes[(index + 1)...].prefix(while: isDigit), as: UTF8.self)
      index += fraction.utf8.count
    }
    let zone = InjectedText.trimmed(String(decoding: bytes[index...], as: UTF8.self))
    let time = "\(digits[0])-\(digits[1])-\(digits[2])T\(digits[3]):\(digits[4]):\(seconds)\(fraction)"
    return try? Timestamp(time + (zone.isEmpty ? "Z" : zone))
  }

  /// Seconds since the Unix epoch; nil for what is no time between 1970 and 9999.
  static func epoch(_ seconds: Double?) -> Timestamp? {
    guard let seconds, seconds >= 0, seconds < 253_402_300_800 else { return nil }
    return Timestamp(milliseconds: Int64((seconds * 1000).rounded()))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
