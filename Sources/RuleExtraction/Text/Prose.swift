/// The part of a message that the user typed as prose: everything pasted, quoted or injected is cut away.
///
/// Each ``lines`` element is one line of the message, empty where it was cut, so that nothing on either side of a
/// cut can run together.
struct Prose: Sendable {
  let lines: [String]
  /// Where each line begins in the message, in UTF-8 bytes.
  let offsets: [Int]

  /// Longer messages are pasted documents; what the user typed stands at their ends, and that much is read of each.
  private static let longest = 20_000

  init(_ message: String) {
    var text = Substring(message)
    // Where what stands between the ends was left out, and how many bytes that are.
    var gap = (start: Int.max, length: 0)
    if text.utf8.count > Self.longest {
      let (head, tail) = (text.prefix(Self.longest / 2), text.suffix(Self.longest / 2))
      gap = (head.utf8.count + 2, text.utf8.count - tail.utf8.count - head.utf8.count - 2)
      text = head + "\n\n" + tail
    }
    let raw = ForeignText.ownLines(of: text)
    var cutter = Cutter(closed: Cutter.closedElements(in: raw))
    var kept = raw.map { cutter.keep($0) }
    // A short title right above output belongs to it: "Run pytest -q".
    for index in kept.indices.dropLast() where kept[index + 1].isEmpty && !raw[index + 1].allSatisfy(\.isSpace) {
      if Machine.isTitle(kept[index]) { kept[index] = "" }
    }
    Self.cutInterior(of: &kept, raw)
    lines = kept
    var offsets: [Int] = []
    var end = -1
    for (line, kept) in zip(raw, kept) {
      let start = end + 1
      end = start + line.utf8.count
      // A line is kept from its first word to its end.
      offsets.append(end - kept.utf8.count + (start >= gap.start ? gap.length : 0))
    }
    self.offsets = offsets
  }

  /// In a message that is mostly output the user's own words stand before and after it.
  private static func cutInterior(of kept: inout [String], _ raw: [Substring]) {
    let filled = raw.count { !$0.allSatisfy(\.isSpace) }
    guard filled >= 8 else { return }
    let output = raw.indices.filter { index in
      let line = raw[index].drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      return !line.isEmpty && Machine.isOutput(line, indent: raw[index].utf8.count - line.utf8.count)
    }
    guard output.count >= 3, output.count * 5 >= filled, let first = output.first, let last = output.last else {
      return
    }
    for index in first...last { kept[index] = "" }
  }

  /// Reads a message line by line and remembers what block it is in.
  private struct Cutter {
    /// The elements that a line closes: an opening without its end is a word in angle brackets.
    let closed: Set<Substring>
    private var fence: Substring?
    private var element: Substring?
    private var afterForeignHeading = false
    private var inPaste = false
    private var inDiff = false

    init(closed: Set<Substring>) { self.closed = closed }

    /// The names of all elements that end somewhere in the lines.
    static func closedElements(in lines: [Substring]) -> Set<Substring> {
      var names: Set<Substring> = []
      for line in lines where line.utf8.contains(UInt8(ascii: "/")) {
        for piece in line.split(separator: "<").dropFirst(line.first == "<" ? 0 : 1) where piece.first == "/" {
          names.insert(piece.dropFirst().prefix(while: isNamePart))
        }
      }
      return names
    }

    private static func isNamePart(_ character: Character) -> Bool {
      character.isLetter || character == "-" || character == "_"
    }

    mutating func keep(_ raw: Substring) -> String {
      let line = raw.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
      if let open = fence {
        if line.hasPrefix(open) { fence = nil }
        return ""
      }
      if line.hasPrefix("```") || line.hasPrefix("~~~") {
        fence = line.prefix(3)
        return ""
      }
      if let open = element {
        if line.contains("</\(open)>") { element = nil }
        return ""
      }
      if let name = Self.openedElement(line), closed.contains(name) || Self.isInjected(name) {
        if !line.contains("</\(name)>") { element = name }
        return ""
      }
      if line.allSatisfy(\.isSpace) {
        // A blank line ends pasted text, but not a pasted list under a foreign heading.
        inPaste = false
        return ""
      }
      if afterForeignHeading, inPaste { return "" }
      if line.hasPrefix("diff --git") { inDiff = true }
      if inDiff {
        inDiff = ["diff", "index", "+", "-", "@@"].contains { line.hasPrefix($0) } || raw.first == " "
        if inDiff { return "" }
      }
      let isItem = line.hasPrefix("- ") || line.hasPrefix("* ") || line.first?.isNumber == true
      if afterForeignHeading {
        if isItem || inPaste { return "" }
        afterForeignHeading = false
      }
      if Self.isForeignHeading(line) {
        afterForeignHeading = true
        inPaste = true
        return ""
      }
      if Machine.isOutput(line, indent: raw.count - line.count) {
        inPaste = true
        return ""
      }
      if Self.repeatsWords(line) { return "" }
      // Inside a pasted block only a line that reads like speech is the user's own again.
      if inPaste, !Machine.readsLikeSpeech(line) { return "" }
      inPaste = false
      return String(line)
    }

    /// The name of an element that opens at the start of the line, such as `<system-reminder>`.
    private static func openedElement(_ line: Substring) -> Substring? {
      guard line.first == "<", let end = line.firstIndex(of: ">") else { return nil }
      let name = line[line.index(after: line.startIndex)..<end].prefix(while: isNamePart)
      return name.isEmpty ? nil : name
    }

    /// Names of two parts are those of tools and editors: such an element runs to the end when its end was lost.
    private static func isInjected(_ name: Substring) -> Bool {
      name.contains("-") || name.contains("_")
    }

    /// "you wrote: …": what follows on the line is repeated, not asked for.
    private static func repeatsWords(_ line: Substring) -> Bool {
      let opening = line.prefix(60).lowercased()
      guard let colon = opening.firstIndex(of: ":") else { return false }
      let words = opening[..<colon].split { !$0.isLetter && $0 != "'" }
      // What the user says again is still the user's wish.
      guard words.count <= 5, !words.contains("i"), !words.contains("we") else { return false }
      return words.last.map { Lexicon.speechVerbs.contains(String($0)) } == true
    }

    /// A line such as "From the style guide:" says that what follows are someone else's words.
    private static func isForeignHeading(_ line: Substring) -> Bool {
      guard line.last(where: { !$0.isSpace }) == ":" else { return false }
      let words = line.lowercased().split { !$0.isLetter && $0 != "'" }
      return words.contains { Lexicon.foreignHeadingWords.contains(String($0)) }
    }
  }
}
