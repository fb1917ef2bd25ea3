import Glibc
import Rules

/// How often messages name programming languages, on fences and by the names of files.
///
/// Bytes are walked, since this looks at all that was said: an ASCII byte beside others of ASCII is a character by
/// itself, except for a line feed behind a carriage return (UAX #29). Only what touches other characters is cut by
/// characters.
struct LanguageMentions {
  /// Languages of data and of parts of a page: they stand beside the code.
  private static let data: Set<String> = ["json", "toml", "markdown", "css", "html"]
  /// Longer messages are pasted: the names in their first part say enough, in characters.
  static let longest = 20_000
  /// No name of a language, and no ending of a file that tells one, is longer, in bytes.
  static let longestName = 15

  /// What each language counts.
  private(set) var counts: [String: Int] = [:]

  /// Counts what a message names.
  ///
  /// - Parameter hasFences: whether names on fences say what is written behind them.
  mutating func add(_ message: String, hasFences: Bool) {
    var text = Self.opening(of: message)
    text.withUTF8 { bytes in
      var (start, from) = (0, 0)
      while start < bytes.count {
        let end = Self.index(of: UInt8(ascii: "\n"), in: bytes, from: from) ?? bytes.count
        from = end + 1
        // With a carriage return before it, it is another character, which ends no line.
        if end > start, end < bytes.count, bytes[end - 1] == UInt8(ascii: "\r") { continue }
        addLine(UnsafeBufferPointer(rebasing: bytes[start..<end]), hasFences: hasFences)
        start = end + 1
      }
    }
  }

  private static func opening(of message: String) -> String {
    guard message.utf8.count > longest else { return message }
    let isPlain = message.utf8.prefix(longest + 1).allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
    return isPlain ? String(decoding: message.utf8.prefix(longest), as: UTF8.self) : String(message.prefix(longest))
  }

  private mutating func addLine(_ line: UnsafeBufferPointer<UInt8>, hasFences: Bool) {
    if hasFences, Self.isFence(line) {
      let name = Substring(String(decoding: line, as: UTF8.self)).dropFirst(3)
        .prefix { $0.isLetter || $0.isNumber || $0 == "+" || $0 == "#" }.lowercased()
      if let language = Topics.languages[name] ?? LanguageName.canonical(name), !Self.data.contains(language) {
        counts[language, default: 0] += 3
      }
      return
    }
    var from = 0
    // Without a full stop no word is a file's name.
    while let stop = Self.index(of: UInt8(ascii: "."), in: line, from: from) {
      var (start, end) = (stop, stop + 1)
      while start > from, !Self.isGap(line, start - 1) { start -= 1 }
      while end < line.count, !Self.isGap(line, end) { end += 1 }
      addWord(UnsafeBufferPointer(rebasing: line[start..<end]))
      from = end
    }
  }

  /// Three backticks and more behind them.
  private static func isFence(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line.count > 3, let first = line.first else { return false }
    let opening = line.prefix(4)
    if opening.allSatisfy({ $0 < 0x80 }) { return opening.prefix(3).allSatisfy { $0 == UInt8(ascii: "`") } }
    // Unicode has a second backtick, U+1FEF, which is the same character.
    guard first == UInt8(ascii: "`") || first == 0xE1 else { return false }
    let text = Substring(String(decoding: line, as: UTF8.self))
    return text.hasPrefix("```") && text.count > 3
  }

  /// Whether a byte is a character that stands between words.
  private static func isGap(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard isGap(line[index]) else { return false }
    return (index == 0 || line[index - 1] < 0x80) && (index + 1 == line.count || line[index + 1] < 0x80)
  }

  private static func isGap(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09...0x0D, 0x20, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// Counts a word, or several between which stand characters beyond ASCII.
  private mutating func addWord(_ word: UnsafeBufferPointer<UInt8>) {
    if word.allSatisfy({ $0 < 0x80 }) {
      if let language = Self.language(ofFile: word) { counts[language, default: 0] += 1 }
      return
    }
    let words = String(decoding: word, as: UTF8.self).split { $0.isWhitespace || "()[]\"'`,:".contains($0) }
    for language in words.lazy.compactMap(SpokenLanguage.ofFile) { counts[language, default: 0] += 1 }
  }

  /// What ``SpokenLanguage/ofFile(_:)`` gives for a word of ASCII: quick, for the many words that end a sentence.
  private static func language(ofFile word: UnsafeBufferPointer<UInt8>) -> String? {
    var end = word.count
    if end > 0, word[end - 1] == UInt8(ascii: ".") { end -= 1 }
    while end > 0, word[end - 1] == UInt8(ascii: "/") { end -= 1 }
    var start = end
    while start > 0, word[start - 1] != UInt8(ascii: "."), word[start - 1] != UInt8(ascii: "/") { start -= 1 }
    guard start > 0, start < end, end - start <= longestName else { return nil }
    let ending = String(decoding: word[start..<end], as: UTF8.self)
    guard let language = LanguageName.canonical(ending) else { return nil }
    // "a.py" and "b/a.py"; not ".py", "b/.py", "a.b/c", nor what ends with a slash.
    let isPlain = start > 1 && word[start - 1] == UInt8(ascii: ".") && word[start - 2] != UInt8(ascii: "/")
    guard isPlain, end == word.count || word[end] == UInt8(ascii: ".") else {
      return SpokenLanguage.ofFile(Substring(String(decoding: word, as: UTF8.self)))
    }
    return SpokenLanguage.isData(ending: ending.lowercased()) ? nil : language
  }

  private static func index(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
