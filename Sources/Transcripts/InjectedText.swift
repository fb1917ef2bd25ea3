import Glibc

/// Takes apart what a client sends under the user's role.
enum InjectedText {
  /// Removes every closed block of one of the tags. A tag that is not closed stays: a person may write about it.
  ///
  /// - Parameter isTag: whether blocks of the name are removed.
  static func removingBlocks(from text: String, _ isTag: (Substring) -> Bool) -> String {
    takingBlocks(from: text, isTag).rest
  }

  /// Takes every closed block of one of the tags out of a text, in time that grows with the text.
  ///
  /// - Parameter isTag: whether blocks of the name are taken out.
  /// - Returns: the blocks' names and contents in their order, and the text without them.
  static func takingBlocks(
    from text: String, _ isTag: (Substring) -> Bool
  ) -> (blocks: [(name: String, content: String)], rest: String) {
    guard contains(text, "<") else { return ([], text) }
    let bytes = Array(text.utf8)
    var blocks: [(name: String, content: String)] = []
    var (kept, index, copied) = ([UInt8](), 0, 0)
    // Remembered, so that many unclosed tags do not mean many searches to the end.
    var unclosed: Set<Substring> = []
    while let opening = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = opening + 1
      guard let close = bytes[index...].prefix(64).firstIndex(of: UInt8(ascii: ">")) else { continue }
      let name = Substring(decoding: bytes[index..<close].prefix { $0 > 0x20 }, as: UTF8.self)
      guard isTag(name), unclosed.count < 8, !unclosed.contains(name) else { continue }
      let closing = Array("</\(name)>".utf8)
      guard let end = find(closing, in: bytes, from: close) else {
        unclosed.insert(name)
        continue
      }
      blocks.append((String(name), String(decoding: bytes[(close + 1)..<(end - closing.count)], as: UTF8.self)))
      kept += bytes[copied..<opening]
      (index, copied) = (end, end)
    }
    return (blocks, String(decoding: kept + bytes[copied...], as: UTF8.self))
  }

  /// What stands between the first `<tag>` and the `</tag>` after it.
  static func block(_ tag: String, in text: String) -> String? {
    split(text, at: "<\(tag)>").flatMap { split($0.after, at: "</\(tag)>") }?.before
  }

  /// What stands before and after the first occurrence of a mark.
  static func split(_ text: String, at mark: String) -> (before: String, after: String)? {
    let bytes = Array(text.utf8)
    guard let end = find(Array(mark.utf8), in: bytes, from: 0) else { return nil }
    return (
      String(decoding: bytes[..<(end - mark.utf8.count)], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self)
    )
  }

  /// What follows the last line that is exactly the given one.
  static func afterLast(line: String, in text: String) -> String? {
    let lines = lines(text)
    guard let index = lines.lastIndex(where: { trimmed($0) == line }) else { return nil }
    return lines[(index + 1)...].joined(separator: "\n")
  }

  /// What the user gave to a prompt template that shows its input in a fence below a `## User Input` heading; nil for
  /// text that is no such template.
  static func templateInput(_ text: String) -> String? {
    guard contains(text, "## User Input") else { return nil }
    let lines = lines(text).map(trimmed)
    guard let heading = lines.firstIndex(of: "## User Input"),
      let fence = lines[heading...].prefix(4).firstIndex(of: "```text"),
      let end = lines[(fence + 1)...].firstIndex(of: "```"),
      // A person who quotes a template goes on in their own words less than the template does.
      lines[(end + 1)...].contains(where: { $0.contains("**MUST** consider the user input") })
    else { return nil }
    let input = trimmed(lines[(fence + 1)..<end].joined(separator: "\n"))
    return input == "$ARGUMENTS" ? "" : input
  }

  /// The lines of a text. By bytes: CR and LF together are one character of a string.
  static func lines(_ text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var (lines, start) = ([String](), 0)
      for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
        lines.append(String(decoding: bytes[start..<index], as: UTF8.self))
        start = index + 1
      }
      lines.append(String(decoding: bytes[start...], as: UTF8.self))
      return lines
    }
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: String) -> String {
    var copy = text
    return copy.withUTF8 { bytes in
      let range = WhiteSpace.trimmedRange(bytes)
      return range.count == bytes.count ? text : String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// Whether a text holds a mark.
  static func contains(_ text: String, _ mark: StaticString) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard var base = UnsafeRawPointer(bytes.baseAddress), mark.utf8CodeUnitCount > 0 else { return false }
      let end = base + bytes.count
      while let found = memchr(base, Int32(mark.utf8Start[0]), end - base) {
        base = UnsafeRawPointer(found)
        guard end - base >= mark.utf8CodeUnitCount else { return false }
        if memcmp(base, mark.utf8Start, mark.utf8CodeUnitCount) == 0 { return true }
        base += 1
      }
      return false
    }
  }

  /// The position after the first occurrence.
  static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while let next = bytes[index...].firstIndex(of: needle[0]), next + needle.count <= bytes.count {
      if bytes[next..<next + needle.count].elementsEqual(needle) { return next + needle.count }
      index = next + 1
    }
    return nil
  }
}

/// What a text under the user's role turns out to be.
enum UserText: Hashable, Sendable {
  /// What a person typed.
  case human(String)
  case skipped(SkipReason)
}
