/// Which writing a message is in.
enum SpokenScript {
  /// How much of a message is looked at, in characters of Unicode.
  private static let longest = 4000

  /// Whether the message is in a writing that is read: Latin letters, Chinese characters or Japanese syllables. Of
  /// others, such as Cyrillic, Arabic or Korean, nothing is understood.
  static func isRead(_ message: String) -> Bool {
    var (known, unknown) = (0, 0)
    for scalar in message.unicodeScalars.prefix(longest) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: known += 1
      case 0..<0x80: break
      case _ where !scalar.properties.isAlphabetic: break
      // Latin with its extensions; Hiragana, Katakana; CJK ideographs and their extensions.
      case 0...0x24F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xF900...0xFAFF, 0xFF21...0xFF5A, 0x20000...0x3134F:
        known += 1
      default: unknown += 1
      }
    }
    // A message of signs and a few letters of another alphabet, such as π, is no language.
    return unknown < 6 || unknown <= known
  }
}
