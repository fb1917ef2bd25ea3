import RegularExpressions

/// The baseline that everything else is measured against: each sentence that a configured pattern matches, or that
/// holds one of nine words, is a lasting directive as it stands.
struct PatternFinder: DirectiveFinder {
  let patterns: [RegularExpression]

  /// How sure every finding is: enough to be stored.
  static let confidence = 0.8

  private static let indicators: Set<String> = [
    "always", "never", "should", "must", "prefer", "convention", "standard", "format", "style",
  ]

  func findings(in messages: [String], ofOneSession: Bool) -> [[RuleExtractor.Finding]] {
    messages.map { message in
      Tokenizer.sentences(of: Prose(message)).enumerated().compactMap { finding($1, number: $0) }
    }
  }

  private func finding(_ sentence: [Token], number: Int) -> RuleExtractor.Finding? {
    let text = sentence.map(\.text).joined(separator: " ")
    let matches = patterns.contains { $0.matches(text) }
    guard matches || sentence.contains(where: { Self.indicators.contains($0.form) }) else { return nil }
    var reading = Reading()
    reading.body = sentence
    return RuleExtractor.Finding(
      reading: reading, evidence: Evidence(reading, matchesPattern: matches),
      judgement: .init(persistent: Self.confidence, shortTerm: 0), range: sentence.place,
      sentence: number)
  }
}
