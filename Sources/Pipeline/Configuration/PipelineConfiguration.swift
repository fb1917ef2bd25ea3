package import DriftReduction
package import Logging
package import StorageDecision
package import Telemetry

/// The settings of every stage, as `pipeline_config.json` has them.
///
/// The values here are the defaults; the file that the project ships holds the same ones.
package struct PipelineConfiguration: Hashable, Sendable {
  package var extraction = Extraction()
  package var storageDecision = StorageDecision()
  package var retrieval = Retrieval()
  package var driftReduction = DriftReduction()
  package var store = Store()
  package var logging = Logging()
  package var languageModel = LanguageModel()
  /// What was learned from reviews beside the settings; no file has it.
  package var learned = LearnedModels()

  package init() {}

  package struct Extraction: Hashable, Sendable {
    package var method = ExtractionMethod.model
    /// Regular expressions in RE2 syntax, by name.
    package var patterns = [
      "naming_rule": #"(?i)(always|must|should)\s+use\s+(\w+Case)"#,
      "style_rule": #"(?i)(prefer|convention|standard)\s+(.+)"#,
    ]
    /// The least confidence of a candidate, 0…1.
    package var confidenceThreshold = DecisionBounds().confidence
    /// Whether what `ltm learn` wrote into the store is used.
    package var learned = true
  }

  package struct StorageDecision: Hashable, Sendable {
    package var criteriaWeights = CriteriaWeights()
    /// The least score that is stored, 0…1.
    package var storageThreshold = DecisionBounds().storage
    /// The least score, and the least confidence, of what waits for a person, 0…1.
    package var reviewThreshold = DecisionBounds().review
    /// For how many days after it was last said a wish that is no rule is remembered when no transcript has it any more.
    package var evidenceDays = 365
    /// For how many days after it was last said a candidate waits for a person.
    package var candidateDays = 365
    /// What a score is worth.
    package var scoreCalibration = ScoreCalibration.identity
  }

  package struct Retrieval: Hashable, Sendable {
    /// The least fit of a rule that is applied, 0…1.
    package var similarityThreshold = 0.8
    /// The most rules for one task.
    package var maxRulesPerTask = 10
  }

  package struct DriftReduction: Hashable, Sendable {
    /// The measures that a report shows.
    package var metrics = ConsistencyMetric.allCases
    /// How much better consistency with rules must be than without, as a share of it, to be called an improvement.
    package var improvementThreshold = 0.1
  }

  package struct Logging: Hashable, Sendable {
    package var level = Logger.Level.info
    package var format = LogFormat.json
    /// Where the log goes, from the output directory of the run.
    package var outputDirectory = "logs"
  }
}
