package import LogisticModels
package import Rules

/// Trains a model of whether a rule has to be obeyed in a task.
package struct FitTrainer: Sendable {
  /// The rules of one project and a task in it.
  package struct Example: Sendable {
    package var rules: [Rule]
    package var task: TaskRequest
    /// Which of the rules have to be obeyed.
    package var relevant: Set<Int>
    /// Examples of one group are never both trained on and tested.
    package var group: String

    package init(rules: [Rule], task: TaskRequest, relevant: Set<Int>, group: String) {
      self.rules = rules
      self.task = task
      self.relevant = relevant
      self.group = group
    }
  }

  /// How well models did on groups that they had not seen.
  package struct Report: Hashable, Sendable, Codable {
    package var pairs: Int
    package var relevant: Int
    package var points: [OperatingPoint]
    /// The same of the hand-made fit, without a model, from 0.8 on.
    package var byHand: OperatingPoint

    enum CodingKeys: String, CodingKey {
      case pairs, relevant, points
      case byHand = "by_hand"
    }
  }

  private let encoder: String
  private let similarity: FitJudge.Similarity

  /// - Parameters:
  ///   - encoder: the name of the encoder's file.
  ///   - similarity: how alike two texts are in meaning, by that encoder.
  package init(encoder: String, similarity: @escaping FitJudge.Similarity) {
    self.encoder = encoder
    self.similarity = similarity
  }

  /// The model, and how well models trained in the same way did on groups that they had not seen.
  package func train(_ examples: [Example]) -> (model: FitModel, report: Report) {
    var pairs: [LinearModel.Example] = []
    var groups: [String] = []
    var byHand: [Double] = []
    for example in examples {
      let task = TaskProfile(example.task)
      let rules = example.rules.map(RuleProfile.init)
      let features = FitJudge.features(rules, task, similarity)
      for index in rules.indices where rules[index].admits(task) {
        pairs.append(.init(features[index], isTrue: example.relevant.contains(index)))
        groups.append(example.group)
        byHand.append(rules[index].fit(task))
      }
    }
    let parts = CrossValidation.parts(of: groups)
    var probabilities = [Double](repeating: 0, count: pairs.count)
    for part in 0..<CrossValidation.folds {
      let seen = pairs.indices.filter { parts[$0] != part }.map { pairs[$0] }
      guard seen.count < pairs.count, !seen.isEmpty else { continue }
      let scorer = LinearModel.Scorer(Self.fit(seen), names: FitFeatures.names)
      for index in pairs.indices where parts[index] == part {
        probabilities[index] = scorer.probability(pairs[index].features)
      }
    }
    let relevant = pairs.count(where: \.isTrue)
    func point(_ threshold: Double, _ scores: [Double]) -> OperatingPoint {
      OperatingPoint(threshold: threshold, zip(scores, pairs).map { ($0, $1.isTrue) }, of: relevant)
    }
    let report = Report(
      pairs: pairs.count, relevant: relevant, points: [0.3, 0.4, 0.5, 0.6, 0.7].map { point($0, probabilities) },
      byHand: point(FitJudge.obeyed, byHand))
    return (FitModel(encoder: encoder, fits: Self.fit(pairs)), report)
  }

  private static func fit(_ pairs: [LinearModel.Example]) -> LinearModel {
    LinearModel(fitting: pairs, names: FitFeatures.names, measures: FitFeatures.measureCount)
  }
}
