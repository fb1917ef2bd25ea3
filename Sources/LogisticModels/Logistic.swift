import Glibc

/// The logistic function and its inverse.
package enum Logistic {
  /// The probability of log-odds, 0…1.
  package static func probability(ofOdds odds: Double) -> Double { 1 / (1 + exp(-odds)) }

  /// The log-odds of a probability, kept within ±14.
  package static func odds(ofProbability probability: Double) -> Double {
    let bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return log(bounded / (1 - bounded))
  }
}
