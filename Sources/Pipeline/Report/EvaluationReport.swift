package import DriftReduction
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

  package var suite: String
  package var transcripts: Int
  package var tasks: Int
  package var extraction: Extraction
  package var decision: Decision
  /// With the rules that a person found, so that only retrieval is measured; nil without tasks.
  package var retrieval: Retrieval?
  /// With the rules that the earlier stages stored.
  package var retrievalFromOwnRules: Retrieval?
  package var consistency: Consistency?

  enum CodingKeys: String, CodingKey {
    case suite, transcripts, tasks, extraction, decision, retrieval, consistency
    case retrievalFromOwnRules = "retrieval_from_own_rules"
  }
}
