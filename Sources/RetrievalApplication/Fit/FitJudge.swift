import LogisticModels
import Rules

/// Says how probably each of some rules has to be obeyed in a task.
package struct FitJudge: Sendable {
  /// How alike two texts are in meaning, −1…1.
  package typealias Similarity = @Sendable (_ left: String, _ right: String) -> Double

  private let scorer: LinearModel.Scorer
  private let similarity: Similarity

  /// - Parameter similarity: by the model's encoder.
  package init(_ model: FitModel, similarity: @escaping Similarity) {
    scorer = .init(model.fits, names: FitFeatures.names)
    self.similarity = similarity
  }

  /// The probabilities, 0…1, in the order of the rules.
  func probabilities(_ rules: [RuleProfile], _ task: TaskProfile) -> [Double] {
    Self.features(rules, task, similarity).map(scorer.probability)
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
