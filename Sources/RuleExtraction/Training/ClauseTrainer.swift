import Dispatch
package import LogisticModels
import Rules
package import SentenceEncoder

/// Trains a model of what people mean by a clause from labelled messages.
package struct ClauseTrainer: Sendable {
  /// How many parts cross-validation cuts the groups into.
  private static let folds = 5
  /// How much stronger the models that decide on directives are drawn to their prior.
  private static let caution = 3.0
  /// The share of directives that the first stage must let through.
  private static let firstStageRecall = 0.96

  private let encoder: SentenceEncoder
  private let encoderName: String
  private let penalties: LinearModel.Penalties
  private let prior: TrainingPrior

  package init(
    encoder: SentenceEncoder, named name: String, prior: TrainingPrior = TrainingPrior(),
    penalties: LinearModel.Penalties = LinearModel.Penalties()
  ) {
    self.encoder = encoder
    encoderName = name
    self.prior = prior
    self.penalties = penalties
  }

  /// The encoder of a name, from where models lie.
  ///
  /// - Throws: ``ExtractionError``.
  package init(encoderNamed name: String, prior: TrainingPrior = TrainingPrior()) throws(ExtractionError) {
    self.init(encoder: try ClauseClassifier.encoder(named: name), named: name, prior: prior)
  }

  /// The model, and how well models trained in the same way did on groups that they had not seen.
  package func train(_ all: [LabelledMessage]) -> (model: ClauseModel, report: TrainingReport) {
    let messages = all.filter { $0.label != nil }
    let read = messages.map { ReadMessage($0.text) }
    let data = clauses(of: messages, read: read)
    let folds = Self.folds(of: messages)
    var unseen = [Odds](repeating: Odds(), count: data.entries.count)
    let parts = (0..<Self.folds).filter { fold in folds.contains(fold) }
    for fold in parts {
      let heads = heads(data.entries.filter { folds[$0.message] != fold })
      let tested = data.entries.indices.filter { folds[data.entries[$0].message] == fold }
      for (index, odds) in zip(tested, heads.odds(tested.map { data.entries[$0] })) { unseen[index] = odds }
    }
    let pairs = data.pairs(messages, read: read)
    let final = heads(data.entries)
    let honest = Self.perMessage(unseen.map(\.persistent), data, messages.count)
    let model = ClauseModel(
      encoder: encoderName, firstStage: final.firstStage,
      firstStageFloor: Self.floor(zip(data.entries, unseen).map { ($0.scope != nil, $1.firstStage) }),
      directive: final.directive, standing: final.standing, kinds: kinds(data.entries),
      join: join(pairs),
      calibration: Self.calibration(honest, messages),
      rates: Self.rates(messages))
    let seen = Self.perMessage(final.odds(data.entries).map(\.persistent), data, messages.count)
    return (
      model,
      TrainingReport(
        messages, crossValidated: honest, training: seen, calibration: model.calibration,
        joins: joins(pairs, folds: folds))
    )
  }

  private func clauses(of messages: [LabelledMessage], read: [ReadMessage]) -> LabelledClauses {
    var data = LabelledClauses(messages, read: read)
    let size = 256
    let batches = (read.count + size - 1) / size
    nonisolated(unsafe) var embeddings = [[[[Float]]]](repeating: [], count: batches)
    let lock = DispatchSemaphore(value: 1)
    DispatchQueue.concurrentPerform(iterations: batches) { batch in
      let part = Array(read[batch * size..<min(read.count, (batch + 1) * size)])
      let vectors = EmbeddedClauses.embeddings(
        of: part, where: part.map { $0.clauses.map { _ in true } }, encoder: encoder)
      lock.wait()
      embeddings[batch] = vectors
      lock.signal()
    }
    for (index, vector) in embeddings.joined().joined().enumerated() { data.entries[index].features.embedding = vector }
    return data
  }

  /// The fold of each message: whole groups, the largest first, each to the fold that has least.
  private static func folds(of messages: [LabelledMessage]) -> [Int] {
    var sizes: [String: Int] = [:]
    for message in messages { sizes[message.group, default: 0] += 1 }
    var load = [Int](repeating: 0, count: folds)
    var foldOf: [String: Int] = [:]
    for (group, size) in sizes.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let fold = load.indices.min { (load[$0], $0) < (load[$1], $1) } ?? 0
      load[fold] += size
      foldOf[group] = fold
    }
    return messages.map { foldOf[$0.group] ?? 0 }
  }

  /// What three models say of a clause, in log-odds.
  struct Odds {
    var firstStage = -14.0
    var persistent = -14.0
  }

  private struct Heads {
    var firstStage: LinearModel
    var directive: LinearModel
    var standing: LinearModel

    /// What the models say of some clauses.
    func odds(_ entries: some Sequence<LabelledClauses.Entry>) -> [Odds] {
      let (first, directive, standing) = (
        LinearModel.Scorer(firstStage, names: ClauseFeatures.names),
        LinearModel.Scorer(directive, names: ClauseFeatures.names),
        LinearModel.Scorer(standing, names: ClauseFeatures.names)
      )
      return entries.map { entry in
        let pair = ClauseClassifier.odds(
          directive: directive.odds(entry.features), standing: standing.odds(entry.features))
        return Odds(firstStage: first.odds(entry.features), persistent: pair.persistent)
      }
    }
  }

  private func heads(_ entries: [LabelledClauses.Entry]) -> Heads {
    let directives = entries.filter { $0.scope != nil }
    return Heads(
      firstStage: fit(entries, prior.directive, embeds: false) { $0.scope != nil },
      directive: fit(entries, prior.directive, embeds: true, penalties: cautious) { $0.scope != nil },
      standing: fit(directives, prior.standing, embeds: true, penalties: cautious) { $0.scope == .persistent })
  }

  /// What decides on directives is held back more than the rest, so that it does as well on what it has not seen.
  private var cautious: LinearModel.Penalties {
    var cautious = penalties
    cautious.embedding *= Self.caution
    return cautious
  }

  private func kinds(_ entries: [LabelledClauses.Entry]) -> [String: LinearModel] {
    let known = entries.filter { $0.kind != nil }
    return Dictionary(
      uniqueKeysWithValues: Action.Kind.allCases.map { kind in
        (kind.rawValue, fit(known, LinearModel.Prior(), embeds: true) { $0.kind == kind })
      })
  }

  /// How often models tell rightly, on groups that they had not seen, whether two clauses are one directive.
  private func joins(_ pairs: [LabelledClauses.Pair], folds: [Int]) -> TrainingReport.Joins {
    var right = 0
    for fold in 0..<Self.folds {
      let tested = pairs.filter { folds[$0.message] == fold }
      guard !tested.isEmpty else { continue }
      let scorer = LinearModel.Scorer(
        join(pairs.filter { folds[$0.message] != fold }), names: NeighbourFeatures.names)
      right += tested.count { (scorer.odds($0.features) > 0) == $0.isOne }
    }
    return .init(pairs: pairs.count, joined: pairs.count(where: \.isOne), right: right)
  }

  private func join(_ pairs: [LabelledClauses.Pair]) -> LinearModel {
    LinearModel(
      fitting: pairs.map { .init($0.features, isTrue: $0.isOne, weight: $0.weight) }, names: NeighbourFeatures.names,
      measures: NeighbourFeatures.measureCount, dimension: 2 * encoder.dimension, penalties: penalties)
  }

  private func fit(
    _ entries: [LabelledClauses.Entry], _ prior: LinearModel.Prior, embeds: Bool,
    penalties: LinearModel.Penalties? = nil, _ isTrue: (LabelledClauses.Entry) -> Bool
  ) -> LinearModel {
    LinearModel(
      fitting: entries.map { .init($0.features, isTrue: isTrue($0), weight: $0.weight) }, names: ClauseFeatures.names,
      measures: ClauseFeatures.lengthCount, dimension: embeds ? encoder.dimension : 0,
      penalties: penalties ?? self.penalties,
      prior: prior)
  }

  /// The odds of the surest clause of each message.
  private static func perMessage(_ odds: [Double], _ data: LabelledClauses, _ count: Int) -> [Double] {
    var best = [Double](repeating: -14, count: count)
    for (entry, odds) in zip(data.entries, odds) { best[entry.message] = max(best[entry.message], odds) }
    return best
  }

  /// The odds that all but one in a hundred directives reach.
  private static func floor(_ clauses: [(isDirective: Bool, odds: Double)]) -> Double {
    let directives = clauses.filter(\.isDirective).map(\.odds).sorted()
    guard !directives.isEmpty else { return -14 }
    return (directives[Int((1 - firstStageRecall) * Double(directives.count))]).fourDecimals
  }

  /// Fitted on what people really said: written examples hold too many directives.
  private static func calibration(
    _ odds: [Double], _ messages: [LabelledMessage]
  ) -> ClauseModel.Calibration {
    let pairs = zip(odds, messages).filter { $1.isTypical }
    // Without real messages there is nothing to be honest about.
    guard pairs.contains(where: { $1.label == .persistent }) else { return .init(scale: 1, offset: 0) }
    let regression = LogisticRegression(flagCount: 0, denseCount: 1, flagPenalty: 0, densePenalty: [0.01])
    let weights = regression.fit(
      pairs.map { .init(flags: [], dense: [Float($0)], isTrue: $1.label == .persistent, weight: 1) })
    return .init(scale: weights[0].fourDecimals, offset: weights[1].fourDecimals)
  }

  /// The shares of labels among real messages, each at least one in a thousand.
  private static func rates(_ messages: [LabelledMessage]) -> SessionPrior.Rates {
    let typical = messages.filter { $0.weight >= 1 }
    func share(_ label: SegmentLabel) -> Double {
      max(0.001, Double(typical.count { $0.label == label }) / Double(max(typical.count, 1))).fourDecimals
    }
    return .init(persistent: share(.persistent), shortTerm: share(.shortTerm))
  }
}
