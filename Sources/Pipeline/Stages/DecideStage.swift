package import Rules
package import StorageDecision

/// Brings candidates together and decides on them.
package struct DecideStage: Sendable {
  private let maker: DecisionMaker

  /// - Parameters:
  ///   - similarity: how alike two descriptions are in meaning, where that is known.
  ///   - changes: tells which wish a later statement ends; by default the model that comes with the program.
  /// - Throws: `ExtractionError`, `TrainedModelError` when that model is missing or malformed.
  package init(
    _ configuration: PipelineConfiguration, similarity: DecisionMaker.Similarity? = nil, changes: ChangeJudge? = nil
  ) throws {
    maker = DecisionMaker(
      weights: configuration.storageDecision.criteriaWeights,
      bounds: configuration.decisionBounds, calibration: configuration.storageDecision.scoreCalibration,
      sureness: configuration.learned.confidence ?? .identity,
      similarity: similarity, changes: try changes ?? .load())
  }

  /// Decides on candidates, given what the store holds and held.
  package func run(
    _ candidates: [Rule], given memory: DecisionMaker.Memory = DecisionMaker.Memory()
  ) -> DecisionMaker.Outcome {
    maker.decide(candidates, given: memory)
  }

  /// Reads candidates, one a line, and writes decisions, one a line.
  ///
  /// - Throws: ``PipelineError``.
  package func run(input: String, output: String) throws(PipelineError) -> StageSummary {
    let lines = try JSONFiles.readLines(Rule.self, from: input)
    let decisions = run(lines.values).decisions
    try JSONFiles.writeLines(decisions, to: output)
    let kept = decisions.count { $0.decision == .store }
    let waiting = decisions.count { $0.decision == .review }
    return StageSummary(
      text: "\(decisions.count) wishes decided on: \(kept) kept, \(waiting) wait for review, "
        + "\(decisions.count - kept - waiting) not kept",
      problems: lines.problems)
  }
}
