import LogisticModels
import RegularExpressions

/// A message as read: its clauses, and what speaks for and against each being a directive.
struct ReadMessage: Sendable {
  let text: String
  let clauses: [MessageReader.Passage]
  let evidence: [Evidence]

  /// - Parameter patterns: configured expressions; a clause that one matches is more likely a directive.
  init(_ text: String, patterns: [RegularExpression] = []) {
    self.text = text
    clauses = MessageReader.passages(in: text)
    evidence = clauses.map { passage in
      let words = passage.clause.spokenText
      return Evidence(
        passage.reading, matchesPattern: patterns.contains { $0.matches(words) }, surroundings: passage.surroundings)
    }
  }

  /// What a classifier sees of each clause, without its embedding.
  var features: [LinearModel.Features] {
    zip(clauses, evidence).map { ClauseFeatures.features(of: $0, evidence: $1, clauses: clauses.count) }
  }
}

extension Clause {
  /// The words and marks of the clause, with single spaces.
  var spokenText: String { tokens.map(\.text).joined(separator: " ") }
}
