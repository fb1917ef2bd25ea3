package import DriftReduction
package import RuleStore
package import Rules
import StorageDecision

/// What a run did, for programs; ``RunPage`` says it to people.
package struct RunReport: Sendable, Encodable {
  /// A change to the store.
  package struct Change: Hashable, Sendable, Encodable {
    package var kind: RuleChange.Kind
    package var rule: RuleID
    package var type: Action.Kind
    package var project: String?
    package var description: String
    /// The commit; nil in a dry run.
    package var revision: RevisionID?
    package var score: Double?
    package var justification: String?
    /// What a person is to look at, in words; nil for nothing.
    package var doubts: [String]?
    /// Why it was removed.
    package var reason: String?

    init(_ change: RuleChange, revision: RevisionID?) {
      kind = change.kind
      rule = change.rule.id
      type = change.rule.action.type
      project = change.rule.project
      description = change.rule.action.description
      self.revision = revision
      score = change.rule.decision?.score
      justification = change.rule.decision?.justification
      let doubts = change.rule.decision?.doubts.map(\.description) ?? []
      self.doubts = doubts.isEmpty ? nil : doubts
      if case .remove(_, let reason) = change { self.reason = reason }
    }
  }

  /// A change that the store refused.
  package struct Refusal: Hashable, Sendable, Encodable {
    package var rule: RuleID
    package var reason: String
  }

  /// A wish that was not kept.
  package struct NotKept: Hashable, Sendable, Codable {
    package var description: String
    package var project: String?
    package var scope: Rule.Scope
    package var score: Double
    package var justification: String
    /// Where it was said first.
    package var sourceID: String?

    enum CodingKeys: String, CodingKey {
      case description, project, scope, score, justification
      case sourceID = "source_id"
    }
  }

  /// What applying the rules to the tasks came to.
  package struct Retrieval: Hashable, Sendable, Encodable {
    package var tasks = 0
    /// Tasks that at least one rule fits.
    package var tasksWithRules = 0
    package var rulesApplied = 0
    package var modifications: [String: Int] = [:]

    enum CodingKeys: String, CodingKey {
      case tasks, modifications
      case tasksWithRules = "tasks_with_rules"
      case rulesApplied = "rules_applied"
    }
  }

  package var run: String
  package var time: Timestamp
  package var isDryRun: Bool
  /// Whether every input was read before the user asked to stop.
  package var isComplete = true
  package var store: String
  /// The latest revision before the run, and after it.
  package var before: RevisionID?
  package var after: RevisionID?
  package var inputs = InputReport()
  package var problems: [InputProblem] = []
  /// Records that could not be read; the rest of their files was.
  package var records: [InputProblem] = []
  package var candidates = 0
  package var dropped: [String: Int] = [:]
  package var changes: [Change] = []
  package var refusals: [Refusal] = []
  package var notKept: [NotKept] = []
  /// Changes to what waits for a person.
  package var waitingChanges: [Change] = []
  /// How many candidates and rules wait for a person after the run.
  package var waiting = 0
  /// Changes to what is remembered of wishes that are neither rules nor wait.
  package var evidenceChanges: [Change] = []
  /// How many such wishes are remembered after the run.
  package var evidence = 0
  /// The rules that hold after the run.
  package var rules = 0
  package var retrieval: Retrieval?
  package var drift: DriftReport?

  init(run: RunContext, store: String, isDryRun: Bool) {
    self.run = run.id
    time = run.time
    self.store = store
    self.isDryRun = isDryRun
  }

  enum CodingKeys: String, CodingKey {
    case run, time, store, before, after, inputs, problems, candidates, dropped, changes, refusals, rules, retrieval
    case drift
    case isDryRun = "dry_run"
    case isComplete = "complete"
    case records = "unread_records"
    case notKept = "not_kept"
    case waiting, evidence
    case evidenceChanges = "evidence_changes"
    case waitingChanges = "waiting_changes"
  }

  /// Whether the run changed nothing and left nothing to try again.
  var isQuiet: Bool {
    isComplete && !isDryRun && changes.isEmpty && waitingChanges.isEmpty && evidenceChanges.isEmpty && refusals.isEmpty
      && problems.isEmpty
  }

  /// The number of changes of some kinds.
  func count(_ kinds: RuleChange.Kind...) -> Int { changes.count { kinds.contains($0.kind) } }

  /// The run on one line, for the operator.
  package func summary(reportPath: String) -> String {
    let parts = [
      "\(count(.add, .restore)) added", "\(count(.strengthen, .change, .replace)) changed", "\(count(.remove)) removed",
      "\(refusals.count) refused",
    ]
    let unreadable = problems.isEmpty ? "" : ", \(problems.count) inputs unreadable"
    let dry =
      (isDryRun ? " (dry run, nothing stored)" : "") + (isComplete ? "" : " (stopped early, run again to go on)")
    let waiting = waiting == 0 ? "" : ", \(waiting) to review"
    return "ltm: \(rules) rules: \(parts.joined(separator: ", "))\(waiting)\(unreadable)\(dry) (report: \(reportPath))"
  }
}

extension RunReport.Change {
  /// Whether it went because it was not said again for too long.
  var isExpiry: Bool { reason == WaitingChange.Withdrawal.expired.reason }
}

extension RunReport.NotKept {
  init(_ decided: DecidedRule) {
    description = decided.rule.action.description
    project = decided.rule.project
    scope = decided.rule.scope
    score = decided.score
    justification = decided.justification
    sourceID = decided.rule.sourceID
  }
}

extension RunReport.Retrieval {
  init(_ results: [TaskResult]) {
    tasks = results.count
    tasksWithRules = results.count { !$0.appliedRules.isEmpty }
    rulesApplied = results.reduce(0) { $0 + $1.appliedRules.count }
    modifications = Dictionary(
      results.flatMap(\.modifications).map { ($0.kind.rawValue, 1) }, uniquingKeysWith: +)
  }
}
