import Glibc

/// Multinomial logistic regression over sparse features: scores of a few classes from numbered, weighted features.
package struct SoftmaxRegression: Hashable, Sendable {
  /// One feature of an example.
  package struct Feature: Hashable, Sendable {
    package let index: Int
    package let value: Double

    package init(index: Int, value: Double) {
      self.index = index
      self.value = value
    }
  }

  /// What the model learns from.
  package struct Example: Hashable, Sendable {
    package let features: [Feature]
    /// The number of the right class.
    package let label: Int
    /// How much it counts; 1 is usual.
    package let weight: Double

    package init(features: [Feature], label: Int, weight: Double = 1) {
      self.features = features
      self.label = label
      self.weight = weight
    }
  }

  package let classes: Int
  package let dimensions: Int
  /// One weight for each feature and class, the classes of a feature next to each other.
  package private(set) var weights: [Double]
  /// One bias for each class.
  package private(set) var bias: [Double]

  /// A model with given weights; nil when their numbers do not fit.
  package init?(classes: Int, dimensions: Int, weights: [Double], bias: [Double]) {
    guard classes > 0, dimensions > 0, bias.count == classes, weights.count == classes * dimensions else { return nil }
    self.classes = classes
    self.dimensions = dimensions
    self.weights = weights
    self.bias = bias
  }

  /// The probability of each class. Features that the model does not have are passed over.
  package func probabilities(of features: [Feature]) -> [Double] {
    Self.probabilities(of: features, weights: weights, bias: bias)
  }

  /// Learns from examples by accelerated gradient descent on the penalised log-likelihood.
  ///
  /// Nesterov's method with restarts on the full set, from zero: the same examples give the same model.
  /// - Parameters:
  ///   - penalty: the factor of the squared weights; biases are free.
  ///   - rounds: passes over the examples.
  package init(
    learning examples: [Example], classes: Int, dimensions: Int, penalty: Double = 1e-4, rounds: Int = 300
  ) {
    self.classes = classes
    self.dimensions = dimensions
    weights = Array(repeating: 0, count: classes * dimensions)
    bias = Array(repeating: 0, count: classes)
    let total = examples.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return }
    // The curvature is at most half the largest squared length of an example, and its bias.
    let longest = examples.reduce(0) { max($0, $1.features.reduce(1) { $0 + $1.value * $1.value }) }
    let step = 1 / (0.5 * longest + penalty)
    var (ahead, aheadBias) = (weights, bias)
    var momentum = 1.0
    for _ in 0..<rounds {
      let slope = Self.slope(of: examples, weights: ahead, bias: aheadBias, total: total)
      let nextMomentum = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
      let pull = (momentum - 1) / nextMomentum
      momentum = nextMomentum
      for index in weights.indices {
        let next = ahead[index] - step * (slope.weights[index] + penalty * ahead[index])
        ahead[index] = next + pull * (next - weights[index])
        weights[index] = next
      }
      for index in bias.indices {
        let next = aheadBias[index] - step * slope.bias[index]
        aheadBias[index] = next + pull * (next - bias[index])
        bias[index] = next
      }
    }
  }

  private static func slope(
    of examples: [Example], weights: [Double], bias: [Double], total: Double
  ) -> (weights: [Double], bias: [Double]) {
    var slope = (
      weights: [Double](repeating: 0, count: weights.count), bias: [Double](repeating: 0, count: bias.count)
    )
    for example in examples {
      let likely = probabilities(of: example.features, weights: weights, bias: bias)
      for (kind, probability) in likely.enumerated() {
        let error = (probability - (kind == example.label ? 1 : 0)) * example.weight / total
        slope.bias[kind] += error
        for feature in example.features where weights.indices.contains(feature.index * bias.count) {
          slope.weights[feature.index * bias.count + kind] += error * feature.value
        }
      }
    }
    return slope
  }

  private static func probabilities(of features: [Feature], weights: [Double], bias: [Double]) -> [Double] {
    var scores = bias
    for feature in features where weights.indices.contains(feature.index * bias.count) {
      for kind in bias.indices { scores[kind] += weights[feature.index * bias.count + kind] * feature.value }
    }
    let most = scores.max() ?? 0
    let powers = scores.map { exp($0 - most) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
