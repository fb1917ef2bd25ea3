import LogisticModels
import Rules
package import SentenceEncoder

/// Says of each clause how probably it states a directive, and one meant for later too.
package struct ClauseClassifier: Sendable {
  /// What a clause may be, with probabilities that sum to one.
  struct Judgement: Hashable, Sendable {
    /// A directive for later sessions too.
    var persistent: Double
    /// A directive for the moment.
    var shortTerm: Double

    /// How probable each kind of action is, if it is a directive; the values sum to one.
    var kinds: [Action.Kind: Double] = [:]

    /// How probably it and the clause before it state one directive together, 0…1.
    var joinsPrevious = 0.0

    static let nothing = Judgement(persistent: 0, shortTerm: 0)

    /// No directive.
    var none: Double { max(0, 1 - persistent - shortTerm) }
  }

  /// The name of the model's file.
  package static let fileName = "clauses.json"

  private let model: ClauseModel
  let encoder: SentenceEncoder
  private let firstStage: LinearModel.Scorer
  private let directive: LinearModel.Scorer
  private let standing: LinearModel.Scorer
  private let join: LinearModel.Scorer
  private let kinds: [(kind: Action.Kind, scorer: LinearModel.Scorer)]
  /// What was learned from reviews.
  private let adjustment: LinearModel.Scorer?

  package init(_ model: ClauseModel, encoder: SentenceEncoder, adjustment: ClauseAdjustment? = nil) {
    self.adjustment = adjustment.map { LinearModel.Scorer($0.weights, names: ClauseFeatures.names) }
    self.model = model
    self.encoder = encoder
    firstStage = .init(model.firstStage, names: ClauseFeatures.names)
    directive = .init(model.directive, names: ClauseFeatures.names)
    standing = .init(model.standing, names: ClauseFeatures.names)
    join = .init(model.join, names: NeighbourFeatures.names)
    kinds = Action.Kind.allCases.compactMap { kind in
      model.kinds[kind.rawValue].map { (kind, .init($0, names: ClauseFeatures.names)) }
    }
  }

  /// The classifier whose model lies at a path, or else the one that comes with the program.
  ///
  /// - Throws: ``ExtractionError`` when the model or its encoder is missing or malformed.
  package static func load(path: String? = nil) throws(ExtractionError) -> ClauseClassifier {
    guard let path = path ?? ModelFiles.locate(fileName) else { throw .missingModel(name: fileName) }
    let model = try ClauseModel(path: path)
    return ClauseClassifier(model, encoder: try encoder(named: model.encoder))
  }

  /// The classifier with what was learned from reviews.
  package func adjusted(by adjustment: ClauseAdjustment?) -> ClauseClassifier {
    adjustment.map { ClauseClassifier(model, encoder: encoder, adjustment: $0) } ?? self
  }

  /// The log-odds that a clause states a lasting rule, as the models find them.
  func persistentOdds(_ features: LinearModel.Features) -> Double {
    Self.odds(directive: directive.odds(features), standing: standing.odds(features)).persistent
  }

  /// The sentence encoder of a name.
  ///
  /// - Throws: ``ExtractionError``.
  package static func encoder(named name: String) throws(ExtractionError) -> SentenceEncoder {
    guard let path = ModelFiles.locate(name) else { throw .missingModel(name: name) }
    do throws(EncoderError) {
      return try SentenceEncoder(path: path)
    } catch {
      throw .badModel(path: path, reason: error.description)
    }
  }

  /// Judgements on the messages of one session, seen in the light of each other.
  func corrected(_ judgements: [[Judgement]]) -> [[Judgement]] {
    SessionPrior(usual: model.rates).corrected(judgements)
  }

  /// So many messages are judged at once: a clause's embedding takes more memory than its text.
  private static let block = 128

  /// The judgements on the clauses of single messages, in the same shape.
  func judge(_ messages: [ReadMessage]) -> [[Judgement]] {
    stride(from: 0, to: messages.count, by: Self.block).flatMap { start in
      judge(block: messages[start..<min(start + Self.block, messages.count)].map(\.self))
    }
  }

  private func judge(block messages: [ReadMessage]) -> [[Judgement]] {
    var features = messages.map(\.features)
    let likely = features.map { $0.map { firstStage.odds($0) >= model.firstStageFloor } }
    let embeddings = EmbeddedClauses.embeddings(of: messages, where: likely, encoder: encoder)
    for (message, clauses) in embeddings.enumerated() {
      for (clause, embedding) in clauses.enumerated() { features[message][clause].embedding = embedding }
    }
    return zip(messages, features).map { message, features in
      features.indices.map { index in
        guard !features[index].embedding.isEmpty else { return .nothing }
        var judgement = judgement(features[index])
        if index > 0, !features[index - 1].embedding.isEmpty {
          let pair = NeighbourFeatures.features(
            of: (message.clauses[index - 1], features[index - 1].embedding),
            (message.clauses[index], features[index].embedding))
          judgement.joinsPrevious = Logistic.probability(ofOdds: join.odds(pair))
        }
        return judgement
      }
    }
  }

  private func judgement(_ features: LinearModel.Features) -> Judgement {
    let odds = Self.odds(directive: directive.odds(features), standing: standing.odds(features))
    var persistent = model.calibration.probability(ofOdds: odds.persistent)
    if let adjustment {
      persistent = Logistic.probability(
        ofOdds: Logistic.odds(ofProbability: persistent) + adjustment.odds(features))
    }
    let shortTerm = model.calibration.probability(ofOdds: odds.shortTerm)
    let sum = max(1, persistent + shortTerm)
    return Judgement(persistent: persistent / sum, shortTerm: shortTerm / sum, kinds: kindProbabilities(features))
  }

  private func kindProbabilities(_ features: LinearModel.Features) -> [Action.Kind: Double] {
    let scores = kinds.map { Logistic.probability(ofOdds: $0.scorer.odds(features)) }
    let sum = max(scores.reduce(0, +), 1e-9)
    return Dictionary(uniqueKeysWithValues: zip(kinds, scores).map { ($0.kind, $1 / sum) })
  }

  /// The log-odds of the two kinds of directive from those of the two questions.
  static func odds(directive: Double, standing: Double) -> (persistent: Double, shortTerm: Double) {
    let isDirective = Logistic.probability(ofOdds: directive)
    let isStanding = Logistic.probability(ofOdds: standing)
    return (
      Logistic.odds(ofProbability: isDirective * isStanding),
      Logistic.odds(ofProbability: isDirective * (1 - isStanding))
    )
  }
}
