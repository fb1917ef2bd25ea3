/// How the lines of a text are indented.
///
/// It needs no grammar; where the inside of strings and comments is known, those lines do not count.
struct Indentation: Sendable {
  /// Lines whose indentation begins with a tab.
  private(set) var tabs = 0
  /// Lines whose indentation is of spaces.
  private(set) var spaces = 0
  /// How often a line is indented more than the one before it, by so many columns.
  private(set) var steps: [Int: Int] = [:]

  /// Counts the lines of a text; `isInside` tells whether a line begins inside a string or a comment.
  init(_ bytes: [UInt8], lines: [Range<Int>], isInside: (Int) -> Bool = { _ in false }) {
    var previous = 0
    for line in lines {
      let blank = Self.blank(of: line, in: bytes)
      // A line that begins with a star is the inside of a comment, also where no grammar says so.
      guard blank.upperBound < line.upperBound, !isInside(line.lowerBound), bytes[blank.upperBound] != UInt8(ascii: "*")
      else { continue }
      if blank.isEmpty {
        previous = 0
      } else if bytes[blank].contains(Bytes.tab) {
        tabs += 1
      } else {
        spaces += 1
        if blank.count > previous { steps[blank.count - previous, default: 0] += 1 }
        previous = blank.count
      }
    }
  }

  /// The columns of one level, for lines indented by spaces: the most frequent step, the smaller one of two; nil
  /// when there is none.
  var width: Int? {
    steps.filter { (2...8).contains($0.key) }.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The blanks that a line begins with.
  static func blank(of line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var end = line.lowerBound
    while end < line.upperBound, bytes[end] == Bytes.space || bytes[end] == Bytes.tab { end += 1 }
    return line.lowerBound..<end
  }
}
