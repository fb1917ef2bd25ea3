package import FoundationEssentials
import Rules
import StorageDecision

extension PipelineConfiguration {
  /// Reads a configuration file. What it does not say keeps its default.
  ///
  /// - Throws: ``ConfigurationError``.
  package init(file: String) throws(ConfigurationError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: file))
    } catch {
      let exists = FileManager.default.fileExists(atPath: file)
      throw .unreadable(file: file, reason: exists ? "no permission, or not a file" : "no such file")
    }
    try self.init(data, file: file)
  }

  /// Reads a configuration.
  ///
  /// - Parameter file: what errors call it.
  /// - Throws: ``ConfigurationError``.
  package init(_ data: Data, file: String) throws(ConfigurationError) {
    let value: JSONValue
    do {
      value = try CanonicalJSON.decode(from: data)
    } catch {
      throw .notJSON(file: file, reason: Self.position(error))
    }
    guard let members = value.object else { throw .notJSON(file: file, reason: "the whole must be an object") }
    self.init()
    var root = ConfigurationSection(members, file: file)
    try read(&root)
    try root.finish()
  }

  private mutating func read(_ root: inout ConfigurationSection) throws(ConfigurationError) {
    try root.section("extraction") { section throws(ConfigurationError) in
      try section.choice("method", into: &extraction.method)
      try section.texts("patterns", into: &extraction.patterns)
      try section.number("confidence_threshold", in: 0...1, into: &extraction.confidenceThreshold)
      try section.boolean("learned", into: &extraction.learned)
    }
    try root.section("storage_decision") { section throws(ConfigurationError) in
      try section.section("criteria_weights") { weights throws(ConfigurationError) in
        try readWeights(&weights)
      }
      try section.number("storage_threshold", in: 0...1, into: &storageDecision.storageThreshold)
      // A low threshold alone leaves nothing to wait.
      storageDecision.reviewThreshold = min(storageDecision.reviewThreshold, storageDecision.storageThreshold)
      try section.number("review_threshold", in: 0...1, into: &storageDecision.reviewThreshold)
      guard storageDecision.reviewThreshold <= storageDecision.storageThreshold else {
        throw section.bad("review_threshold", "at most 'storage_threshold'")
      }
      try section.integer("evidence_days", in: 0...36_500, into: &storageDecision.evidenceDays)
      try section.integer("candidate_days", in: 0...36_500, into: &storageDecision.candidateDays)
      try section.calibration("score_calibration", into: &storageDecision.scoreCalibration)
      let weights = storageDecision.criteriaWeights
      guard abs(weights.sum - 1) < 0.001 else { throw section.bad("criteria_weights", "four numbers that sum to 1") }
    }
    try root.section("retrieval") { section throws(ConfigurationError) in
      try section.number("similarity_threshold", in: 0...1, into: &retrieval.similarityThreshold)
      try section.integer("max_rules_per_task", in: 1...1000, into: &retrieval.maxRulesPerTask)
    }
    try root.section("drift_reduction") { section throws(ConfigurationError) in
      try section.choices("metrics", into: &driftReduction.metrics)
      try section.number("improvement_threshold", in: 0...10, into: &driftReduction.improvementThreshold)
    }
    try root.section("store") { section throws(ConfigurationError) in
      try section.choice("review", into: &store.review)
      try readStore(&section)
    }
    try root.section("llm") { section throws(ConfigurationError) in
      try readLanguageModel(&section)
    }
    try root.section("logging") { section throws(ConfigurationError) in
      try section.choice("level", into: &logging.level)
      try section.choice("format", into: &logging.format)
      try section.text("output_dir", into: &logging.outputDirectory)
    }
  }

  private mutating func readWeights(_ section: inout ConfigurationSection) throws(ConfigurationError) {
    var weights = storageDecision.criteriaWeights
    try section.number("cross_session_value", in: 0...1, into: &weights.crossSessionValue)
    try section.number("stability", in: 0...1, into: &weights.stability)
    try section.number("clear_triggers", in: 0...1, into: &weights.clearTriggers)
    try section.number("reduces_inconsistency", in: 0...1, into: &weights.reducesInconsistency)
    storageDecision.criteriaWeights = weights
  }

  /// Where JSON stops being JSON, as Foundation says it.
  private static func position(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error, let cause = context.underlyingError else {
      return CanonicalJSON.problem(error)
    }
    return "\(cause)"
  }
}
