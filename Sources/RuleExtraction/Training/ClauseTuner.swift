package import LogisticModels
import Rules

/// What is added to the log-odds that a clause states a lasting rule, for what the models see of it.
package struct ClauseAdjustment: Hashable, Sendable, Codable {
  package let weights: LinearModel

  package init(from decoder: any Decoder) throws { weights = try LinearModel(from: decoder) }

  package func encode(to encoder: any Encoder) throws { try weights.encode(to: encoder) }

  init(_ weights: LinearModel) { self.weights = weights }

  /// Leaves the models as they are.
  package static let none = ClauseAdjustment(LinearModel(bias: 0))
}

/// Tunes the models that decide on directives to what a person said of rules, from the words that the rules came from.
///
/// What is learned is added to the weights of the shipped models. It is what is most probable after the labels, where
/// before them it is thought to be zero (maximum a posteriori): few labels move the models little. It is fitted to what
/// is left to say beside the confidence that the models had of the rule in its conversation.
package struct ClauseTuner: Sendable {
  /// One statement of which a person said whether it is a rule.
  package struct Statement: Sendable {
    package var features: LinearModel.Features
    /// How sure extraction was of it, 0…1.
    package var confidence: Double
    package var isRule: Bool

    package init(_ features: LinearModel.Features, confidence: Double, isRule: Bool) {
      (self.features, self.confidence, self.isRule) = (features, confidence, isRule)
    }
  }

  private let classifier: ClauseClassifier

  /// The precision of the prior of a weight of what is noticed, and of a dimension of the embedding.
  private static let flagPenalty = 6.0
  private static let embeddingPenalty = 30.0
  /// So strongly the confidence keeps its weight of one.
  private static let confidencePenalty = 10_000.0

  package init(_ classifier: ClauseClassifier) { self.classifier = classifier }

  /// What the models see of the clause of each text that most probably is a rule; nil for a text without any.
  package func read(_ texts: [String]) -> [LinearModel.Features?] { classifier.surestClauses(of: texts) }

  /// The adjustment that fits some statements.
  package func fit(_ statements: [Statement]) -> ClauseAdjustment {
    guard let first = statements.first else { return .none }
    let names = ClauseFeatures.names
    let dimension = first.features.embedding.count
    let regression = LogisticRegression(
      flagCount: names.count, denseCount: dimension + 1, flagPenalty: Self.flagPenalty,
      densePenalty: [Double](repeating: Self.embeddingPenalty, count: dimension) + [Self.confidencePenalty],
      priorDense: [Double](repeating: 0, count: dimension) + [1], biasPenalty: Self.flagPenalty)
    let weights = regression.fit(
      statements.map { statement in
        let odds = Logistic.odds(ofProbability: min(0.99, max(0.01, statement.confidence)))
        return .init(
          flags: statement.features.flags, dense: statement.features.embedding + [Float(odds)], isTrue: statement.isRule
        )
      })
    let flags = zip(names, weights).map { ($0, $1.fourDecimals) }.filter { $0.1 != 0 }
    return ClauseAdjustment(
      LinearModel(
        bias: weights[weights.count - 1].fourDecimals, flags: Dictionary(uniqueKeysWithValues: flags),
        embedding: weights[names.count..<names.count + dimension].map(\.fourDecimals)))
  }

  /// By how much an adjustment moves the log-odds of a clause to be a rule.
  package func shift(_ features: LinearModel.Features, _ adjustment: ClauseAdjustment) -> Double {
    LinearModel.Scorer(adjustment.weights, names: ClauseFeatures.names).odds(features)
  }
}

extension ClauseClassifier {
  /// The clause of each text that most probably states a lasting rule, as the models see it; nil for a text without any.
  func surestClauses(of texts: [String]) -> [LinearModel.Features?] {
    let messages = texts.map { ReadMessage($0) }
    let embeddings = EmbeddedClauses.embeddings(
      of: messages, where: messages.map { $0.clauses.map { _ in true } }, encoder: encoder)
    return zip(messages, embeddings).map { message, vectors in
      let clauses = zip(message.features, vectors).map { features, vector in
        var features = features
        features.embedding = vector
        return features
      }
      return clauses.filter { !$0.embedding.isEmpty }.max { persistentOdds($0) < persistentOdds($1) }
    }
  }
}
