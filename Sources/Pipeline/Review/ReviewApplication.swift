package import RuleStore
package import Rules

/// Does what a person decided, by commits of the person.
package struct ReviewApplication: Sendable {
  /// What came of it.
  package struct Outcome: Sendable {
    package var changes = CommitOutcome()
    /// The commit that says which rules were accepted as they are.
    package var acknowledgement: RevisionID?
    package var accepted = 0
    package var rejected = 0
    package var edited = 0
    /// The rules that are no longer what was decided about.
    package var stale: [RuleID] = []

    /// How many commits were made.
    package var commits: Int { changes.commits.count + (acknowledgement == nil ? 0 : 1) }
  }

  private let rules: GitRuleStore
  private let beside: GitRuleStore?
  private let run: RunContext

  /// - Parameters:
  ///   - store: the rules, on `main` or another branch.
  ///   - hasBranches: whether `candidates` and `proposals` belong to what is reviewed.
  ///   - run: who reviews, and when.
  package init(_ store: GitRuleStore, hasBranches: Bool = true, run: RunContext) {
    rules = store
    beside = hasBranches ? store : nil
    self.run = run
  }

  /// Makes the commits.
  ///
  /// First the rules, then what is let go of elsewhere, so that a review that is killed in between loses nothing:
  /// what is at both places is let go of by the next run. A decision about a rule that somebody changed meanwhile is
  /// refused, and the others are carried out.
  ///
  /// - Parameter current: what there is to review now: who decides takes time.
  /// - Throws: `RuleStoreError` when the store could not be written.
  package func apply(
    _ all: [(item: ReviewItem, decision: ReviewDecision)], current: [ReviewItem]
  ) throws(RuleStoreError) -> Outcome {
    var outcome = Outcome()
    let current = Set(current)
    let decisions = all.filter { current.contains($0.item) && $0.decision != .skip }
    outcome.stale = all.filter { !current.contains($0.item) && $0.decision != .skip }.map(\.item.rule.id)
    let kept = decisions.filter { $0.decision.isKeeping }.map(\.item)
    let rejected = decisions.filter { $0.decision == .reject }.map(\.item)
    (outcome.rejected, outcome.edited) = (rejected.count, decisions.count { $0.decision.edited != nil })
    outcome.accepted = kept.count - outcome.edited
    try keep(kept, decisions, &outcome)
    try commit(rejected.filter { $0.place == .stored }.map(refusal), .rejected, to: rules, &outcome)
    if let beside {
      try commit(
        rejected.filter { $0.place == .waiting }.map(refusal), .rejected, to: beside.candidates, &outcome)
      try commit(
        rejected.filter { $0.place == .proposed }.map(refusal), .rejected, to: beside.proposals, &outcome)
      if try beside.proposals.head() != nil { try beside.updateProposals(in: context(nil)) }
    }
    return outcome
  }

  private func keep(
    _ kept: [ReviewItem], _ decisions: [(item: ReviewItem, decision: ReviewDecision)], _ outcome: inout Outcome
  ) throws(RuleStoreError) {
    let former = Set(try rules.retiredRules().map(\.id))
    try commit(acceptances(of: kept, former), .accepted, to: rules, &outcome)
    let seen = kept.filter { $0.place == .stored && $0.isUnseen && ($0.change == .removed || $0.accepted == $0.rule) }
    let untouched = seen.filter { item in !decisions.contains { $0.item == item && $0.decision.edited != nil } }
    outcome.acknowledgement = try rules.acknowledge(untouched.map(\.rule), in: context(.accepted))
    let edits = decisions.compactMap { item, decision -> RuleChange? in
      guard let edited = decision.edited else { return nil }
      return .change(from: item.accepted, to: ReviewItem.unmarked(edited))
    }
    try commit(edits, .edited, to: rules, &outcome)
    let moved = kept.filter { $0.place == .waiting }.map { RuleChange.remove($0.rule, reason: "Accepted.") }
    if let beside { try commit(moved, .accepted, to: beside.candidates, &outcome) }
  }

  /// What makes the rules hold what was accepted.
  private func acceptances(of kept: [ReviewItem], _ former: Set<RuleID>) -> [RuleChange] {
    let gone = Set(kept.filter { $0.place == .proposed && $0.change == .removed }.map(\.rule.id))
    var replaced: Set<RuleID> = []
    var changes: [RuleChange] = []
    for item in kept where item.change != .removed {
      let rule = item.accepted
      let old = item.place == .proposed ? rule.supersedes.filter(gone.contains) : []
      switch (item.place, item.change) {
      case (.stored, _): if rule != item.rule { changes.append(.change(from: item.rule, to: rule)) }
      case (_, .changed): if let before = item.before { changes.append(.change(from: before, to: rule)) }
      default:
        if !old.isEmpty {
          replaced.formUnion(old)
          changes.append(.replace(old, with: rule))
        } else {
          changes.append(former.contains(rule.id) ? .restore(rule) : .add(rule))
        }
      }
    }
    for item in kept where item.place == .proposed && item.change == .removed && !replaced.contains(item.rule.id) {
      changes.append(.remove(item.rule, reason: "Accepted."))
    }
    return changes
  }

  /// What takes back what was rejected, on its own branch.
  private func refusal(of item: ReviewItem) -> RuleChange {
    switch item.change {
    case .added: .remove(item.rule, reason: "Rejected.")
    case .removed: .restore(ReviewItem.unmarked(item.rule))
    case .changed: .change(from: item.rule, to: item.reverted)
    }
  }

  private func context(_ review: RunContext.Review?) -> RunContext {
    RunContext(id: run.id, time: run.time, review: review, author: run.author, trailers: run.trailers)
  }

  private func commit(
    _ changes: [RuleChange], _ review: RunContext.Review, to store: GitRuleStore, _ outcome: inout Outcome
  ) throws(RuleStoreError) {
    guard !changes.isEmpty else { return }
    outcome.changes.add(try store.commit(changes, in: context(review)))
  }
}

extension ReviewDecision {
  /// Whether it makes or leaves a rule.
  fileprivate var isKeeping: Bool { self == .accept || edited != nil }

  fileprivate var edited: Rule? {
    if case .edit(let rule) = self { rule } else { nil }
  }
}

extension ReviewItem {
  /// The rule once it is accepted: kept, and without marks.
  var accepted: Rule { Self.unmarked(rule) }

  static func unmarked(_ rule: Rule) -> Rule {
    var rule = rule
    rule.decision?.decision = .store
    rule.decision?.doubts = []
    return rule
  }

  /// The rule with what it says put back to how it was, and the evidence as it is.
  fileprivate var reverted: Rule {
    guard let before, let old = try? RuleFields(before), var fields = try? RuleFields(rule) else { return rule }
    fields.take(self.fields.map(\.path), from: old)
    return Self.unmarked((try? fields.rule()) ?? before)
  }
}
