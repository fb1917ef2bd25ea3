import Rules

/// A logistic model: the log-odds of one statement, as a weighted sum of what was noticed and measured.
package struct LinearModel: Hashable, Sendable, Codable {
  /// What is noticed and measured of one thing.
  package struct Features: Hashable, Sendable {
    /// Indices into the names of what may be noticed, ascending.
    package var flags: [Int] = []
    /// Measures of the order of one.
    package var measures: [Float] = []
    /// A vector of meaning; empty where there is none.
    package var embedding: [Float] = []

    package init(flags: [Int] = [], measures: [Float] = [], embedding: [Float] = []) {
      self.flags = flags
      self.measures = measures
      self.embedding = embedding
    }
  }

  /// One labelled thing.
  package struct Example: Sendable {
    package var features: Features
    package var isTrue: Bool
    package var weight: Double

    package init(_ features: Features, isTrue: Bool, weight: Double = 1) {
      self.features = features
      self.isTrue = isTrue
      self.weight = weight
    }
  }

  /// How strongly weights are drawn to their prior.
  package struct Penalties: Hashable, Sendable {
    package var flags = 3.0
    package var embedding = 10.0
    /// How strongly the bias is drawn to its prior; 0 leaves it free.
    package var bias = 0.0

    package init() {}
  }

  /// What is thought of the weights before any data: with few examples of a feature its weight stays near the prior.
  package struct Prior: Hashable, Sendable, Decodable {
    package var bias = 0.0
    package var flags: [String: Double] = [:]
    /// Of the measures and of the dimensions of the embedding; empty for zero. No file has these.
    package var measures: [Double] = []
    package var embedding: [Double] = []

    enum CodingKeys: CodingKey { case bias, flags }

    package init() {}

    /// The weights of a model, to which another is drawn.
    package init(_ model: LinearModel) {
      (bias, flags, measures, embedding) = (model.bias, model.flags, model.lengths, model.embedding)
    }
  }

  package var bias: Double
  /// The weight of each feature that may be noticed, by name; what is not named weighs nothing.
  package var flags: [String: Double]
  /// The weight of each measure.
  package var lengths: [Double]
  /// The weight of each dimension of the embedding; empty when the model does not look at it.
  package var embedding: [Double]

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - names: what the flags mean, in their order.
  ///   - measures: how many measures each example has.
  ///   - dimension: how many dimensions of the embedding are looked at; 0 for none of it.
  package init(
    fitting examples: [Example], names: [String], measures: Int, dimension: Int = 0, penalties: Penalties = Penalties(),
    prior: Prior = Prior()
  ) {
    let regression = LogisticRegression(
      flagCount: names.count, denseCount: measures + dimension, flagPenalty: penalties.flags,
      densePenalty: [Double](repeating: penalties.flags, count: measures)
        + [Double](repeating: penalties.embedding, count: dimension),
      priorFlags: names.map { prior.flags[$0] ?? 0 },
      priorDense: prior.measures.isEmpty && prior.embedding.isEmpty
        ? [] : Self.filled(prior.measures, to: measures) + Self.filled(prior.embedding, to: dimension),
      priorBias: prior.bias, biasPenalty: penalties.bias)
    let weights = regression.fit(
      examples.map { example in
        let features = example.features
        let dense = dimension > 0 ? features.measures + features.embedding : features.measures
        return .init(flags: features.flags, dense: dense, isTrue: example.isTrue, weight: example.weight)
      })
    let count = names.count
    bias = weights[weights.count - 1].fourDecimals
    flags = Dictionary(
      uniqueKeysWithValues: zip(names, weights).map { ($0, $1.fourDecimals) }.filter { $0.1 != 0 })
    lengths = weights[count..<count + measures].map(\.fourDecimals)
    embedding = weights[(count + measures)..<(count + measures + dimension)].map(\.fourDecimals)
  }

  private static func filled(_ weights: [Double], to count: Int) -> [Double] {
    Array((weights + [Double](repeating: 0, count: max(0, count - weights.count))).prefix(count))
  }

  /// A model with given weights.
  package init(bias: Double, flags: [String: Double] = [:], lengths: [Double] = [], embedding: [Double] = []) {
    (self.bias, self.flags, self.lengths, self.embedding) = (bias, flags, lengths, embedding)
  }

  /// The model with its weights laid out for speed.
  package struct Scorer: Sendable {
    private let bias: Double
    private let flags: [Double]
    private let measures: [Double]
    private let embedding: [Double]

    /// - Parameter names: what the flags of the features mean, in their order.
    package init(_ model: LinearModel, names: [String]) {
      bias = model.bias
      flags = names.map { model.flags[$0] ?? 0 }
      measures = model.lengths
      embedding = model.embedding
    }

    /// The log-odds, in any range.
    package func odds(_ features: Features) -> Double {
      var sum = bias
      for flag in features.flags { sum += flags[flag] }
      for (weight, measure) in zip(measures, features.measures) { sum += weight * Double(measure) }
      for (weight, value) in zip(embedding, features.embedding) { sum += weight * Double(value) }
      return sum
    }

    /// The probability, 0…1.
    package func probability(_ features: Features) -> Double { Logistic.probability(ofOdds: odds(features)) }
  }
}
