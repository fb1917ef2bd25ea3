package import RetrievalApplication
package import RuleStore
package import Rules

/// Finds and applies the rules that fit tasks.
package struct RetrieveStage: Sendable {
  private let applicator: RuleApplicator

  /// - Parameter judge: tells what fits; by default the model that comes with the program.
  /// - Throws: `ExtractionError`, `TrainedModelError` when the model that tells what fits is missing or malformed.
  package init(rules: [Rule], _ configuration: PipelineConfiguration, judge: FitJudge? = nil) throws {
    applicator = configuration.makeApplicator(for: rules, judge: try judge ?? .load())
  }

  /// What the rules change about each task, in the order of the tasks.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package func run(_ tasks: [TaskRequest], _ environment: RunEnvironment) throws(PipelineError) -> [TaskResult] {
    var results: [TaskResult] = []
    for (index, task) in tasks.enumerated() {
      try environment.checkInterruption()
      environment.progress(WorkProgress("tasks", done: index, of: tasks.count))
      results.append(applicator.apply(to: task).result)
    }
    environment.progress(WorkProgress("tasks", done: tasks.count, of: tasks.count))
    return results
  }

  /// Reads tasks, applies the rules of a revision of the store, and writes results, one a line.
  ///
  /// - Parameter revision: in git's syntax; nil for the latest.
  /// - Throws: ``PipelineError``, and `RuleStoreError` when the store or the revision cannot be read.
  package static func run(
    input: String, output: String, store: GitRuleStore, revision: String?, _ configuration: PipelineConfiguration,
    _ environment: RunEnvironment
  ) throws -> StageSummary {
    let tasks = try JSONFiles.readList(TaskRequest.self, from: input)
    let snapshot = try store.snapshot(at: try revision.map(store.resolve))
    let results = try RetrieveStage(rules: snapshot.rules, configuration).run(tasks.values, environment)
    try JSONFiles.writeLines(results, to: output)
    let applied = results.reduce(0) { $0 + $1.appliedRules.count }
    return StageSummary(
      text: "\(tasks.values.count) tasks, \(snapshot.rules.count) rules: applied \(applied) times",
      problems: tasks.problems
        + snapshot.problems.map { InputProblem(file: "\(store.path):\($0.path)", reason: $0.reason) })
  }
}
