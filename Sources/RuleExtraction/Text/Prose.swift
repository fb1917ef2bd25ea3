import RegularExpressions

/// The part of a message that the user typed as prose: everything pasted, quoted or injected is cut away.
///
/// Each ``lines`` element is one line of the message, empty where it was cut, so that nothing on either side of a
/// cut can run together.
struct Prose: Sendable {
  let lines: [String]

  /// Longer messages are pasted documents; what the user typed stands at their ends, and that much is read of each.
  private static let longest = 20_000

  init(_ message: String) {
    var cutter = Cutter()
    var text = Substring(message)
    if text.utf8.count > Self.longest {
      text = text.prefix(Self.longest / 2) + "\n\n" + text.suffix(Self.longest / 2)
    }
    let raw = text.split(separator: "\n", omittingEmptySubsequences: false)
    var kept = raw.map { cutter.keep($0) }
    // A short title right above output belongs to it: "Run pytest -q".
    for index in kept.indices.dropLast() where kept[index + 1].isEmpty && !raw[index + 1].allSatisfy(\.isWhitespace) {
      if Machine.isTitle(kept[index]) { kept[index] = "" }
    }
    lines = kept
  }

  /// Reads a message line by line and remembers what block it is in.
  private struct Cutter {
    private var fence: Substring?
    private var element: Substring?
    private var afterForeignHeading = false
    private var inPaste = false

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
      if let name = Self.openedElement(line) {
        if !line.contains("</\(name)>") { element = name }
        return ""
      }
      if line.allSatisfy(\.isWhitespace) {
        // A blank line ends pasted text, but not a pasted list under a foreign heading.
        inPaste = false
        return ""
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
      // Inside a pasted block only a line that reads like speech is the user's own again.
      if inPaste, !Machine.readsLikeSpeech(line) { return "" }
      inPaste = false
      return String(line)
    }

    /// The name of an element that opens at the start of the line, such as `<system-reminder>`.
    private static func openedElement(_ line: Substring) -> Substring? {
      guard line.first == "<", let end = line.firstIndex(of: ">") else { return nil }
      let name = line[line.index(after: line.startIndex)..<end].prefix { $0.isLetter || $0 == "-" || $0 == "_" }
      return name.isEmpty ? nil : name
    }

    /// A line such as "From the style guide:" says that what follows are someone else's words.
    private static func isForeignHeading(_ line: Substring) -> Bool {
      guard line.last(where: { !$0.isWhitespace }) == ":" else { return false }
      let words = line.lowercased().split { !$0.isLetter && $0 != "'" }
      return words.contains { Lexicon.foreignHeadingWords.contains(String($0)) }
    }
  }
}

/// What machines print.
enum Machine {
  /// Tells whether a line is output, code, a diff, a table or a quotation, rather than something a person typed.
  static func isOutput(_ line: Substring, indent: Int) -> Bool {
    if line.hasPrefix(">") || line.hasPrefix("|") || line.hasPrefix("$ ") || line.hasPrefix("#") { return true }
    if line.hasPrefix("@@") || line.hasPrefix("+++") || line.hasPrefix("---") || line.hasPrefix("//") { return true }
    if outputStart?.matches(String(line.prefix(160))) == true { return true }
    if let last = line.last(where: { !$0.isWhitespace }), "{};\\".contains(last), symbolShare(line) > 0.04 {
      return true
    }
    if indent >= 4, symbolShare(line) > 0.08, !line.hasPrefix("-") { return true }
    return symbolShare(line) > 0.2 && line.count > 12
  }

  /// Tells whether a line reads like speech: it begins with words, and few of its characters are symbols.
  static func readsLikeSpeech(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    guard words.count >= 2, symbolShare(line) <= 0.06 else { return false }
    return words.prefix(3).contains { Lexicon.isSpeechStart($0.lowercased()) }
  }

  /// Tells whether a line could be the title of a block of output: a few words, no closing mark.
  static func isTitle(_ line: String) -> Bool {
    line.first?.isUppercase == true && line.split(separator: " ").count <= 6 && !".:!?,".contains(line.last ?? ".")
  }

  private static func symbolShare(_ line: Substring) -> Double {
    let symbols = line.reduce(into: 0) { count, character in
      if "{}[]<>=;|\\$^~%&*+@#()".contains(character) { count += 1 }
    }
    return Double(symbols) / Double(max(line.count, 1))
  }

  /// Timestamps, log levels, stack frames, file positions, prompts, test results, chat names, compiler messages.
  private static let outputStart = try? RegularExpression(
    #"^(\[?\d{4}-\d\d-\d\d[T ,]|\[?\d\d:\d\d:\d\d|[✓✗×❯✖☒]|"#
      + #"(?i:error|warning|warn|info|debug|fatal|traceback|exception|caused by|hint|note|line \d+)\b[^a-z]*[:\[(]|"#
      + #"at [\w$.<>]+ ?\(|File "|thread '|\d+: \w+::|[\w./-]+\.\w+:\d+|[\w.-]+@[\w.-]+[:$]|\[\w+@|"#
      + #"[A-Z]\w*(Error|Exception)\b|(import|from|const|let|var|def|class|function|return|SELECT|INSERT|UPDATE) .*[=;({]|"#
      + #"(PASS|FAIL|FAILED|OK|E  |=====|-----|\.\.\.\.)|[A-Z]\w+( \w+)?:\s{2,}|[\w ]*\w+="|[A-Z][a-z]+ ?(\(\w+\))?: ['"\w].*[.!?]$|\s*\d+ \|)"#
  )
}
