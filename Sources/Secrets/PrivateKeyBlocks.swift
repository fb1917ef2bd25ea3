/// Private keys in the textual form of RFC 7468, and those of OpenSSH and PGP, which look the same.
enum PrivateKeyBlocks {
  private static let opening = Array("-----BEGIN ".utf8)
  private static let closing = Array("-----END ".utf8)
  /// How long the label between the dashes may be.
  private static let longestLabel = 64
  /// How far behind its beginning a key ends.
  private static let longestBlock = 32_768

  /// Where private keys lie, each with its first and last line; one whose end is missing reaches to the end of what
  /// looks like a key.
  static func spans(in text: [UInt8]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    // Moved forward only, so that many openings do not mean many searches to the end.
    var nextEnd = find(closing, in: text, from: 0)
    while let start = find(opening, in: text, from: index) {
      index = start + opening.count
      let label = text[index...].prefix(longestLabel).prefix { $0 != UInt8(ascii: "-") && $0 >= 0x20 }
      guard String(decoding: label, as: UTF8.self).contains("PRIVATE KEY") else { continue }
      index = label.endIndex
      while let found = nextEnd, found < index { nextEnd = find(closing, in: text, from: found + 1) }
      if let found = nextEnd, found - start <= longestBlock {
        index = endOfLabel(from: found + closing.count, in: text)
      } else {
        index = endOfKeyText(from: skippingDashes(from: index, in: text), in: text)
      }
      spans.append(start..<index)
    }
    return spans
  }

  private static func endOfLabel(from start: Int, in text: [UInt8]) -> Int {
    let label = text[start...].prefix(longestLabel).prefix { $0 != UInt8(ascii: "-") && $0 >= 0x20 }
    return skippingDashes(from: label.endIndex, in: text)
  }

  private static func skippingDashes(from start: Int, in text: [UInt8]) -> Int {
    text[start...].firstIndex { $0 != UInt8(ascii: "-") } ?? text.count
  }

  /// The end of the long words of base64 that follow an opening, the last of which may be short.
  private static func endOfKeyText(from start: Int, in text: [UInt8]) -> Int {
    var (end, index, isLong) = (start, start, true)
    while isLong {
      let word = text[index...].drop(while: RandomText.isSpace).prefix {
        RandomText.isKeyByte($0) || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "=")
      }
      isLong = word.count >= 40
      if isLong || word.contains(where: RandomText.isDigit) || word.last == UInt8(ascii: "=") { end = word.endIndex }
      index = word.endIndex
    }
    return end
  }

  private static func find(_ needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    var index = start
    while let next = text[index...].firstIndex(of: needle[0]), next + needle.count <= text.count {
      if text[next..<next + needle.count].elementsEqual(needle) { return next }
      index = next + 1
    }
    return nil
  }
}
