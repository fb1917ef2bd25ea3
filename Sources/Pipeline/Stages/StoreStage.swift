package import RuleStore
package import Rules
package import StorageDecision

/// Makes the decided changes in the store.
package enum StoreStage {
  /// Commits changes, one commit each.
  ///
  /// - Parameter former: the rules that the store held once; one of them that comes again is restored.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package static func run(
    _ changes: [PlannedChange], former: Set<RuleID> = [], in store: some RuleStore, run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    try store.commit(ruleChanges(changes, former: former), in: run)
  }

  /// Some changes to one of the store's branches, which are there all or not at all.
  package struct Step: Hashable, Sendable {
    package let branch: GitRuleStore.Branch
    package let changes: [RuleChange]
  }

  /// The steps that make all decided changes, in their order.
  ///
  /// Each branch moves at once, but no two move together: git has no such transaction. In this order a run that is
  /// killed between two of them loses nothing, and the next run over the same input does what is left. A rule is let go
  /// of, as evidence or as a candidate, only when it is where it goes; and what ended because of a rule has ended before
  /// that rule is stored, as for a stored rule that is met again nothing else ends.
  package static func steps(_ outcome: DecisionMaker.Outcome, former: Set<RuleID> = []) -> [Step] {
    func isLast(_ change: WaitingChange) -> Bool {
      if case .withdraw(_, let withdrawal) = change { withdrawal == .stored } else { false }
    }
    func isWithdrawal(_ change: WaitingChange) -> Bool {
      if case .withdraw = change { true } else { false }
    }
    let (waiting, evidence) = (outcome.waitingChanges, outcome.evidenceChanges)
    return [
      Step(branch: .evidence, changes: ruleChanges(evidence.filter { !isWithdrawal($0) })),
      Step(branch: .candidates, changes: ruleChanges(waiting.filter { !isLast($0) })),
      Step(branch: .main, changes: ruleChanges(outcome.changes, former: former)),
      Step(branch: .candidates, changes: ruleChanges(waiting.filter(isLast))),
      Step(branch: .evidence, changes: ruleChanges(evidence.filter(isWithdrawal))),
    ].filter { !$0.changes.isEmpty }
  }

  static func ruleChanges(_ changes: [WaitingChange]) -> [RuleChange] {
    changes.map { change in
      switch change {
      case .add(let rule): .add(rule)
      case .strengthen(let old, let new): .change(from: old, to: new)
      case .withdraw(let rule, let withdrawal): .remove(rule, reason: withdrawal.reason)
      }
    }
  }

  /// Commits given rules as they are: new ones are added, known ones are changed to the given form.
  ///
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package static func `import`(
    _ rules: [Rule], into store: some RuleStore, run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    var known = Dictionary(uniqueKeysWithValues: try store.snapshot(at: nil).rules.map { ($0.id, $0) })
    var changes: [RuleChange] = []
    for rule in rules {
      changes.append(known[rule.id].map { .change(from: $0, to: rule) } ?? .add(rule))
      known[rule.id] = rule
    }
    return try store.commit(changes, in: run)
  }

  static func ruleChanges(_ changes: [PlannedChange], former: Set<RuleID>) -> [RuleChange] {
    changes.map { change in
      switch change {
      case .add(let rule): former.contains(rule.id) ? .restore(rule) : .add(rule)
      case .strengthen(let old, let new): .change(from: old, to: new)
      case .replace(let old, let rule): .replace(old.map(\.id), with: rule)
      case .remove(let rule, let retraction):
        .remove(rule, reason: RetractionReason.text(retraction.sourceID))
      }
    }
  }
}
