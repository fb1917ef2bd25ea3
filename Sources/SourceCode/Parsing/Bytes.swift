/// Readings of raw bytes of code.
enum Bytes {
  /// A line feed.
  static let newline = UInt8(ascii: "\n")
  /// A tab.
  static let tab = UInt8(ascii: "\t")
  /// A space.
  static let space = UInt8(ascii: " ")

  /// Tells whether a byte can be part of an identifier; every byte beyond ASCII can.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// Tells whether a byte is a space, a tab or part of a line end.
  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab || byte == newline || byte == 0x0D }

  /// The words of a piece of code, whatever stands between them.
  static func words(in bytes: ArraySlice<UInt8>) -> Set<String> {
    Set(bytes.split { !isWord($0) }.map { String(decoding: $0, as: UTF8.self) })
  }

  /// The words right after an opening brace, as a format string names variables.
  static func bracedWords(in bytes: ArraySlice<UInt8>) -> Set<String> {
    Set(
      bytes.split(separator: UInt8(ascii: "{")).dropFirst().map { piece in
        String(decoding: piece.prefix { isWord($0) }, as: UTF8.self)
      })
  }

  /// The ranges of the lines, without their ends.
  static func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == newline {
      let end = index > start && bytes[index - 1] == 0x0D ? index - 1 : index
      lines.append(start..<end)
      start = index + 1
    }
    if start < bytes.count { lines.append(start..<bytes.count) }
    return lines
  }
}

extension Bytes {
  /// The columns of a line: its characters as Unicode scalars.
  static func columns(_ line: ArraySlice<UInt8>) -> Int { line.count { $0 & 0xC0 != 0x80 } }
}
