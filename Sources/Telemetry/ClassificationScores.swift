/// How well a classification agrees with the truth.
package struct ClassificationScores: Hashable, Sendable, Codable {
  /// The part of what was found that is true, 0…1.
  package var precision: Double
  /// The part of what is true that was found, 0…1.
  package var recall: Double
  /// The harmonic mean of both, 0…1.
  package var f1: Double

  /// The scores of counts; a part of nothing is 0.
  package init(truePositives: Int, falsePositives: Int, falseNegatives: Int) {
    func part(_ count: Double, of whole: Double) -> Double { whole > 0 ? count / whole : 0 }
    let (hits, surplus, missed) = (Double(truePositives), Double(falsePositives), Double(falseNegatives))
    precision = part(hits, of: hits + surplus)
    recall = part(hits, of: hits + missed)
    f1 = part(2 * hits, of: 2 * hits + surplus + missed)
  }
}
