package import Rules
package import StorageDecision

/// Brings candidates together and decides on them.
package struct DecideStage: Sendable {
  private let maker: DecisionMaker

  package init(_ configuration: PipelineConfiguration) {
    maker = DecisionMaker(
      weights: configuration.storageDecision.criteriaWeights,
      threshold: configuration.storageDecision.storageThreshold)
  }

  /// Decides on candidates, given what the store holds and held.
  package func run(
    _ candidates: [Rule], stored: [Rule] = [], retired: [Rule] = []
  ) -> DecisionMaker.Outcome {
    maker.decide(candidates, stored: stored, retired: retired)
  }

  /// Reads candidates, one a line, and writes decisions, one a line.
  ///
  /// - Throws: ``PipelineError``.
  package func run(input: String, output: String) throws(PipelineError) -> StageSummary {
    let lines = try JSONFiles.readLines(Rule.self, from: input)
    let decisions = run(lines.values).decisions
    try JSONFiles.writeLines(decisions, to: output)
    let kept = decisions.count { $0.decision == .store }
    return StageSummary(
      text: "\(decisions.count) wishes decided on: \(kept) kept, \(decisions.count - kept) not",
      problems: lines.problems)
  }
}
