import RegularExpressions

/// Reads a message clause by clause, with what speaks for and against each clause being a directive.
struct EvidenceReader: Sendable {
  /// A clause, as read, and what speaks for it.
  typealias Entry = (passage: MessageReader.Passage, evidence: Evidence)

  /// Configured expressions; a clause that one matches is more likely a directive.
  var patterns: [RegularExpression] = []

  func passages(in message: String) -> [Entry] {
    MessageReader.passages(in: message).map { passage in
      let text = passage.clause.spokenText
      let evidence = Evidence(
        passage.reading, matchesPattern: patterns.contains { $0.matches(text) }, surroundings: passage.surroundings)
      return (passage, evidence)
    }
  }
}
