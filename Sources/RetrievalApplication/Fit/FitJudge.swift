import LogisticModels
import Rules

/// Says how well each of some rules fits a task, by how probably it has to be obeyed there.
package struct FitJudge: Sendable {
  /// How alike two texts are in meaning, −1…1.
  package typealias Similarity = @Sendable (_ left: String, _ right: String) -> Double

  /// The probability from which on a rule is taken to have to be obeyed: a fit of ``obeyed``.
  private static let probabilityOfObeyed = 0.55
  /// The fit of a rule that has to be obeyed, the same that the fit made by hand gives.
  static let obeyed = 0.8

  private let scorer: LinearModel.Scorer
  private let similarity: Similarity

  /// - Parameter similarity: by the model's encoder.
  package init(_ model: FitModel, similarity: @escaping Similarity) {
    scorer = .init(model.fits, names: FitFeatures.names)
    self.similarity = similarity
  }

  /// How well the rules fit, 0…1, in their order.
  func fits(_ rules: [RuleProfile], _ task: TaskProfile) -> [Double] {
    Self.features(rules, task, similarity).map { Self.fit(ofProbability: scorer.probability($0)) }
  }

  /// A probability on the scale of fits: linear below and above the point from which on a rule has to be obeyed.
  static func fit(ofProbability probability: Double) -> Double {
    probability < probabilityOfObeyed
      ? probability / probabilityOfObeyed * obeyed
      : obeyed + (probability - probabilityOfObeyed) / (1 - probabilityOfObeyed) * (1 - obeyed)
  }

  /// The features of each of some rules with a task.
  static func features(
    _ rules: [RuleProfile], _ task: TaskProfile, _ similarity: Similarity
  ) -> [LinearModel.Features] {
    FitFeatures.features(of: rules, task) { rule in
      let said = rule.rule.sources.last?.quote
      let own = similarity(rule.rule.action.description, task.wording)
      let quoted = said.map { similarity($0, task.wording) } ?? own
      return (max(own, quoted), min(own, quoted))
    }
  }
}
