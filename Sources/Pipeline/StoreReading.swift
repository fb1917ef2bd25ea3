package import RuleStore
package import Rules
package import StorageDecision

/// What a store holds and what happened in it, read once for a run.
package struct StoreReading: Sendable {
  /// The latest revision of a branch, and how it came to be.
  package struct Branch: Sendable {
    package let snapshot: RuleSnapshot
    package let history: RuleHistory
  }

  package let main: Branch
  package let candidates: Branch
  package let evidence: Branch
  /// The rules whose files the branches `main` and `candidates` have in common: a merge made rules of them. The job
  /// leaves these files on `candidates` as they are, since what it did to them there the next merge would do to `main`.
  package let promoted: Set<RuleID>

  init(_ branches: [GitRuleStore.Branch: Branch], promoted: Set<RuleID>) {
    func branch(_ branch: GitRuleStore.Branch, knowing others: GitRuleStore.Branch...) -> Branch {
      let none = Branch(
        snapshot: RuleSnapshot(revision: nil, rules: [], problems: []), history: RuleHistory([], held: []))
      let known = branches[branch] ?? none
      let history = others.reduce(known.history) { history, other in
        branches[other].map { history.knowing($0.history) } ?? history
      }
      return Branch(snapshot: known.snapshot, history: history)
    }
    main = branch(.main, knowing: .candidates)
    candidates = branch(.candidates, knowing: .main)
    evidence = branch(.evidence)
    self.promoted = promoted
  }

  private var branches: [Branch] { [main, candidates, evidence] }

  /// What is wrong with files.
  package var problems: [RuleFileProblem] { branches.flatMap(\.snapshot.problems) }

  /// The rules that `main` held once and holds no more: one of them that comes again is restored.
  package var former: Set<RuleID> { Set(main.history.lives.filter { !$0.value.isAlive }.keys) }

  /// The sessions of which nothing counts any more.
  package var undone: UndoneSessions {
    UndoneSessions(sessions: Set(main.history.undoneSessions.keys))
  }

  /// The changes after which nothing of an undone session is on any branch.
  package var forgetting: [StoreStage.Step] {
    guard !undone.sessions.isEmpty else { return [] }
    let steps = [
      (GitRuleStore.Branch.evidence, evidence.snapshot.rules),
      (.candidates, candidates.snapshot.rules.filter { !promoted.contains($0.id) }), (.main, main.snapshot.rules),
    ].map { branch, rules in
      StoreStage.Step(
        branch: branch, changes: rules.compactMap { undone.change(to: $0, isKept: people($0.id)?.isKept == true) })
    }
    return steps.filter { !$0.changes.isEmpty }
  }

  /// What the decisions begin with, after ``forgetting`` was done.
  ///
  /// - Parameters:
  ///   - now: the time of the run.
  ///   - evidenceDays: for how many days after it was last said evidence is remembered.
  ///   - candidateDays: for how many days after it was last said, or began to wait, a candidate waits.
  package func memory(at now: Timestamp, evidenceDays: Int, candidateDays: Int) -> DecisionMaker.Memory {
    func time(before days: Int) -> Timestamp { Timestamp(seconds: now.seconds - Int64(days) * 86_400) }
    let rejected = rejected
    let no = Set(rejected.map(\.id))
    var memory = DecisionMaker.Memory(
      stored: left(main.snapshot.rules),
      retired: main.history.formerRules.retired.filter { !no.contains($0.id) && !isForgotten($0) },
      waiting: left(candidates.snapshot.rules.filter { !promoted.contains($0.id) }),
      withdrawn: candidates.history.formerRules.retired.filter { !isForgotten($0) }, rejected: rejected,
      evidence: left(evidence.snapshot.rules))
    memory.expired = Set(
      memory.evidence.filter { isOver($0, evidence.history, time(before: evidenceDays)) }.map(\.id)
        + memory.waiting.filter { hasWaited($0, since: time(before: candidateDays)) }.map(\.id))
    memory.waitsSince = time(before: candidateDays)
    memory.lapsed = candidates.history.lives.compactMapValues { life in
      life.end.flatMap { $0.reason == WaitingChange.Withdrawal.expired.reason ? $0.time : nil }
    }
    memory.promoted = promoted
    for id in Set(branches.flatMap { $0.history.lives.filter { $0.value.events.contains(where: \.isByPerson) }.keys }) {
      memory.people[id] = people(id)
    }
    return memory
  }

  /// The rules without what counts no more.
  private func left(_ rules: [Rule]) -> [Rule] {
    guard !undone.sessions.isEmpty else { return rules }
    return rules.compactMap { rule in
      switch undone.change(to: rule, isKept: people(rule.id)?.isKept == true) {
      case .remove: nil
      case .change(_, let rule): rule
      default: rule
      }
    }
  }

  /// Whether all that a rule was learned from was undone once: then it is as if it had never been said.
  private func isForgotten(_ rule: Rule) -> Bool {
    let sessions = main.history.everUndoneSessions
    return !rule.sources.isEmpty && rule.sources.allSatisfy { sessions.contains($0.session) }
  }

  /// When a wish was last said. Where nothing tells when that was, its last commit counts.
  private func lastSaid(_ rule: Rule, _ history: RuleHistory) -> Timestamp? {
    rule.lastSaid ?? history.lives[rule.id]?.events.last?.time
  }

  /// Whether a wish was last said before a time.
  private func isOver(_ rule: Rule, _ history: RuleHistory, _ time: Timestamp) -> Bool {
    lastSaid(rule, history).map { $0.seconds < time.seconds } ?? false
  }

  /// Whether a candidate was last said, and began to wait, before a time.
  private func hasWaited(_ rule: Rule, since time: Timestamp) -> Bool {
    let began = candidates.history.lives[rule.id]?.lastAddition?.time
    return isOver(rule, candidates.history, time) && began.map { $0 < time } ?? true
  }

  /// When a candidate or evidence will be too old next; nil for never.
  package func nextExpiry(after now: Timestamp, evidenceDays: Int, candidateDays: Int) -> Timestamp? {
    let remembered = evidence.snapshot.rules.compactMap { rule in
      lastSaid(rule, evidence.history).map { $0.seconds + Int64(evidenceDays) * 86_400 + 1 }
    }
    let waiting = candidates.snapshot.rules.compactMap { rule in
      lastSaid(rule, candidates.history).map { said in
        let began = candidates.history.lives[rule.id]?.lastAddition?.time ?? said
        return max(said, began).seconds + Int64(candidateDays) * 86_400 + 1
      }
    }
    let ends = remembered + waiting
    return ends.filter { $0 > now.seconds }.min().map { Timestamp(seconds: $0) }
  }

  /// The wishes to which a person said no on any branch, unless a person brought them back on another one since, or they
  /// were rules after it.
  private var rejected: [Rule] {
    var latest: [RuleID: (rule: Rule, time: Timestamp)] = [:]
    for branch in branches {
      for (id, life) in branch.history.lives where life.isRejected {
        guard let rule = life.latest else { continue }
        let time = life.end?.time ?? life.events.last?.time ?? Timestamp(seconds: 0)
        if latest[id].map({ $0.time < time }) ?? true { latest[id] = (rule, time) }
      }
    }
    return latest.filter { id, no in
      !branches.contains { branch in
        guard let life = branch.history.lives[id] else { return false }
        if life.isAlive { return life.lastAddition.map { $0.isByPerson && $0.time > no.time } ?? false }
        return false
      }
    }.filter { id, no in
      guard let life = main.history.lives[id], !life.isAlive, !life.isRejected, let end = life.end else { return true }
      return end.time <= no.time
    }.map(\.value.rule).sorted { $0.id < $1.id }
  }

  /// What people did to a rule, on any branch; nil for nothing that binds the job.
  func people(_ id: RuleID) -> PeoplesPart? {
    PeoplesPart(branches.compactMap { $0.history.lives[id] })
  }
}

extension PeoplesPart {
  /// So many earlier forms of a rule are compared with what is said.
  private static let formLimit = 8

  fileprivate init?(_ lives: [RuleLife]) {
    self.init(
      fields: Set(lives.flatMap(\.personFields)), refusedSources: lives.flatMap(\.refusedSources),
      isRestored: lives.contains(where: \.isRestored), time: lives.compactMap(\.lastPersonTime).max())
    let isRejected = lives.contains { $0.isRejected && $0.latest != nil }
    guard isKept || !refusedSources.isEmpty || isRejected else { return nil }
    let known = lives.flatMap(\.forms)
    var seen = Set(lives.compactMap { $0.isAlive ? $0.latest?.action.description : nil })
    forms = Array(known.filter { seen.insert($0.action.description).inserted }.suffix(Self.formLimit))
    doubts = Set(known.flatMap { $0.decision?.doubts ?? [] })
  }
}
