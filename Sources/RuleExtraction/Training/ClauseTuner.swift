package import LogisticModels
import Rules

/// What is added to the weights of the two models that decide on directives.
package struct ClauseAdjustment: Hashable, Sendable, Codable {
  package var directive: LinearModel
  package var standing: LinearModel

  /// Leaves the models as they are.
  package static let none = ClauseAdjustment(directive: LinearModel(bias: 0), standing: LinearModel(bias: 0))
}

extension ClauseClassifier {
  /// The classifier with the weights that were learned from reviews.
  package func adjusted(by adjustment: ClauseAdjustment?) -> ClauseClassifier {
    guard let adjustment else { return self }
    var model = model
    model.directive = model.directive + adjustment.directive
    model.standing = model.standing + adjustment.standing
    return ClauseClassifier(model, encoder: encoder)
  }
}

/// Tunes the models that decide on directives to what a person said of rules, from the words that the rules came from.
///
/// The weights are those that are most probable after the labels, where before them they are thought to be the shipped
/// ones (maximum a posteriori): few labels move them little.
package struct ClauseTuner: Sendable {
  /// One statement of which a person said whether it is a rule.
  package struct Statement: Sendable {
    package var features: LinearModel.Features
    package var isRule: Bool

    package init(_ features: LinearModel.Features, isRule: Bool) {
      self.features = features
      self.isRule = isRule
    }
  }

  private let classifier: ClauseClassifier

  package init(_ classifier: ClauseClassifier) { self.classifier = classifier }

  /// What the models see of the clause of each text that most probably is a rule; nil for a text without any.
  package func read(_ texts: [String]) -> [LinearModel.Features?] {
    let messages = texts.map { ReadMessage($0) }
    let embeddings = EmbeddedClauses.embeddings(
      of: messages, where: messages.map { $0.clauses.map { _ in true } }, encoder: classifier.encoder)
    let scorers = scorers(.none)
    return zip(messages, embeddings).map { message, vectors in
      let clauses = zip(message.features, vectors).map { features, vector in
        var features = features
        features.embedding = vector
        return features
      }
      return clauses.filter { !$0.embedding.isEmpty }.max { scorers.odds($0) < scorers.odds($1) }
    }
  }

  /// The adjustment that fits some statements.
  package func fit(_ statements: [Statement]) -> ClauseAdjustment {
    let scorers = scorers(.none)
    var (directive, standing): ([LinearModel.Example], [LinearModel.Example]) = ([], [])
    for statement in statements {
      let features = statement.features
      guard !statement.isRule else {
        directive.append(.init(features, isTrue: true))
        standing.append(.init(features, isTrue: true))
        continue
      }
      // It is no directive, or one for the moment: each as probable as the models find it (one step of
      // expectation-maximisation).
      let (isDirective, stands) = (scorers.directive.probability(features), scorers.standing.probability(features))
      let no = max(1e-6, 1 - isDirective * stands)
      directive.append(.init(features, isTrue: false, weight: (1 - isDirective) / no))
      directive.append(.init(features, isTrue: true, weight: isDirective * (1 - stands) / no))
      standing.append(.init(features, isTrue: false, weight: isDirective * (1 - stands) / no))
    }
    return ClauseAdjustment(
      directive: fit(directive, near: classifier.model.directive),
      standing: fit(standing, near: classifier.model.standing))
  }

  /// By how much an adjustment moves the log-odds of a clause to be a rule, as the classifier reports them.
  package func shift(_ features: LinearModel.Features, _ adjustment: ClauseAdjustment) -> Double {
    (scorers(adjustment).odds(features) - scorers(.none).odds(features)) * classifier.model.calibration.scale
  }

  private func fit(_ examples: [LinearModel.Example], near shipped: LinearModel) -> LinearModel {
    var penalties = LinearModel.Penalties()
    (penalties.flags, penalties.embedding, penalties.bias) = (3, 30, 1)
    let fitted = LinearModel(
      fitting: examples, names: ClauseFeatures.names, measures: shipped.lengths.count,
      dimension: shipped.embedding.count, penalties: penalties, prior: .init(shipped))
    return fitted - shipped
  }

  private struct Scorers {
    let directive: LinearModel.Scorer
    let standing: LinearModel.Scorer

    func odds(_ features: LinearModel.Features) -> Double {
      ClauseClassifier.odds(directive: directive.odds(features), standing: standing.odds(features)).persistent
    }
  }

  private func scorers(_ adjustment: ClauseAdjustment) -> Scorers {
    Scorers(
      directive: .init(classifier.model.directive + adjustment.directive, names: ClauseFeatures.names),
      standing: .init(classifier.model.standing + adjustment.standing, names: ClauseFeatures.names))
  }
}
