import Foundation
import Pipeline
import StorageDecision
import TestSupport
import Testing

@Suite struct PipelineConfigurationTests {
  private func error(_ text: String) -> String {
    do {
      _ = try PipelineConfiguration(Data(text.utf8), file: "c.json")
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test func theShippedFileHoldsTheDefaults() throws {
    let file = packageDirectory.appending(path: "config/pipeline_config.json").path
    #expect(try PipelineConfiguration(file: file) == PipelineConfiguration())
  }

  @Test func whatIsNotSaidKeepsItsDefault() throws {
    let read = try PipelineConfiguration(Data(#"{"retrieval": {"max_rules_per_task": 3}}"#.utf8), file: "c.json")
    var expected = PipelineConfiguration()
    expected.retrieval.maxRulesPerTask = 3
    #expect(read == expected)
  }

  @Test(arguments: [
    (#"{"extractoin": {}}"#, "c.json: unknown key 'extractoin'; did you mean 'extraction'?"),
    (
      #"{"retrieval": {"similarity_treshold": 1}}"#,
      "c.json: unknown key 'retrieval.similarity_treshold'; did you mean 'retrieval.similarity_threshold'?"
    ),
    (#"{"bananas": 1}"#, "c.json: unknown key 'bananas'"),
    (
      #"{"retrieval": {"similarity_threshold": "high"}}"#,
      "c.json: 'retrieval.similarity_threshold' must be a number from 0 to 1"
    ),
    (
      #"{"retrieval": {"similarity_threshold": 1.5}}"#,
      "c.json: 'retrieval.similarity_threshold' must be a number from 0 to 1"
    ),
    (
      #"{"retrieval": {"max_rules_per_task": 2.5}}"#,
      "c.json: 'retrieval.max_rules_per_task' must be a whole number from 1 to 1000"
    ),
    (#"{"extraction": {"patterns": {"a": 1}}}"#, "c.json: 'extraction.patterns.a' must be a text"),
    (
      #"{"storage_decision": {"criteria_weights": {"stability": 0.9}}}"#,
      "c.json: 'storage_decision.criteria_weights' must be four numbers that sum to 1"
    ),
    (
      #"{"drift_reduction": {"metrics": ["speed"]}}"#,
      "c.json: 'drift_reduction.metrics' must be a list of some of 'naming_consistency', 'style_consistency', 'structure_consistency'"
    ),
    (#"{"logging": []}"#, "c.json: 'logging' must be an object"),
    ("[]", "c.json: not valid JSON: the whole must be an object"),
  ])
  func anErrorNamesTheKeyAndSaysWhatIsExpected(text: String, message: String) {
    #expect(error(text) == message)
  }

  @Test(arguments: [
    (
      #"{"storage_decision": {"review_threshold": 0.8}}"#,
      "c.json: 'storage_decision.review_threshold' must be at most 'storage_threshold'"
    ),
    (
      #"{"storage_decision": {"score_calibration": [[0.5, 0.6], [0.4, 0.7]]}}"#,
      "c.json: 'storage_decision.score_calibration' must be a list of pairs of numbers from 0 to 1, the first growing and the second never falling"
    ),
    (
      #"{"storage_decision": {"score_calibration": [[0.5]]}}"#,
      "c.json: 'storage_decision.score_calibration' must be a list of pairs of numbers from 0 to 1, the first growing and the second never falling"
    ),
  ])
  func theBoundsOfADecisionAreChecked(text: String, message: String) {
    #expect(error(text) == message)
  }

  @Test func aLowThresholdAloneLeavesNothingToWait() throws {
    let read = try PipelineConfiguration(Data(#"{"storage_decision": {"storage_threshold": 0.1}}"#.utf8), file: "c")
    #expect(read.storageDecision.reviewThreshold == 0.1)
    let line = try PipelineConfiguration(
      Data(#"{"storage_decision": {"score_calibration": [[0, 0], [1, 0.5]]}}"#.utf8), file: "c")
    #expect(line.storageDecision.scoreCalibration(0.8) == 0.4)
  }

  @Test func whatIsNoJSONIsSaidToBeNone() {
    #expect(error("{").hasPrefix("c.json: not valid JSON: "))
  }

  @Test func aFileThatIsNotThereIsNamed() throws {
    #expect(throws: ConfigurationError.unreadable(file: "/nowhere.json", reason: "no such file")) {
      try PipelineConfiguration(file: "/nowhere.json")
    }
  }
}
