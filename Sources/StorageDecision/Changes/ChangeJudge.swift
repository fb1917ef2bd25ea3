import LogisticModels
import Rules

/// Says of a later statement which of the known wishes it ends, or makes an exception to.
package struct ChangeJudge: Sendable {
  /// What a statement does to one of the wishes.
  struct Verdict: Hashable, Sendable {
    /// Which of the wishes.
    let index: Int
    /// How probably the statement ends it, 0…1.
    let ends: Double
    /// How probably it only takes it back, if it ends it, 0…1.
    let takesBack: Double
    /// How probably it makes an exception to it, 0…1.
    let excepts: Double
  }

  let meaning: ChangeFeatures.Meaning
  private let ends: LinearModel.Scorer
  private let takesBack: LinearModel.Scorer
  private let excepts: LinearModel.Scorer

  /// - Parameters:
  ///   - similarity: how alike two texts are in meaning, by the model's encoder.
  ///   - embedding: the embedding of a text, by the same encoder.
  package init(
    _ model: ChangeModel, similarity: @escaping DecisionMaker.Similarity,
    embedding: @escaping DecisionMaker.Embedding = { _ in [] }
  ) {
    ends = .init(model.ends, names: ChangeFeatures.names)
    takesBack = .init(model.takesBack, names: ChangeFeatures.names)
    excepts = .init(model.excepts, names: ChangeFeatures.names)
    meaning = ChangeFeatures.Meaning(similarity: similarity, embedding: embedding)
  }

  /// What a statement does to each of some wishes.
  func verdicts(on later: WishComparison, among known: [WishComparison]) -> [Verdict] {
    Self.features(of: later, among: known, meaning).enumerated().map { index, features in
      Verdict(
        index: index, ends: ends.probability(features), takesBack: takesBack.probability(features),
        excepts: excepts.probability(features))
    }
  }

  /// The features of a statement with each of some wishes.
  static func features(
    of later: WishComparison, among known: [WishComparison], _ meaning: ChangeFeatures.Meaning
  ) -> [LinearModel.Features] {
    ChangeFeatures.features(
      of: later.statement, isRetraction: later.rule.action.isRetraction, among: known.map(\.statement),
      relations: known.map { $0.relation(to: later) }, meaning)
  }
}
