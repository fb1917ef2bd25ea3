/// From which confidence on something is done with a directive.
package struct ConfidenceBounds: Hashable, Sendable {
  /// A lasting directive is stored from here on, 0…1.
  package var store: Double
  /// From here on it is worth a person's look.
  package var review: Double
  /// A directive for the moment counts from here on.
  package var shortTerm: Double

  package init(store: Double = 0.7, review: Double = 0.2, shortTerm: Double = 0.3) {
    self.store = store
    self.review = review
    self.shortTerm = shortTerm
  }

  /// The least confidence of a candidate of a scope.
  package func floor(of scope: Rule.Scope) -> Double { scope == .persistent ? review : shortTerm }

  /// The bounds for a message that stands alone: without its session it is judged at the usual, low rate of rules, so
  /// that less is sure enough.
  package var alone: ConfidenceBounds {
    ConfidenceBounds(store: min(store, 0.4), review: min(review, 0.4), shortTerm: shortTerm)
  }
}
