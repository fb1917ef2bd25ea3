import LogisticModels
import Rules

/// Says of a later statement which of the known wishes it ends.
package struct ChangeJudge: Sendable {
  /// What a statement does to the wish that it most probably ends.
  struct Verdict: Hashable, Sendable {
    /// Which of the wishes.
    let index: Int
    /// How probably it ends it, 0…1.
    let ends: Double
    /// How probably it only takes it back, if it ends it, 0…1.
    let takesBack: Double
  }

  let similarity: DecisionMaker.Similarity
  private let ends: LinearModel.Scorer
  private let takesBack: LinearModel.Scorer

  /// - Parameter similarity: how alike two texts are in meaning, by the model's encoder.
  package init(_ model: ChangeModel, similarity: @escaping DecisionMaker.Similarity) {
    ends = .init(model.ends, names: ChangeFeatures.names)
    takesBack = .init(model.takesBack, names: ChangeFeatures.names)
    self.similarity = similarity
  }

  /// What a statement most probably ends among some wishes; nil when there are none.
  func verdict(on later: WishComparison, among known: [WishComparison]) -> Verdict? {
    let features = Self.features(of: later, among: known, similarity)
    let odds = features.map(ends.odds)
    guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }) else { return nil }
    return Verdict(
      index: best, ends: Logistic.probability(ofOdds: odds[best]), takesBack: takesBack.probability(features[best]))
  }

  /// The features of a statement with each of some wishes.
  static func features(
    of later: WishComparison, among known: [WishComparison], _ similarity: DecisionMaker.Similarity
  ) -> [LinearModel.Features] {
    ChangeFeatures.features(
      of: later.statement, isRetraction: later.rule.action.isRetraction, among: known.map(\.statement),
      relations: known.map { $0.relation(to: later) }, similarity)
  }
}
