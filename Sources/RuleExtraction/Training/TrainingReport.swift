package import LogisticModels
import Rules

/// How well a model does, on messages that it was not trained on and on those that it was.
package struct TrainingReport: Hashable, Sendable, Codable {
  /// What was measured on one set of messages.
  package struct Figures: Hashable, Sendable, Codable {
    /// The area under the curve of precision over recall, as the mean of the precisions at each found one.
    package var averagePrecision: Double
    package var points: [OperatingPoint]

    enum CodingKeys: String, CodingKey {
      case averagePrecision = "average_precision"
      case points
    }

    init(_ scored: [(probability: Double, isPositive: Bool)]) {
      let ranked = scored.sorted { $0.probability > $1.probability }
      var found = 0.0
      var sum = 0.0
      for (index, item) in ranked.enumerated() where item.isPositive {
        found += 1
        sum += found / Double(index + 1)
      }
      averagePrecision = Self.rounded(found > 0 ? sum / found : 0)
      points = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].map { threshold in
        let made = ranked.count { $0.probability >= threshold }
        let hits = ranked.count { $0.probability >= threshold && $0.isPositive }
        return OperatingPoint(
          threshold: threshold, precision: Self.rounded(made > 0 ? Double(hits) / Double(made) : 0),
          recall: Self.rounded(found > 0 ? Double(hits) / found : 0))
      }
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
  }

  /// Neighbouring clauses: how many of them are one directive, and of how many a model that had not seen their group
  /// told rightly whether they are.
  package struct Joins: Hashable, Sendable, Codable {
    package var pairs: Int
    package var joined: Int
    package var right: Int
  }

  package var messages: Int
  package var groups: Int
  package var labels: [String: Int]
  /// On real messages of groups that were not trained on; doubtful labels are left out.
  package var crossValidated: Figures
  /// On the real messages that the model was trained on.
  package var training: Figures
  package var joins: Joins

  enum CodingKeys: String, CodingKey {
    case messages, groups, labels, training, joins
    case crossValidated = "cross_validated"
  }

  init(
    _ messages: [LabelledMessage], crossValidated: [Double], training: [Double], calibration: ClauseModel.Calibration,
    joins: Joins
  ) {
    self.joins = joins
    self.messages = messages.count
    groups = Set(messages.map(\.group)).count
    labels = messages.reduce(into: [:]) { $0[$1.label?.rawValue ?? "", default: 0] += 1 }
    func figures(_ odds: [Double]) -> Figures {
      Figures(
        zip(odds, messages).filter { $1.isTypical }.map {
          (calibration.probability(ofOdds: $0), $1.label == .persistent)
        })
    }
    self.crossValidated = figures(crossValidated)
    self.training = figures(training)
  }
}
