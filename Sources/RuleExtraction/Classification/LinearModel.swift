import Glibc

/// A logistic model over features: the log-odds of one statement about a clause, or about two neighbours.
struct LinearModel: Hashable, Sendable, Codable {
  var bias: Double
  /// The weight of each noticed feature, by name; what is not named weighs nothing.
  var flags: [String: Double]
  var lengths: [Double]
  /// The weight of each dimension of the embedding; empty when the model does not look at it.
  var embedding: [Double]

  /// The model with its weights laid out for speed.
  struct Scorer: Sendable {
    private let bias: Double
    private let flags: [Double]
    private let lengths: [Double]
    private let embedding: [Double]

    /// - Parameter names: what the flags of the features mean, in their order.
    init(_ model: LinearModel, names: [String] = ClauseFeatures.names) {
      bias = model.bias
      flags = names.map { model.flags[$0] ?? 0 }
      lengths = model.lengths
      embedding = model.embedding
    }

    /// The log-odds, in any range.
    func odds(_ features: ClauseFeatures) -> Double {
      var sum = bias
      for flag in features.flags { sum += flags[flag] }
      for (weight, length) in zip(lengths, features.lengths) { sum += weight * Double(length) }
      for (weight, value) in zip(embedding, features.embedding) { sum += weight * Double(value) }
      return sum
    }
  }
}

/// The logistic function and its inverse.
enum Logistic {
  static func probability(ofOdds odds: Double) -> Double { 1 / (1 + exp(-odds)) }

  /// The log-odds of a probability, kept within ±14.
  static func odds(ofProbability probability: Double) -> Double {
    let bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return log(bounded / (1 - bounded))
  }
}
