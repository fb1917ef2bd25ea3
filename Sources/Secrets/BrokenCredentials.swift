/// Credentials with a gap in the middle: a line break, or a space.
enum BrokenCredentials {
  /// Parts of a credential are within this many bytes: joining longer words could make the work grow.
  private static let longestWord = 400

  /// Where a credential of the kinds lies across one gap between words.
  ///
  /// Of kinds whose length is known both parts are put together. Of the others only a part that looks random by
  /// itself belongs to the part before it: else any word behind a key would.
  static func spans(in text: [UInt8], _ kinds: CredentialKinds) -> [(range: Range<Int>, kind: Int)] {
    let words = self.words(of: text)
    var spans: [(range: Range<Int>, kind: Int)] = []
    for (left, right) in zip(words, words.dropFirst()) where mayBeBroken(left, right, in: text) {
      let joined = Array(text[left]) + text[right]
      for (range, kind) in kinds.spans(in: joined) where kind < CredentialKind.providers.count {
        guard range.lowerBound < left.count, range.upperBound > left.count else { continue }
        let rest = right.lowerBound..<(right.lowerBound + range.upperBound - left.count)
        guard kinds.kinds[kind].hasOneLength || looksRandom(text[rest]) else { continue }
        spans.append((left.lowerBound + range.lowerBound..<rest.upperBound, kind))
      }
    }
    return spans
  }

  /// The parts between white space; marks that a string ends with where it is continued are not theirs.
  private static func words(of text: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = 0
    while start < text.count {
      guard !isGap(text[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < text.count, !isGap(text[end]) { end += 1 }
      words.append(start..<end)
      start = end
    }
    return words
  }

  /// White space, and what stands around a line break within a string of a program.
  private static func isGap(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'`\\".utf8.contains(byte) }

  /// Cheap: a broken credential has a digit or a mark of its prefix in the left part, and key characters at the gap.
  private static func mayBeBroken(_ left: Range<Int>, _ right: Range<Int>, in text: [UInt8]) -> Bool {
    guard left.count <= longestWord, right.count <= longestWord, right.count >= 4, left.count >= 4,
      right.lowerBound - left.upperBound <= 16,
      RandomText.isKeyByte(text[left.upperBound - 1]), RandomText.isKeyByte(text[right.lowerBound])
    else { return false }
    return text[right].prefix(64).contains(where: RandomText.isDigit)
      && left.contains { RandomText.isDigit(text[$0]) || "_-.:/".utf8.contains(text[$0]) || isCapital(text[$0]) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

  /// Letters and digits that change with each other, or a long hexadecimal word.
  private static func looksRandom(_ word: ArraySlice<UInt8>) -> Bool {
    let run = Array(word)
    return run.count >= 6 && RandomText.changes(run) >= 2
  }
}
