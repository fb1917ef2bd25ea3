package import RuleStore
package import Rules
package import StorageDecision

/// Makes the decided changes in the store.
package enum StoreStage {
  /// Commits changes, one commit each.
  ///
  /// - Parameter retired: the rules that the store held once; one of them that comes again is restored.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package static func run(
    _ changes: [PlannedChange], retired: [Rule] = [], in store: some RuleStore, run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    try store.commit(ruleChanges(changes, retired: retired), in: run)
  }

  /// Commits changes to what waits for a person, one commit each.
  ///
  /// - Parameter candidates: the store of what waits.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  package static func run(
    _ changes: [WaitingChange], in candidates: some RuleStore, run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    try candidates.commit(ruleChanges(changes), in: run)
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

  static func ruleChanges(_ changes: [PlannedChange], retired: [Rule]) -> [RuleChange] {
    let known = Set(retired.map(\.id))
    return changes.map { change in
      switch change {
      case .add(let rule): known.contains(rule.id) ? .restore(rule) : .add(rule)
      case .strengthen(let old, let new): .change(from: old, to: new)
      case .replace(let old, let rule): .replace(old.map(\.id), with: rule)
      case .remove(let rule, let retraction):
        .remove(rule, reason: "Taken back by the user in \(retraction.sourceID ?? "a later session").")
      }
    }
  }
}
