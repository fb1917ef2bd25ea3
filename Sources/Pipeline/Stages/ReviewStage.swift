package import RuleStore
package import Rules

/// Shows what waits for a person, and does what the person decides.
package enum ReviewStage {
  /// One thing that waits.
  package struct Item: Hashable, Sendable, Encodable {
    package enum State: String, Hashable, Sendable, Encodable {
      /// A candidate that is not stored.
      case waiting
      /// A rule that is stored and marked.
      case stored
    }

    package var state: State
    /// Why it waits, in words.
    package var reasons: [String]
    package var rule: Rule

    init(_ state: State, _ rule: Rule) {
      self.state = state
      self.rule = rule
      reasons = rule.decision?.doubts.map(\.description) ?? []
    }
  }

  /// What waits, candidates first, each in order of id.
  ///
  /// - Throws: `RuleStoreError`.
  package static func items(
    _ main: some RuleStore, _ candidates: some RuleStore
  ) throws(RuleStoreError) -> [Item] {
    let stored = try main.snapshot(at: nil).rules
    let ids = Set(stored.map(\.id))
    // What a merge made a rule stays on the branch, and waits no more, whatever became of it.
    let promoted = try candidates.rules(sharedWith: try main.head())
    let waiting = try candidates.snapshot(at: nil).rules.filter { !ids.contains($0.id) && !promoted.contains($0.id) }
    // That a rule is sure and harmless enough, the person said who merged it.
    let marked = stored.filter { $0.decision?.doubts.contains { $0.kind == .conflict } == true }
    return waiting.map { Item(.waiting, $0) } + marked.map { Item(.stored, $0) }
  }

  /// Accepts some and rejects others: an accepted candidate becomes a rule, an accepted rule loses its marks, and what
  /// is rejected goes and stays away.
  ///
  /// - Parameters:
  ///   - accepted: ids among the items.
  ///   - rejected: ids among the items.
  ///   - run: the name and time of the review.
  /// - Returns: the commits that were made, and the changes that were refused.
  /// - Throws: `RuleStoreError` when the store could not be written.
  package static func review(
    accepting accepted: [RuleID], rejecting rejected: [RuleID], _ main: some RuleStore, _ candidates: some RuleStore,
    run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    let items = try items(main, candidates)
    let former = Set(try main.retiredRules().map(\.id))
    var outcome = CommitOutcome()
    let accepting = RunContext(id: run.id, time: run.time, review: .accepted)
    let rejecting = RunContext(id: run.id, time: run.time, review: .rejected)
    let yes = items.filter { accepted.contains($0.rule.id) }
    let no = items.filter { rejected.contains($0.rule.id) && !accepted.contains($0.rule.id) }
    // First to the rules: a candidate that is at both places is let go of by the next run.
    outcome.add(try main.commit(yes.map { acceptance(of: $0, former) }, in: accepting))
    let moved = yes.filter { $0.state == .waiting }
    outcome.add(try candidates.commit(moved.map { .remove($0.rule, reason: "Accepted.") }, in: accepting))
    func removals(_ state: Item.State) -> [RuleChange] {
      no.filter { $0.state == state }.map { .remove($0.rule, reason: "Rejected.") }
    }
    outcome.add(try main.commit(removals(.stored), in: rejecting))
    outcome.add(try candidates.commit(removals(.waiting), in: rejecting))
    return outcome
  }

  private static func acceptance(of item: Item, _ former: Set<RuleID>) -> RuleChange {
    var rule = item.rule
    rule.decision?.decision = .store
    rule.decision?.doubts = []
    if item.state == .stored { return .change(from: item.rule, to: rule) }
    return former.contains(rule.id) ? .restore(rule) : .add(rule)
  }
}
