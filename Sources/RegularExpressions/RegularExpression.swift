internal import CRE2

/// A compiled regular expression in RE2 syntax.
///
/// Matching takes time linear in the text, whatever the pattern: patterns come from configuration and from rule
/// files, and neither may hang the nightly job. Syntax: <https://github.com/google/re2/wiki/Syntax>.
package final class RegularExpression: Sendable {
  /// The pattern as it was given.
  package let pattern: String
  /// The number of capturing groups.
  package let groupCount: Int
  // RE2 objects are immutable after construction and documented as thread-safe, so sharing the pointer is sound.
  private nonisolated(unsafe) let handle: OpaquePointer

  /// How much memory one expression may use, in bytes; RE2 refuses larger programs.
  private static let memoryLimit: Int64 = 8 << 20

  /// Compiles a pattern.
  ///
  /// - Throws: ``RegularExpressionError`` when the pattern is not valid RE2.
  package init(_ pattern: String, ignoringCase: Bool = false) throws(RegularExpressionError) {
    var text = pattern
    let handle = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        ltm_re2_compile(characters.baseAddress, characters.count, ignoringCase, Self.memoryLimit)
      }
    }
    guard let handle = handle else {
      throw RegularExpressionError(pattern: pattern, reason: "out of memory")
    }
    if let reason = ltm_re2_error(handle) {
      let message = String(cString: reason)
      ltm_re2_free(handle)
      throw RegularExpressionError(pattern: pattern, reason: message)
    }
    self.pattern = pattern
    groupCount = Int(ltm_re2_group_count(handle))
    self.handle = handle
  }

  deinit {
    ltm_re2_free(handle)
  }

  /// Tells whether the pattern occurs in the text.
  ///
  /// That takes one pass, however many groups the pattern has.
  package func matches(_ text: some StringProtocol) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(occurs) ?? Array(text.utf8).withUnsafeBufferPointer(occurs)
  }

  private func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withMemoryRebound(to: CChar.self) { characters in
      ltm_re2_match(handle, characters.baseAddress, characters.count, 0, nil, 0)
    }
  }

  /// The first match in the text.
  package func firstMatch(in text: String) -> RegularExpressionMatch? {
    matches(in: text, limit: 1).first
  }

  /// All matches that do not overlap, from left to right.
  package func allMatches(in text: String) -> [RegularExpressionMatch] {
    matches(in: text, limit: .max)
  }

  /// Where all matches that do not overlap lie in UTF-8 text, each with its groups; group 0 is the whole of it.
  package func spans(inUTF8 text: [UInt8]) -> [[Range<Int>?]] {
    text.withUnsafeBufferPointer { spans(in: $0, limit: .max) }
  }

  private func matches(in text: String, limit: Int) -> [RegularExpressionMatch] {
    var text = text
    let found = text.withUTF8 { spans(in: $0, limit: limit) }
    return found.map { RegularExpressionMatch(text: text, spans: $0) }
  }

  private func spans(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [[Range<Int>?]] {
    let count = groupCount + 1
    var spans = [Int64](repeating: -1, count: 2 * count)
    var found: [[Range<Int>?]] = []
    bytes.withMemoryRebound(to: CChar.self) { characters in
      var start = 0
      while found.count < limit, start <= characters.count {
        let hit = spans.withUnsafeMutableBufferPointer { buffer in
          ltm_re2_match(
            handle, characters.baseAddress, characters.count, start, buffer.baseAddress, Int32(count))
        }
        guard hit else { break }
        found.append(
          (0..<count).map { group in
            spans[2 * group] < 0 ? nil : Int(spans[2 * group])..<Int(spans[2 * group + 1])
          }
        )
        let end = Int(spans[1])
        // An empty match must not be found again at the same place; step over one whole UTF-8 character.
        start = end > Int(spans[0]) ? end : end + 1
        while start < bytes.count && bytes[start] & 0xC0 == 0x80 { start += 1 }
      }
    }
    return found
  }
}
