import Rules
import StorageDecision

/// What a decision about a rule costs a person: the loss that thresholds are chosen by.
enum ReviewCost {
  /// A wrong rule in the store misleads every later session.
  static let wrongStored = 5.0
  /// Something that waits takes a look.
  static let look = 1.0
  /// A right rule that is lost has to be said again.
  static let rightIgnored = 3.0

  static func of(_ verdict: Decision.Verdict, isRight: Bool) -> Double {
    switch verdict {
    case .store: isRight ? 0 : wrongStored
    case .review: look
    case .ignore: isRight ? rightIgnored : 0
    }
  }

  /// The mean cost of decisions about reviewed rules.
  static func mean(_ verdicts: [Decision.Verdict], _ labels: [ReviewLabel]) -> Double {
    let costs = zip(verdicts, labels).map { of($0, isRight: $1.isRight) }
    return costs.reduce(0, +) / Double(max(costs.count, 1))
  }

  /// The thresholds of least cost; among those of the same cost the ones that are nearest to the present ones.
  static func bounds(near present: DecisionBounds, _ cost: (DecisionBounds) -> Double) -> DecisionBounds {
    func distance(_ bounds: DecisionBounds) -> Double {
      abs(bounds.storage - present.storage) + abs(bounds.confidence - present.confidence)
        + abs(bounds.review - present.review)
    }
    var best = (bounds: present, cost: cost(present), distance: 0.0)
    let steps = (8...19).map { (Double($0) / 20).fourDecimals }
    for storage in steps + [present.storage] {
      for confidence in steps + [present.confidence] {
        for review in [0.05, 0.12, 0.2, 0.3, 0.4, present.review] where review <= min(storage, confidence) {
          let bounds = DecisionBounds(storage: storage, confidence: confidence, review: review)
          let found = (bounds: bounds, cost: cost(bounds), distance: distance(bounds))
          if (found.cost, found.distance) < (best.cost, best.distance) { best = found }
        }
      }
    }
    return best.bounds
  }
}
