package import RuleStore
package import Rules

/// What waits for a person in any store; ``ReviewQueue`` shows all that there is to review in one with history.
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
    let stored = try main.snapshot(at: nil)
    let waiting = try waiting(try candidates.snapshot(at: nil), beside: stored, candidates)
    // That a rule is sure and harmless enough, the person said who merged it.
    let marked = stored.rules.filter { $0.decision?.doubts.contains { $0.kind == .conflict } == true }
    return waiting.map { Item(.waiting, $0) } + marked.map { Item(.stored, $0) }
  }

  /// The candidates that wait, in order of id.
  ///
  /// - Throws: `RuleStoreError`.
  static func waiting(
    _ snapshot: RuleSnapshot, beside stored: RuleSnapshot, _ candidates: some RuleStore
  ) throws(RuleStoreError) -> [Rule] {
    let ids = Set(stored.rules.map(\.id))
    // What a merge made a rule stays on the branch, and waits no more, whatever became of it.
    let promoted = try candidates.rules(sharedWith: stored.revision)
    return snapshot.rules.filter { !ids.contains($0.id) && !promoted.contains($0.id) }
  }
}
