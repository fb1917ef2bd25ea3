import Git
import Glibc
package import RuleStore
import Rules
import StorageDecision

/// Fetches, merges and pushes the branches of a store.
package enum SyncStage {
  /// How often it is tried while others push.
  private static let attempts = 20

  /// Synchronises, under the run's lock, which the caller holds.
  ///
  /// - Parameters:
  ///   - name: the remote, as the store's configuration names it.
  ///   - isDryRun: fetches, says what would be done, and moves no branch.
  /// - Throws: ``SyncError``, ``ProgramError``, `RuleStoreError`, ``PipelineError/interrupted``.
  package static func run(
    _ store: GitRuleStore, with name: String, isDryRun: Bool, _ git: GitTransport, _ environment: RunEnvironment
  ) throws -> SyncReport {
    let remote = try GitRemote(name, of: store.path, git)
    var report = SyncReport(remote: name, isDryRun: isDryRun)
    for attempt in 1...attempts {
      try environment.checkInterruption()
      let theirs = try remote.branches()
      try remote.fetch(theirs.keys.sorted { $0.rawValue < $1.rawValue })
      var ahead: [GitRuleStore.Branch] = []
      for branch in GitRuleStore.Branch.allCases {
        let isAhead = try merge(store.on(branch), remote, theirs[branch], environment, &report)
        if isAhead { ahead.append(branch) }
      }
      if isDryRun { return report }
      if try remote.push(ahead) { return report }
      // Random, so that two who push do not meet again.
      usleep(.random(in: 1_000...(50_000 * UInt32(attempt))))
    }
    throw SyncError.contended(name, attempts: attempts)
  }

  /// Merges one branch.
  ///
  /// - Returns: whether the remote does not have what the branch has now.
  private static func merge(
    _ store: GitRuleStore, _ remote: GitRemote, _ theirs: ObjectID?, _ environment: RunEnvironment,
    _ report: inout SyncReport
  ) throws -> Bool {
    let head = try store.head()
    guard let theirs else {
      if let head {
        add(
          SyncReport.Branch(name: store.branch.rawValue, kind: .upToDate, before: head, after: head, pushed: true),
          to: &report)
      }
      return head != nil
    }
    // What was fetched may be newer than what was listed.
    let fetched = try store.resolve(remote.tracking(store.branch))
    let isMain = store.branch == .main
    let outcome = try store.merge(
      fetched, named: remote.name, in: RunContext(id: environment.now.description, time: environment.now),
      isDryRun: report.isDryRun
    ) { isMain ? ConflictFinder.conflicts(among: $0).map { ($0.first, $0.second) } : [] }
    var branch = SyncReport.Branch(
      name: store.branch.rawValue, kind: outcome.kind, before: outcome.before, after: outcome.after)
    (branch.added, branch.removed, branch.changed) = (outcome.added, outcome.removed, outcome.changed)
    branch.flagged = outcome.flagged
    branch.pushed = outcome.kind == .merged || outcome.kind == .upToDate && outcome.after?.object != theirs
    add(branch, to: &report)
    report.problems += outcome.problems.map { InputProblem(file: "\(store.path):\($0.path)", reason: $0.reason) }
    return branch.pushed
  }

  /// Adds what became of a branch to what an earlier attempt did.
  private static func add(_ new: SyncReport.Branch, to report: inout SyncReport) {
    guard let index = report.branches.firstIndex(where: { $0.name == new.name }) else {
      return report.branches.append(new)
    }
    var branch = report.branches[index]
    if new.kind != .upToDate { branch.kind = new.kind }
    branch.after = new.after
    branch.added += new.added
    branch.removed += new.removed
    branch.changed += new.changed
    branch.flagged = Set(branch.flagged + new.flagged).sorted()
    branch.pushed = branch.pushed || new.pushed
    report.branches[index] = branch
  }
}
