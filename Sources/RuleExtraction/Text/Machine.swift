import RegularExpressions
import Secrets

/// What machines print.
enum Machine {
  /// Tells whether a line is output, code, a diff, a table or a quotation, rather than something a person typed.
  static func isOutput(_ line: Substring, indent: Int) -> Bool {
    if beginsOutput(line) || line.holds(":\\") || line.holds("Exit code") { return true }
    if outputStart?.matches(line.prefix(160)) == true { return true }
    if let last = line.last(where: { !$0.isSpace }), "{};\\".contains(last), symbolShare(line) > 0.04 {
      return true
    }
    if indent >= 4, symbolShare(line) > 0.08, !line.hasPrefix("-") { return true }
    return symbolShare(line) > 0.2 && line.utf8.count > 12
  }

  private static func beginsOutput(_ line: Substring) -> Bool {
    guard let first = line.first else { return false }
    if first.beginsWithLetterOrDigit { return first == "d" && line.hasPrefix("diff --git") }
    return marks.contains { line.hasPrefix($0) }
  }

  private static let marks = [
    ">", "|", "$ ", "#", "{\"", "[{", "<?", "+ ", "@@", "+++", "+\t", "---", "//", "===",
  ]

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
    var symbols = 0
    var characters = 0
    for byte in line.utf8 where byte & 0xC0 != 0x80 {
      characters += 1
      if symbolBytes.contains(byte) { symbols += 1 }
    }
    return Double(symbols) / Double(max(characters, 1))
  }

  private static let symbolBytes = Set("{}[]<>=;|\\$^~%&*+@#()".utf8)

  /// Timestamps, log levels, stack frames, file positions, prompts, test results, chat names, compiler messages.
  private static let outputStart = try? RegularExpression(
    #"^(?:\S+ ){0,2}[A-Z]\w*(?:Error|Exception): |^(\[?\d{4}-\d\d-\d\d[T ,]|\[?\d\d:\d\d:\d\d|[✓✗×❯✖☒]|"#
      + #"(?i:error|warning|warn|info|debug|fatal|traceback|exception|caused by|hint|note|line \d+)\b[^a-z]*[:\[(]|"#
      + #"at [\w$.<>]+ ?\(|File "|thread '|\d+: \w+::|[\w./-]+\.\w+:\d+|[\w.-]+@[\w.-]+[:$]|\[\w+@|"#
      + #"[A-Z]\w*(Error|Exception)\b|(import|from|const|let|var|def|class|function|return|SELECT|INSERT|UPDATE) .*[=;({]|"#
      + #"(PASS|FAIL|FAILED|OK|E  |=====|-----|\.\.\.\.)|[A-Z]\w+( \w+)?:\s{2,}|[\w ]*\w+="|[A-Z][a-z]+ ?(\(\w+\))?: ['"\w].*[.!?]$|\s*\d+ \|)"#
  )
}
