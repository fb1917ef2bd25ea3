import LogisticModels
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
    /// What comes of applying what is at least so probable.
    package struct Point: Hashable, Sendable, Codable {
      package var threshold: Double
      package var precision: Double
      package var recall: Double
    }

    package var pairs: Int
    package var relevant: Int
    package var points: [Point]
    /// The same of the hand-made fit, without a model, from 0.8 on.
    package var byHand: Point

    enum CodingKeys: String, CodingKey {
      case pairs, relevant, points
      case byHand = "by_hand"
    }
  }

  private static let folds = 5

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
    let foldOf = Dictionary(
      uniqueKeysWithValues: Set(groups).sorted().enumerated().map { ($1, $0 % Self.folds) })
    var probabilities = [Double](repeating: 0, count: pairs.count)
    for fold in 0..<Self.folds {
      let seen = pairs.indices.filter { foldOf[groups[$0]] != fold }.map { pairs[$0] }
      guard seen.count < pairs.count, !seen.isEmpty else { continue }
      let scorer = LinearModel.Scorer(Self.fit(seen), names: FitFeatures.names)
      for index in pairs.indices where foldOf[groups[index]] == fold {
        probabilities[index] = scorer.probability(pairs[index].features)
      }
    }
    let truths = pairs.map(\.isTrue)
    let report = Report(
      pairs: pairs.count, relevant: truths.count { $0 },
      points: [0.3, 0.4, 0.5, 0.6, 0.7].map { Self.point($0, probabilities, truths) },
      byHand: Self.point(0.8, byHand, truths))
    return (FitModel(encoder: encoder, fits: Self.fit(pairs)), report)
  }

  private static func fit(_ pairs: [LinearModel.Example]) -> LinearModel {
    LinearModel(fitting: pairs, names: FitFeatures.names, measures: FitFeatures.measureCount)
  }

  private static func point(_ threshold: Double, _ scores: [Double], _ truths: [Bool]) -> Report.Point {
    let made = scores.count { $0 >= threshold }
    let right = zip(scores, truths).count { $0 >= threshold && $1 }
    return Report.Point(
      threshold: threshold, precision: (Double(right) / Double(max(made, 1))).fourDecimals,
      recall: (Double(right) / Double(max(truths.count { $0 }, 1))).fourDecimals)
  }
}
