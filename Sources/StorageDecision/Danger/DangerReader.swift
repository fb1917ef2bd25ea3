import RegularExpressions

/// Reads a text clause by clause for what is dangerous, and sees when that is forbidden instead of asked for.
struct DangerReader: Sendable {
  /// One pattern, with how a "not" before it is read.
  private struct Pattern: Sendable {
    let kind: DangerousRequest.Kind
    let style: DangerPatterns.Row.Style
    let expression: RegularExpression
  }

  static let shared = DangerReader()

  private let patterns: [Pattern]
  /// Words after which the opposite is meant.
  private let negation: RegularExpression?
  /// The same, after the dangerous words.
  private let laterNegation: RegularExpression?
  /// Words that look like a negation and are none: "don't hesitate to".
  private let encouragement: RegularExpression?
  /// Somebody is asked before.
  private let consent: RegularExpression?
  private let noConsent: RegularExpression?
  /// How many patterns were not valid: none, as a test makes sure.
  let invalidPatterns: Int

  private static let longestText = 4_000
  /// Words with which a request of its own begins.
  private static let openings: Set<Substring> = [
    "use", "run", "just", "always", "do", "execute", "commit", "pass", "then", "set", "add", "call", "start", "push",
  ]

  init() {
    func compile(_ pattern: String) -> RegularExpression? { try? RegularExpression(pattern, ignoringCase: true) }
    let rows = DangerPatterns.english + DangerPatterns.otherLanguages
    patterns = rows.compactMap { row in
      compile(row.pattern).map { Pattern(kind: row.kind, style: row.style, expression: $0) }
    }
    negation = compile(DangerPatterns.negation)
    laterNegation = compile(DangerPatterns.laterNegation)
    encouragement = compile(DangerPatterns.encouragement)
    consent = compile(DangerPatterns.consent)
    noConsent = compile(DangerPatterns.noConsent)
    let words = [negation, laterNegation, encouragement, consent, noConsent]
    invalidPatterns = rows.count - patterns.count + words.count { $0 == nil }
  }

  /// The kind of danger that comes first in the text.
  func kind(in text: String) -> DangerousRequest.Kind? {
    let text = String(text.prefix(Self.longestText)).lowercased().replacing("’", with: "'")
    for sentence in Self.parts(of: text, endedBy: ".!?;\n。！？；") {
      var isListNegated = false
      for clause in Self.clauses(of: sentence) {
        if let kind = kind(inClause: clause, isListNegated: isListNegated) { return kind }
        isListNegated = isListNegated || isNegated(clause)
      }
    }
    return nil
  }

  private func kind(inClause clause: String, isListNegated: Bool) -> DangerousRequest.Kind? {
    guard !asksBefore(clause) else { return nil }
    for pattern in patterns {
      guard let range = pattern.expression.firstMatch(in: clause)?.range else { continue }
      let before = String(clause[..<range.lowerBound])
      let after = String(clause[range.upperBound...])
      if isNegated(before) || laterNegation?.matches(after) == true { continue }
      if pattern.style == .words, isNegated(String(clause[range])) { continue }
      // "Never use sudo, chmod 777 or rm -rf": the list goes on.
      let opensRequest = before.split(separator: " ").contains { Self.openings.contains($0) }
      if isListNegated, pattern.style == .thing, !opensRequest { continue }
      return pattern.kind
    }
    return nil
  }

  private func isNegated(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    var text = text
    for match in encouragement?.allMatches(in: text).reversed() ?? [] {
      text.replaceSubrange(match.range, with: " ")
    }
    return negation?.matches(text) == true
  }

  private func asksBefore(_ clause: String) -> Bool {
    consent?.matches(clause) == true && noConsent?.matches(clause) != true
  }

  /// The parts of a text; a full stop or a question mark ends one only before a space, so that `.env` and `main.py`
  /// stay whole.
  private static func parts(of text: String, endedBy ends: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      let isEnd =
        ends.contains(text[index])
        && (!text[index].isASCII || text[index] == "\n" || next == text.endIndex || text[next].isWhitespace)
      if isEnd {
        parts.append(text[start..<index])
        start = next
      }
      index = next
    }
    return parts + [text[start...]]
  }

  /// The clauses of a sentence: what a negation reaches.
  private static func clauses(of sentence: Substring) -> [String] {
    var clauses: [Substring] = parts(of: String(sentence), endedBy: ",:，、：")
    for turn in [" but ", " - ", " – ", " — ", " sondern ", " aber ", " mais ", " pero ", " mas ", " sino "] {
      clauses = clauses.flatMap { $0.split(separator: turn, omittingEmptySubsequences: true).map { $0 } }
    }
    return clauses.map { $0.trimmed }.filter { !$0.isEmpty }
  }
}

extension Substring {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
