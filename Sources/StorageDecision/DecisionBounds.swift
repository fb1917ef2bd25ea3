package import Rules

/// From where on a wish is stored, and from where on it waits for a person: the one place of these numbers.
package struct DecisionBounds: Hashable, Sendable {
  /// The least score that is stored unasked, 0…1.
  package var storage: Double
  /// The least probability that the user meant a lasting rule that is stored unasked, 0…1.
  package var confidence: Double
  /// The least score, and the least probability, of what waits, 0…1; what is below is at most remembered.
  package var review: Double

  package init(storage: Double = 0.7, confidence: Double = 0.7, review: Double = 0.12) {
    self.storage = storage
    self.confidence = confidence
    self.review = review
  }

  /// How sure it is that a wish is to be kept, without a look at danger and conflicts.
  package func verdict(score: Double, confidence: Double) -> Decision.Verdict {
    if score >= storage, confidence >= self.confidence { return .store }
    return score >= review && confidence >= review ? .review : .ignore
  }

  /// The number that keeps a wish that is not stored from being stored.
  func weakest(score: Double, confidence: Double) -> Double {
    confidence < self.confidence ? confidence : score
  }
}
