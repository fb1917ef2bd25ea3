/// What is thought of the features before any data: the weights to which training is drawn.
///
/// With few examples of a feature its weight stays near the prior, with many it follows them.
package struct TrainingPrior: Hashable, Sendable, Decodable {
  /// The prior of one model: weights in log-odds, by the name of the feature; what is not named has zero.
  package struct Weights: Hashable, Sendable, Decodable {
    package var bias = 0.0
    package var flags: [String: Double] = [:]

    package init() {}
  }

  package var directive = Weights()
  package var standing = Weights()

  package init() {}
}
