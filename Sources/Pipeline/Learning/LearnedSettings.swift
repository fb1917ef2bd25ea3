import FoundationEssentials
import RuleExtraction
package import RuleStore
import Rules
import StorageDecision

/// What was learned from reviews, as it lies in a store beside the rules. What it does not say stays as configured.
package struct LearnedSettings: Hashable, Sendable, Codable {
  /// The version of the form.
  private static let currentSchema = 1

  private var schema = Self.currentSchema
  /// How many rules people accepted, edited and rejected.
  package var labels: [String: Int] = [:]
  var scoreCalibration: [[Double]]?
  var confidenceCalibration: ConfidenceCalibration?
  var thresholds: Thresholds?
  var clauses: ClauseAdjustment?
  /// What was measured, on groups that nothing was fitted to.
  package var measured: [LearningReport.Row] = []

  struct Thresholds: Hashable, Sendable, Codable {
    var storage: Double
    var confidence: Double
    var review: Double
  }

  init() {}

  enum CodingKeys: String, CodingKey {
    case schema, labels, thresholds, clauses, measured
    case scoreCalibration = "score_calibration"
    case confidenceCalibration = "confidence_calibration"
  }

  /// Whether anything would be otherwise than configured.
  package var isEmpty: Bool {
    scoreCalibration == nil && confidenceCalibration == nil && thresholds == nil && clauses == nil
  }

  /// The settings of a store's rules; nil where there are none.
  ///
  /// - Throws: `RuleStoreError`, ``PipelineError/unreadable(file:reason:)``.
  package static func read(from store: GitRuleStore) throws -> LearnedSettings? {
    try store.settings().map { try LearnedSettings(Data($0), file: "\(store.path):\(GitRuleStore.settingsPath)") }
  }

  /// - Parameter file: what errors call it.
  /// - Throws: ``PipelineError/unreadable(file:reason:)``.
  init(_ data: Data, file: String) throws(PipelineError) {
    do {
      self = try CanonicalJSON.decode(from: data)
    } catch {
      throw .unreadable(file: file, reason: CanonicalJSON.problem(error))
    }
    guard schema == Self.currentSchema, isSound else {
      throw .unreadable(
        file: file, reason: "it holds no settings of this version; learn anew, revert it, or set 'extraction.learned'")
    }
  }

  /// A person may have edited the file.
  private var isSound: Bool {
    let numbers = thresholds.map { [$0.storage, $0.confidence, $0.review] } ?? []
    guard numbers.allSatisfy((0...1).contains), thresholds.map({ $0.review <= $0.storage }) ?? true else {
      return false
    }
    return scoreCalibration == nil || calibration != nil
  }

  /// The line of the score calibration; nil where there is none.
  var calibration: ScoreCalibration? {
    guard let pairs = scoreCalibration, pairs.allSatisfy({ $0.count == 2 }) else { return nil }
    return ScoreCalibration(pairs.map { .init(score: $0[0], share: $0[1]) })
  }
}

extension PipelineConfiguration {
  /// The configuration with what was learned in place of its own.
  package func applying(_ learned: LearnedSettings?) -> PipelineConfiguration {
    guard extraction.learned, let learned else { return self }
    var configuration = self
    if let calibration = learned.calibration { configuration.storageDecision.scoreCalibration = calibration }
    if let thresholds = learned.thresholds {
      configuration.storageDecision.storageThreshold = thresholds.storage
      configuration.storageDecision.reviewThreshold = thresholds.review
      configuration.extraction.confidenceThreshold = thresholds.confidence
    }
    configuration.learned.confidence = learned.confidenceCalibration
    configuration.learned.clauses = learned.clauses
    return configuration
  }

  /// The configuration with what the store at a path learned, where there is one and it did.
  ///
  /// - Throws: `RuleStoreError`, ``PipelineError/unreadable(file:reason:)``.
  func applyingLearned(from path: String) throws -> PipelineConfiguration {
    guard extraction.learned, let store = try? GitRuleStore(path: path) else { return self }
    return applying(try LearnedSettings.read(from: store))
  }
}
