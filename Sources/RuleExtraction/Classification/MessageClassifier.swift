package import Rules
import Secrets

/// Labels single messages, as a person would who reads them under the same guide.
package struct MessageClassifier: Sendable {
  /// What a message amounts to, and the directives it states.
  package struct Result: Hashable, Sendable, Encodable {
    package var id: String
    package var label: SegmentLabel
    package var probabilities: Probabilities
    package var rules: [Directive]
  }

  /// How probable each label is; the three sum to one.
  package struct Probabilities: Hashable, Sendable, Encodable {
    package var persistent: Double
    package var shortTerm: Double
    package var irrelevant: Double

    enum CodingKeys: String, CodingKey {
      case persistent, irrelevant
      case shortTerm = "short_term"
    }
  }

  /// A directive that a message states.
  package struct Directive: Hashable, Sendable, Encodable {
    package var type: Action.Kind
    package var description: String
    package var scope: Rule.Scope
    package var confidence: Double
    /// Whether it is too doubtful to be stored unasked.
    package var review: Bool
  }

  private let extractor: RuleExtractor
  private let bounds: ConfidenceBounds

  /// - Parameter bounds: from which probabilities on a directive counts.
  package init(_ extractor: RuleExtractor, bounds: ConfidenceBounds) {
    self.extractor = extractor
    self.bounds = bounds.alone
  }

  /// The labels of some messages, in their order.
  package func classify(_ messages: [(id: String, text: String)]) -> [Result] {
    let findings = extractor.findings(in: messages.map { SecretScanner.masked($0.text) })
    return zip(messages, findings).map { message, found in result(message.id, found) }
  }

  private func result(_ id: String, _ findings: [RuleExtractor.Finding]) -> Result {
    let alone = findings.filter(\.standsAlone)
    let persistent = alone.map(\.judgement.persistent).max() ?? 0
    let shortTerm = alone.map(\.judgement.shortTerm).max() ?? 0
    let rest = max(0, 1 - persistent)
    let probabilities = Probabilities(
      persistent: persistent.fourDecimals, shortTerm: min(rest, shortTerm).fourDecimals,
      irrelevant: max(0, rest - shortTerm).fourDecimals)
    let kept = RuleExtractor.directives(in: findings, bounds).sure
    let label: SegmentLabel =
      kept.contains { $0.scope == .persistent && $0.confidence >= bounds.store }
      ? .persistent : kept.contains { $0.scope == .shortTerm } ? .shortTerm : .irrelevant
    return Result(
      id: id, label: label, probabilities: probabilities,
      rules: kept.map { finding in
        let action = finding.action
        return Directive(
          type: action.type, description: action.description, scope: finding.scope,
          confidence: finding.confidence.fourDecimals,
          review: finding.scope == .persistent && finding.confidence < bounds.store)
      })
  }
}
