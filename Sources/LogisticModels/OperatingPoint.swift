import Rules

/// What comes of believing a model from one probability on.
package struct OperatingPoint: Hashable, Sendable, Codable {
  package var threshold: Double
  package var precision: Double
  package var recall: Double

  package init(threshold: Double, precision: Double, recall: Double) {
    self.threshold = threshold
    self.precision = precision
    self.recall = recall
  }

  /// - Parameters:
  ///   - scores: how probable each finding is, and whether it is right.
  ///   - relevant: how many there are to be found.
  package init(threshold: Double, _ scores: some Collection<(probability: Double, isRight: Bool)>, of relevant: Int) {
    let made = scores.count { $0.probability >= threshold }
    let right = scores.count { $0.probability >= threshold && $0.isRight }
    self.init(
      threshold: threshold, precision: (Double(right) / Double(max(made, 1))).fourDecimals,
      recall: (Double(right) / Double(max(relevant, 1))).fourDecimals)
  }
}
