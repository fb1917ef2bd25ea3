package import DriftReduction
package import RetrievalApplication
package import RuleStore
package import Rules

/// Replays tasks over revisions of the store.
package struct DriftStage: Sendable {
  private let replay: Replay
  private let tasks: [TaskRequest]

  /// - Parameter judge: tells what fits; by default the model that comes with the program.
  /// - Throws: `ExtractionError`, `TrainedModelError` when the model that tells what fits is missing or malformed.
  package init(_ tasks: [TaskRequest], _ configuration: PipelineConfiguration, judge: FitJudge? = nil) throws {
    self.tasks = tasks
    let judge = try judge ?? .load()
    replay = Replay(
      tasks: tasks, metrics: configuration.driftReduction.metrics,
      improvementThreshold: configuration.driftReduction.improvementThreshold
    ) { rules in
      let applicator = configuration.makeApplicator(for: rules, judge: judge)
      return { task in
        let application = applicator.apply(to: task)
        return Replay.Performance(output: application.output, appliedRules: application.result.appliedRules)
      }
    }
  }

  /// Replays every revision from one to another, along first parents.
  ///
  /// Only the first revision's rules are read whole; from there on each commit tells what it changed.
  ///
  /// - Parameters:
  ///   - from: what the others are compared with; nil for the state before the first commit.
  ///   - to: the last revision; nil for the latest.
  /// - Throws: `RuleStoreError`, and ``PipelineError/interrupted``.
  package func run(
    over store: some RuleStore, from: RevisionID?, to: RevisionID?, _ environment: RunEnvironment
  ) throws -> DriftReport {
    let history = try store.history(from: from, to: to)
    let replayed = [RevisionID?](from == nil ? [nil] : []) + history
    var revisions = replayed.makeIterator()
    var rules: [RuleID: Rule] = [:]
    var previous: RevisionID?
    var (done, isFirst) = (0, true)
    return try replay.run { () throws -> ReplayRevision? in
      environment.progress(WorkProgress("revisions", done: done, of: replayed.count))
      guard let revision = revisions.next() else { return nil }
      try environment.checkInterruption()
      done += 1
      if isFirst {
        for rule in try revision.map(store.snapshot(at:))?.rules ?? [] { rules[rule.id] = rule }
      } else {
        let difference = try store.difference(from: previous, to: revision)
        for rule in difference.removed { rules[rule.id] = nil }
        for rule in difference.added + difference.changed.map(\.after) { rules[rule.id] = rule }
      }
      (previous, isFirst) = (revision, false)
      let commit = try revision.map(store.subject)
      return ReplayRevision(
        id: revision?.description, subject: commit?.text ?? "", time: commit?.time ?? environment.now,
        rules: rules.values.sorted { $0.id < $1.id })
    }
  }

  /// Reads tasks, replays them, and writes `drift.json` and `drift.txt` into a directory.
  ///
  /// - Parameters:
  ///   - from: a revision in git's syntax; nil for the state before the first commit.
  ///   - to: a revision in git's syntax; nil for the latest.
  /// - Throws: ``PipelineError``, and `RuleStoreError` when the store or a revision cannot be read.
  package static func run(
    input: String, output: String, store: GitRuleStore, from: String?, to: String?,
    _ configuration: PipelineConfiguration, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let tasks = try JSONFiles.readList(TaskRequest.self, from: input)
    let report = try DriftStage(tasks.values, configuration).run(
      over: store, from: try from.map(store.resolve), to: try to.map(store.resolve), environment)
    try JSONFiles.createDirectory(output)
    try JSONFiles.write(report, to: "\(output)/drift.json")
    let page = DriftPage(report).text
    try JSONFiles.writeText(page, to: "\(output)/drift.txt")
    return StageSummary(text: page, problems: tasks.problems)
  }
}
