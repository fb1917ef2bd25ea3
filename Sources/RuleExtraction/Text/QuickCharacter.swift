/// Answers about characters that the first byte gives in most cases: tables of Unicode are slow.
extension Character {
  /// Whether it is a letter or a digit of ASCII, with or without marks on it.
  var beginsWithLetterOrDigit: Bool {
    switch utf8.first ?? 0 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether it is white space.
  var isSpace: Bool {
    guard let byte = utf8.first, byte < 0x80 else { return isWhitespace }
    return byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// Whether it stands between words: white space, a comma, a dash, an ellipsis.
  var isBetweenWords: Bool {
    guard let byte = utf8.first, byte >= 0x80 else { return isSpace || self == "," }
    return isWhitespace || self == "—" || self == "–" || self == "…"
  }

  /// Whether it is one of some marks; none of them a letter or a digit.
  func isOne(of marks: String) -> Bool { !beginsWithLetterOrDigit && marks.contains(self) }
}
