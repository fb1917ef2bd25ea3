/// Whether a line of markdown is within a fenced block of code (CommonMark 0.31, section 4.5).
struct MarkdownFence {
  private var mark: (character: UInt8, length: Int)?

  /// Whether the next line is code.
  var isOpen: Bool { mark != nil }

  /// Looks at the next line.
  mutating func take(_ line: String) {
    let bytes = line.utf8
    let indented = bytes.drop { $0 == UInt8(ascii: " ") }
    guard bytes.count - indented.count <= 3, let first = indented.first,
      first == UInt8(ascii: "`") || first == UInt8(ascii: "~")
    else { return }
    let rest = indented.drop { $0 == first }
    let length = indented.count - rest.count
    guard length >= 3 else { return }
    if let mark {
      if first == mark.character, length >= mark.length, rest.allSatisfy({ $0 <= 0x20 }) { self.mark = nil }
    } else if first == UInt8(ascii: "~") || !rest.contains(first) {
      mark = (first, length)
    }
  }
}
