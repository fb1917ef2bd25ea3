package import Rules

/// Replays tasks over revisions of the rules, and compares what comes out.
///
/// How rules are applied is given from outside: replay only asks for outputs.
package struct Replay: Sendable {
  /// What a task gives under a set of rules.
  package struct Performance: Hashable, Sendable {
    package var output: TaskOutput
    package var appliedRules: [RuleID]

    package init(output: TaskOutput, appliedRules: [RuleID]) {
      self.output = output
      self.appliedRules = appliedRules
    }
  }

  /// Prepares a set of rules: gives the function that performs a task under them.
  package typealias Preparation = @Sendable ([Rule]) -> (TaskRequest) -> Performance

  private let tasks: [TaskRequest]
  private let checker: ConsistencyChecker
  private let prepare: Preparation
  private let improvementThreshold: Double

  package init(
    tasks: [TaskRequest], metrics: [ConsistencyMetric], improvementThreshold: Double, prepare: @escaping Preparation
  ) {
    self.tasks = tasks
    checker = ConsistencyChecker(metrics: metrics)
    self.improvementThreshold = improvementThreshold
    self.prepare = prepare
  }

  /// Replays the tasks over revisions, the oldest first. The first is what the others are compared with.
  ///
  /// - Parameter next: gives one revision after another, nil after the last.
  /// - Throws: whatever `next` throws.
  package func run<Failure: Error>(
    _ next: () throws(Failure) -> ReplayRevision?
  ) throws(Failure) -> DriftReport {
    let without = tasks.map(prepare([]))
    var report = DriftReport(
      tasks: tasks.count, consistencyWithout: consistency(among: without), isImproved: false, revisions: [],
      changes: [])
    var previous: (revision: ReplayRevision, performances: [Performance])?
    while let revision = try next() {
      guard let before = previous else {
        let performances = tasks.map(prepare(revision.rules))
        append(revision, performances, changed: 0, previous: nil, without: without, to: &report)
        report.from = revision.id
        previous = (revision, performances)
        continue
      }
      let touched = Self.touched(before.revision, revision)
      let affected = affectedTasks(by: touched)
      var performances = before.performances
      let perform = prepare(revision.rules)
      for index in affected { performances[index] = perform(tasks[index]) }
      let changed = affected.filter { performances[$0].output != before.performances[$0].output }
      for index in changed {
        report.changes.append(
          change(of: index, at: revision, touched: touched, from: before.performances[index], to: performances[index]))
      }
      append(
        revision, performances, changed: changed.count, previous: before.performances, without: without, to: &report)
      previous = (revision, performances)
    }
    report.to = previous?.revision.id
    finish(&report)
    return report
  }

  /// The rules that differ between two revisions, in both forms.
  private static func touched(_ before: ReplayRevision, _ after: ReplayRevision) -> [Rule] {
    let (old, new) = (Set(before.rules), Set(after.rules))
    return (before.rules.filter { !new.contains($0) } + after.rules.filter { !old.contains($0) })
  }

  /// Only tasks that a changed rule fits, before or after, can come out differently.
  private func affectedTasks(by touched: [Rule]) -> [Int] {
    guard !touched.isEmpty else { return [] }
    let forms = touched.map { prepare([$0]) }
    return tasks.indices.filter { index in forms.contains { !$0(tasks[index]).appliedRules.isEmpty } }
  }

  private func change(
    of index: Int, at revision: ReplayRevision, touched: [Rule], from before: Performance, to after: Performance
  ) -> DriftReport.Change {
    let applied = Set(before.appliedRules + after.appliedRules)
    let lines = LineDifference(from: before.output, to: after.output)
    return DriftReport.Change(
      task: tasks[index].id, revision: revision.id ?? "", subject: revision.subject,
      rules: Set(touched.map(\.id)).intersection(applied).sorted(),
      scores: checker.compareOutputs(before.output, after.output), linesAdded: lines.added, linesRemoved: lines.removed)
  }

  private func append(
    _ revision: ReplayRevision, _ performances: [Performance], changed: Int, previous: [Performance]?,
    without: [Performance], to report: inout DriftReport
  ) {
    guard let id = revision.id else { return }
    // Where nothing changed, neither did the agreement.
    let last = changed == 0 && previous != nil ? report.revisions.last : nil
    report.revisions.append(
      DriftReport.Revision(
        revision: id, subject: revision.subject, time: revision.time, rules: revision.rules.count,
        tasksChanged: changed, consistency: last?.consistency ?? consistency(among: performances),
        againstWithout: last?.againstWithout ?? agreement(performances, without),
        againstPrevious: previous.flatMap { agreement(performances, $0) }))
  }

  private func agreement(_ first: [Performance], _ second: [Performance]) -> ConsistencyScores? {
    ConsistencyScores.mean(of: zip(first, second).map { checker.compareOutputs($0.output, $1.output) })
  }

  /// The mean over projects: outputs of different projects need not agree.
  private func consistency(among performances: [Performance]) -> ConsistencyScores? {
    let groups = Dictionary(grouping: zip(tasks, performances).map { ($0.project ?? "", $1.output) }) { $0.0 }
    return ConsistencyScores.mean(
      of: groups.sorted { $0.key < $1.key }.compactMap { checker.consistency(among: $0.value.map(\.1)) })
  }

  private func finish(_ report: inout DriftReport) {
    report.consistencyWith = report.revisions.last?.consistency ?? report.consistencyWithout
    guard let with = report.consistencyWith?.mean, let without = report.consistencyWithout?.mean, without > 0 else {
      return
    }
    let improvement = with / without - 1
    report.improvement = improvement.fourDecimals
    report.isImproved = improvement >= improvementThreshold
  }
}
