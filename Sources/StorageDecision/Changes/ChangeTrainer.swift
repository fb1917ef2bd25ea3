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
    /// To which of them it makes an exception; nil for none.
    package var excepted: Int?
    /// Examples of one group are never both trained on and tested.
    package var group: String

    package init(
      later: Rule, known: [Rule], ended: Int?, takesBack: Bool, excepted: Int? = nil, group: String
    ) {
      self.later = later
      self.known = known
      self.ended = ended
      self.takesBack = takesBack
      self.excepted = excepted
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
    package var excepting: Int
    package var exceptionPoints: [OperatingPoint]

    enum CodingKeys: String, CodingKey {
      case statements, ending, points, excepting
      case takesBackRight = "takes_back_right"
      case exceptionPoints = "exception_points"
    }
  }

  private let encoder: String
  private let meaning: ChangeFeatures.Meaning

  /// How strongly the weights are drawn to zero: the examples are few.
  private static let penalties = {
    var penalties = LinearModel.Penalties()
    penalties.flags = 1
    penalties.embedding = 3
    return penalties
  }()

  /// - Parameters:
  ///   - encoder: the name of the encoder's file.
  ///   - similarity: how alike two texts are in meaning, by that encoder.
  ///   - embedding: the embedding of a text, by the same encoder.
  package init(
    encoder: String, similarity: @escaping DecisionMaker.Similarity,
    embedding: @escaping DecisionMaker.Embedding = { _ in [] }
  ) {
    self.encoder = encoder
    meaning = ChangeFeatures.Meaning(similarity: similarity, embedding: embedding)
  }

  /// The model, and how well models trained in the same way did on groups that they had not seen.
  package func train(_ examples: [Example]) -> (model: ChangeModel, report: Report) {
    let read = examples.map { example in
      ChangeJudge.features(of: WishComparison(example.later), among: example.known.map(WishComparison.init), meaning)
    }
    let parts = CrossValidation.parts(of: examples.map(\.group))
    var ends: [Judged] = []
    var excepts: [Judged] = []
    for part in 0..<CrossValidation.folds {
      let seen = examples.indices.filter { parts[$0] != part }
      guard seen.count < examples.count, !seen.isEmpty else { continue }
      let model = model(seen.map { examples[$0] }, seen.map { read[$0] })
      let back = LinearModel.Scorer(model.takesBack, names: ChangeFeatures.names)
      for index in examples.indices where parts[index] == part {
        let example = examples[index]
        let knowsKind = example.ended.map { (back.odds(read[index][$0]) > 0) == example.takesBack }
        ends += Self.judged(model.ends, read[index], truth: example.ended, knowsKind)
        excepts += Self.judged(model.excepts, read[index], truth: example.excepted, nil)
      }
    }
    return (model(examples, read), Self.report(ends, excepts, examples))
  }

  /// What a model said of a statement that it had not seen.
  private typealias Judged = (probability: Double, isRight: Bool, knowsKind: Bool?)

  private static func judged(
    _ model: LinearModel, _ read: [LinearModel.Features], truth: Int?, _ knowsKind: Bool?
  ) -> [Judged] {
    let scorer = LinearModel.Scorer(model, names: ChangeFeatures.names)
    let odds = read.map(scorer.odds)
    guard let best = odds.indices.max(by: { odds[$0] < odds[$1] }) else { return [] }
    return [(Logistic.probability(ofOdds: odds[best]), truth == best, knowsKind)]
  }

  private func model(_ examples: [Example], _ read: [[LinearModel.Features]]) -> ChangeModel {
    var ends: [LinearModel.Example] = []
    var takesBack: [LinearModel.Example] = []
    var excepts: [LinearModel.Example] = []
    for (example, features) in zip(examples, read) {
      for (index, feature) in features.enumerated() {
        ends.append(.init(feature, isTrue: index == example.ended))
        excepts.append(.init(feature, isTrue: index == example.excepted))
        if index == example.ended { takesBack.append(.init(feature, isTrue: example.takesBack)) }
      }
    }
    let dimension = read.joined().first?.embedding.count ?? 0
    func fit(_ examples: [LinearModel.Example]) -> LinearModel {
      LinearModel(
        fitting: examples, names: ChangeFeatures.names, measures: ChangeFeatures.measureCount, dimension: dimension,
        penalties: Self.penalties)
    }
    return ChangeModel(encoder: encoder, ends: fit(ends), takesBack: fit(takesBack), excepts: fit(excepts))
  }

  private static func report(_ ends: [Judged], _ excepts: [Judged], _ examples: [Example]) -> Report {
    let kinds = ends.compactMap(\.knowsKind)
    let (ending, excepting) = (examples.count { $0.ended != nil }, examples.count { $0.excepted != nil })
    func points(_ judged: [Judged], of relevant: Int) -> [OperatingPoint] {
      [0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map { threshold in
        OperatingPoint(threshold: threshold, judged.map { ($0.probability, $0.isRight) }, of: relevant)
      }
    }
    return Report(
      statements: ends.count, ending: ending, points: points(ends, of: ending),
      takesBackRight: (Double(kinds.count { $0 }) / Double(max(kinds.count, 1))).fourDecimals,
      excepting: excepting, exceptionPoints: points(excepts, of: excepting))
  }
}
