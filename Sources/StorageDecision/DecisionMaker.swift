package import Rules

/// Brings together what several transcripts said, and decides which wishes are kept for good.
package struct DecisionMaker: Sendable {
  /// The decisions, and what they change.
  package struct Outcome: Sendable {
    /// One for each separate wish, in the order in which they were first stated.
    package var decisions: [DecidedRule]
    /// In order of time: played over the stored rules they give the rules that hold now.
    package var changes: [PlannedChange]
  }

  private let scorer: Scorer

  /// - Parameter threshold: the least score that is stored, 0…1.
  package init(weights: CriteriaWeights = CriteriaWeights(), threshold: Double = 0.7) {
    scorer = Scorer(weights: weights, threshold: threshold)
  }

  /// Decides on candidates.
  ///
  /// - Parameters:
  ///   - candidates: as extraction found them, in any order; the same wish may occur many times.
  ///   - stored: the rules that hold now.
  ///   - retired: rules that held once and were replaced or taken back; what they were learned from is not learned again.
  package func decide(_ candidates: [Rule], stored: [Rule] = [], retired: [Rule] = []) -> Outcome {
    var ledger = Ledger(scorer: scorer, stored: stored, retired: retired)
    for candidate in candidates.sorted(by: Rule.wasStated) { ledger.enter(candidate) }
    return ledger.outcome
  }
}
