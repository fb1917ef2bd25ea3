package import LogisticModels
package import Rules

/// Trains a model of whether a later statement ends a wish that is known.
package struct ChangeTrainer: Sendable {
  /// A later statement with the wishes that were known when it was made.
  package struct Example: Sendable {
    package var later: Rule
    package var known: [Rule]
    /// Which of them it ends; nil for none.
    package var ended: Int?
    /// Whether it only takes it back.
    package var takesBack: Bool
    /// Examples of one group are never both trained on and tested.
    package var group: String

    package init(later: Rule, known: [Rule], ended: Int?, takesBack: Bool, group: String) {
      self.later = later
      self.known = known
      self.ended = ended
      self.takesBack = takesBack
      self.group = group
    }
  }

  /// How well models did on groups that they had not seen.
  package struct Report: Hashable, Sendable, Codable {
    package var statements: Int
    package var ending: Int
    package var points: [OperatingPoint]
    /// Of those that end a wish: the share of which it was told rightly whether they only take it back.
    package var takesBackRight: Double

    enum CodingKeys: String, CodingKey {
      case statements, ending, points
      case takesBackRight = "takes_back_right"
    }
  }

  private let encoder: String
  private let similarity: DecisionMaker.Similarity

  /// - Parameters:
  ///   - encoder: the name of the encoder's file.
  ///   - similarity: how alike two texts are in meaning, by that encoder.
  package init(encoder: String, similarity: @escaping DecisionMaker.Similarity) {
    self.encoder = encoder
    self.similarity = similarity
  }

  /// The model, and how well models trained in the same way did on groups that they had not seen.
  package func train(_ examples: [Example]) -> (model: ChangeModel, report: Report) {
    let read = examples.map { example in
      ChangeJudge.features(of: WishComparison(example.later), among: example.known.map(WishComparison.init), similarity)
    }
    let parts = CrossValidation.parts(of: examples.map(\.group))
    var judged: [(probability: Double, isRight: Bool, knowsKind: Bool?)] = []
    for part in 0..<CrossValidation.folds {
      let seen = examples.indices.filter { parts[$0] != part }
      guard seen.count < examples.count, !seen.isEmpty else { continue }
      let model = model(seen.map { examples[$0] }, seen.map { read[$0] })
      let (ends, back) = (
        LinearModel.Scorer(model.ends, names: ChangeFeatures.names),
        LinearModel.Scorer(model.takesBack, names: ChangeFeatures.names)
      )
      for index in examples.indices where parts[index] == part {
        let odds = read[index].map(ends.odds)
        guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }) else { continue }
        let ended = examples[index].ended
        judged.append(
          (
            Logistic.probability(ofOdds: odds[best]), ended == best,
            ended.map { (back.odds(read[index][$0]) > 0) == examples[index].takesBack }
          ))
      }
    }
    return (model(examples, read), Self.report(judged))
  }

  private func model(_ examples: [Example], _ read: [[LinearModel.Features]]) -> ChangeModel {
    var ends: [LinearModel.Example] = []
    var takesBack: [LinearModel.Example] = []
    for (example, features) in zip(examples, read) {
      for (index, feature) in features.enumerated() {
        ends.append(.init(feature, isTrue: index == example.ended))
        if index == example.ended { takesBack.append(.init(feature, isTrue: example.takesBack)) }
      }
    }
    func fit(_ examples: [LinearModel.Example]) -> LinearModel {
      LinearModel(fitting: examples, names: ChangeFeatures.names, measures: ChangeFeatures.measureCount)
    }
    return ChangeModel(encoder: encoder, ends: fit(ends), takesBack: fit(takesBack))
  }

  private static func report(
    _ judged: [(probability: Double, isRight: Bool, knowsKind: Bool?)]
  ) -> Report {
    let ending = judged.filter { $0.knowsKind != nil }
    let points = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map { threshold in
      OperatingPoint(threshold: threshold, judged.map { ($0.probability, $0.isRight) }, of: ending.count)
    }
    return Report(
      statements: judged.count, ending: ending.count, points: points,
      takesBackRight: (Double(ending.count { $0.knowsKind == true }) / Double(max(ending.count, 1))).fourDecimals)
  }
}
