package import DriftReduction
import RuleExtraction
import Rules
import SyntheticData
package import Telemetry

/// How well the stages do on a labelled suite.
package struct EvaluationReport: Hashable, Sendable, Encodable {
  /// Rules that were extracted, against those that a person found.
  package struct Extraction: Hashable, Sendable, Encodable {
    package var scores: ClassificationScores
    package var actionTypeAccuracy: Double
    package var descriptionSimilarity: Double

    enum CodingKeys: String, CodingKey {
      case scores
      case actionTypeAccuracy = "action_type_accuracy"
      case descriptionSimilarity = "description_similarity"
    }
  }

  /// Decisions on the wishes that were found.
  package struct Decision: Hashable, Sendable, Encodable {
    /// The share of the matched wishes that were decided on as a person did, 0…1.
    package var agreement: Double
    package var pairs: Int
    /// What is in the store at the end, against what should be.
    package var stored: ClassificationScores
    /// Rules in the store that a later wish replaced or took back.
    package var supersededStillLive: Int

    enum CodingKeys: String, CodingKey {
      case agreement, pairs, stored
      case supersededStillLive = "superseded_still_live"
    }
  }

  /// Rules that were applied to the tasks, against those that must be.
  package struct Retrieval: Hashable, Sendable, Encodable {
    package var scores: ClassificationScores
    /// The share of the applied rules that should not have been, 0…1.
    package var overApplication: Double

    enum CodingKeys: String, CodingKey {
      case scores
      case overApplication = "over_application"
    }
  }

  /// How well outputs of the tasks agree with each other.
  package struct Consistency: Hashable, Sendable, Encodable {
    package var without: ConsistencyScores?
    package var with: ConsistencyScores?
    /// How much better the mean is with rules, as a share of the mean without.
    package var improvement: Double?
  }

  /// The user's segments by label, against those that a person gave.
  package struct Segments: Hashable, Sendable, Encodable {
    package var persistent: ClassificationScores
    package var shortTerm: ClassificationScores
    package var irrelevant: ClassificationScores
    package var macroF1: Double

    enum CodingKeys: String, CodingKey {
      case persistent, irrelevant
      case shortTerm = "short_term"
      case macroF1 = "macro_f1"
    }
  }

  package var suite: String
  /// How rules were told from other speech.
  package var method: ExtractionMethod
  package var transcripts: Int
  package var tasks: Int
  package var extraction: Extraction
  package var segments: Segments
  package var decision: Decision
  /// With the rules that a person found, so that only retrieval is measured; nil without tasks.
  package var retrieval: Retrieval?
  /// With the rules that the earlier stages stored.
  package var retrievalFromOwnRules: Retrieval?
  package var consistency: Consistency?
  /// The figures by which methods are compared.
  package var figures: [EvaluationFigure: Double]
  /// Their 95 % intervals; empty where none were asked for.
  package var intervals: [EvaluationFigure: Bootstrap.Interval] = [:]
  /// The worst mistakes of extraction, as many as were asked for.
  package var mistakes: [Mistake] = []

  enum CodingKeys: String, CodingKey {
    case suite, method, transcripts, tasks, extraction, segments, decision, retrieval, consistency, intervals, mistakes
    case retrievalFromOwnRules = "retrieval_from_own_rules"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(suite, forKey: .suite)
    try container.encode(method.rawValue, forKey: .method)
    try container.encode(transcripts, forKey: .transcripts)
    try container.encode(tasks, forKey: .tasks)
    try container.encode(extraction, forKey: .extraction)
    try container.encode(segments, forKey: .segments)
    try container.encode(decision, forKey: .decision)
    try container.encodeIfPresent(retrieval, forKey: .retrieval)
    try container.encodeIfPresent(retrievalFromOwnRules, forKey: .retrievalFromOwnRules)
    try container.encodeIfPresent(consistency, forKey: .consistency)
    if !intervals.isEmpty {
      try container.encode(
        Dictionary(uniqueKeysWithValues: intervals.map { ($0.key.rawValue, $0.value) }), forKey: .intervals)
    }
    if !mistakes.isEmpty { try container.encode(mistakes, forKey: .mistakes) }
  }
}

extension EvaluationReport {
  /// - Parameters:
  ///   - perTask: what was counted when the stored rules were applied.
  ///   - retrieval: what was counted when the labelled rules were.
  init(
    _ measurement: SuiteMeasurement, suite: String, method: ExtractionMethod, perTask: [EvaluationCounts],
    retrieval: [EvaluationCounts]
  ) {
    var total = measurement.total
    for counts in perTask { total += counts }
    func value(_ figure: EvaluationFigure) -> Double { figure.value(of: total).fourDecimals }
    self.init(
      suite: suite, method: method, transcripts: measurement.suite.transcripts.count, tasks: perTask.count,
      extraction: Extraction(
        scores: total.rules.scores, actionTypeAccuracy: value(.actionType),
        descriptionSimilarity: measurement.extraction.descriptionSimilarity.fourDecimals),
      segments: Segments(
        persistent: total.persistent.scores, shortTerm: total.shortTerm.scores, irrelevant: total.irrelevant.scores,
        macroF1: value(.segmentsMacroF1)),
      decision: Decision(
        agreement: value(.decisionAgreement), pairs: total.decided, stored: total.stored.scores,
        supersededStillLive: total.supersededStillLive),
      retrieval: Retrieval(retrieval), retrievalFromOwnRules: Retrieval(perTask),
      figures: Dictionary(uniqueKeysWithValues: EvaluationFigure.allCases.map { ($0, value($0)) }))
  }
}

extension EvaluationReport.Retrieval {
  /// Nil without tasks.
  fileprivate init?(_ perTask: [EvaluationCounts]) {
    guard !perTask.isEmpty else { return nil }
    let total = perTask.reduce(into: EvaluationCounts()) { $0 += $1 }
    self.init(
      scores: total.applied.scores,
      overApplication: EvaluationFigure.ownOverApplication.value(of: total).fourDecimals)
  }
}
