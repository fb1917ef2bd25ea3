package import Rules

/// A labelled message with the clauses that it was cut into: what an encoder is tuned on.
package struct TrainingExample: Hashable, Sendable, Encodable {
  /// A clause with what it states.
  package struct Clause: Hashable, Sendable, Encodable {
    /// The first byte of the clause in the message's UTF-8, and the one behind its last.
    package var range: [Int]
    /// The scope of the directive that it states; nil for none.
    package var scope: Rule.Scope?
    package var type: Action.Kind?
    /// Which of its message's directives it states; clauses with the same number state one together.
    package var directive: Int?
  }

  package var id: String
  package var repo: String
  package var text: String
  package var weight: Double
  package var clauses: [Clause]

  /// The labelled ones of some messages as examples.
  package static func examples(of messages: [LabelledMessage]) -> [TrainingExample] {
    let labelled = messages.filter { $0.label != nil }
    let data = LabelledClauses(labelled, read: labelled.map { ReadMessage($0.text) })
    var examples = labelled.map {
      TrainingExample(
        id: $0.id, repo: $0.group, text: $0.text, weight: $0.isUnsure ? LabelledClauses.doubtful : 1, clauses: [])
    }
    for entry in data.entries {
      guard let range = entry.range else { continue }
      examples[entry.message].clauses.append(
        Clause(
          range: [range.lowerBound, range.upperBound], scope: entry.scope, type: entry.kind, directive: entry.directive)
      )
    }
    return examples
  }
}
