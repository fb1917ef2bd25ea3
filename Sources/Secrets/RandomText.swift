import Glibc

/// Tells random characters from words, by their distribution.
///
/// The measure is Shannon's entropy of a word's characters, as in secret scanners since TruffleHog, with the limits that
/// detect-secrets documents: 4.5 bits a character for base64, 3.0 for hexadecimal digits. A short word cannot reach
/// 4.5, so that below 40 characters it is to reach nine tenths of what its length allows. See Meli, McNiece and Reaves,
/// "How Bad Can It Git? Characterizing Secret Leakage in Public GitHub Repositories" (NDSS 2019).
enum RandomText {
  /// Shorter words are never taken for random.
  private static let shortest = 20
  /// Longer ones are data, such as an embedded picture, and not a key.
  private static let longest = 512

  /// The random words of a text: keys of a form that nobody documents.
  ///
  /// Not among them: digests of 32, 40, 56, 64, 96 or 128 hexadecimal digits and package integrity strings (a commit
  /// id or a hash is no secret unless it is named as one), UUIDs, paths, URLs, public keys, identifiers.
  static func spans(in text: [UInt8]) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var start = 0
    while start < text.count {
      guard !isSpace(text[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < text.count, !isSpace(text[end]) { end += 1 }
      if end - start >= shortest { addSpans(in: start..<end, of: text, to: &spans) }
      start = end
    }
    return spans
  }

  /// The random runs of one word between white space.
  private static func addSpans(in word: Range<Int>, of text: [UInt8], to spans: inout [Range<Int>]) {
    // An address, a data URI, a class path: what is long in it names a thing.
    let isAddress = contains("://", text, word) || contains("data:", text, word) || contains("base64,", text, word)
    guard !isAddress else { return }
    var start = word.lowerBound
    while start < word.upperBound {
      guard isKeyByte(text[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < word.upperBound, isKeyByte(text[end]) { end += 1 }
      // Padding is part of a run; any other equals sign stands between a name and a value.
      if end + 1 == word.upperBound || end + 1 < word.upperBound && !isKeyByte(text[end + 1]) {
        while end < word.upperBound, text[end] == UInt8(ascii: "=") { end += 1 }
      }
      let run = start..<end
      if run.count >= shortest, run.count <= longest {
        let random = isRandom(Array(text[run])) ? [run] : hexadecimal(in: run, of: text)
        if !random.isEmpty, !isDigest(run, of: text) { spans += random }
      }
      start = end + 1
    }
  }

  /// The random hexadecimal parts of a run that words are joined to, as in `deploy-5e0c…`.
  private static func hexadecimal(in run: Range<Int>, of text: [UInt8]) -> [Range<Int>] {
    guard run.count > 32 else { return [] }
    return text[run].split { !isHexadecimal($0) }.filter { part in
      let isWhole =
        (part.startIndex == run.lowerBound || !isLetter(text[part.startIndex - 1]))
        && (part.endIndex == run.upperBound || !isLetter(text[part.endIndex]))
      return part.count >= 32 && part.count < run.count && isWhole && isRandom(Array(part))
    }.map(\.indices)
  }

  /// Whether characters are as mixed as those of a key.
  static func isRandom(_ run: [UInt8]) -> Bool {
    guard run.count >= shortest else { return false }
    if run.allSatisfy(isHexadecimal) {
      return run.count >= 32 && !digestLengths.contains(run.count) && run.contains(where: isDigit)
        && run.contains { !isDigit($0) } && entropy(run) >= 3
    }
    guard isMixed(run), run.count(where: { "/+-_".utf8.contains($0) }) * 10 <= run.count, !isPath(run) else {
      return false
    }
    // Words of an identifier or a path change between letters and digits at most a few times.
    guard changes(run) >= max(4, run.count / 8) else { return false }
    return entropy(run) >= (run.count >= 40 ? 4.5 : 0.85 * log2(Double(run.count)))
  }

  /// Whether lower case, upper case and digits are all there.
  static func isMixed(_ run: [UInt8]) -> Bool {
    run.contains(where: isDigit) && run.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      && run.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Whether at least two parts between slashes are words.
  private static func isPath(_ run: [UInt8]) -> Bool {
    run.split(separator: UInt8(ascii: "/")).count { $0.count >= 2 && $0.allSatisfy(isLetter) } >= 2
  }

  /// How often a digit follows a letter or the other way round.
  static func changes(_ run: [UInt8]) -> Int {
    var (changes, previous): (Int, Bool?) = (0, nil)
    for byte in run where isDigit(byte) || isLetter(byte) {
      if let previous, previous != isDigit(byte) { changes += 1 }
      previous = isDigit(byte)
    }
    return changes
  }

  /// Bits a character.
  private static func entropy(_ run: [UInt8]) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in run { counts[Int(byte)] += 1 }
    return counts.reduce(0) { sum, count in
      guard count > 0 else { return sum }
      let part = Double(count) / Double(run.count)
      return sum - part * log2(part)
    }
  }

  private static let digestLengths: Set<Int> = [32, 40, 56, 64, 96, 128]

  /// What names of messages and calls begin with in the interfaces of models.
  private static let identifiers = [
    "toolu_", "agent_msg_", "call_", "msg_", "req_", "resp_", "chatcmpl-", "run_", "thread_", "item_",
  ]

  /// Whether the run is the hash of something, a public key, or a name of no worth to anybody else.
  private static func isDigest(_ run: Range<Int>, of text: [UInt8]) -> Bool {
    let opening = String(decoding: text[run.prefix(16)], as: UTF8.self)
    if ["AAAAB3NzaC1", "AAAAC3NzaC1", "AAAAE2VjZHNh", "AAAAGnNr"].contains(where: opening.hasPrefix) { return true }
    let before = String(decoding: text[max(0, run.lowerBound - 8)..<run.lowerBound], as: UTF8.self).lowercased()
    let whole = before + opening.lowercased()
    if identifiers.contains(where: opening.hasPrefix) { return true }
    return ["sha1-", "sha256-", "sha384-", "sha512-", "sha1:", "sha256:", "sha384:", "sha512:", "md5:", "h1:"]
      .contains(where: whole.contains)
  }

  private static func contains(_ mark: StaticString, _ text: [UInt8], _ word: Range<Int>) -> Bool {
    let needle = mark.withUTF8Buffer(Array.init)
    guard word.count >= needle.count else { return false }
    return (word.lowerBound...(word.upperBound - needle.count)).contains { start in
      text[start] == needle[0] && text[start..<start + needle.count].elementsEqual(needle)
    }
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }
  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }

  static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }

  /// The characters of both alphabets of base64.
  static func isKeyByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
