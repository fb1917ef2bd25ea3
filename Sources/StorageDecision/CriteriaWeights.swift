package import Rules

/// How much each criterion counts in the score; the weights sum to 1.
package struct CriteriaWeights: Hashable, Sendable {
  package var crossSessionValue: Double
  package var stability: Double
  package var clearTriggers: Double
  package var reducesInconsistency: Double

  package init(
    crossSessionValue: Double = 0.4, stability: Double = 0.3, clearTriggers: Double = 0.2,
    reducesInconsistency: Double = 0.1
  ) {
    self.crossSessionValue = crossSessionValue
    self.stability = stability
    self.clearTriggers = clearTriggers
    self.reducesInconsistency = reducesInconsistency
  }

  /// The weighted sum of the parts of a score, 0…1, before it is calibrated.
  package func sum(_ criteria: Decision.Criteria) -> Double {
    min(
      1,
      crossSessionValue * criteria.crossSessionValue + stability * criteria.stability
        + clearTriggers * criteria.clearTriggers + reducesInconsistency * criteria.reducesInconsistency)
  }

  package var sum: Double { crossSessionValue + stability + clearTriggers + reducesInconsistency }
}
