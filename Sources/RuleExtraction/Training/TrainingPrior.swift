package import LogisticModels

/// What is thought of the features before any data: the weights to which training is drawn.
///
/// With few examples of a feature its weight stays near the prior, with many it follows them.
package struct TrainingPrior: Hashable, Sendable, Decodable {
  package var directive = LinearModel.Prior()
  package var standing = LinearModel.Prior()

  package init() {}
}
