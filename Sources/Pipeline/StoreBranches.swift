package import RuleStore
package import Rules
package import StorageDecision

/// The branches of a store: the rules that hold, what waits for a person, and what is remembered beside.
package struct StoreBranches<Store: RuleStore>: Sendable {
  /// The rules that hold; or, as a job sees them that may only propose, the rules as it proposes them.
  package private(set) var main: Store
  package let candidates: Store
  package let evidence: Store
  /// What would change in the rules where nothing may reach them unreviewed.
  package let proposals: Store
  /// The rules that hold.
  package let published: Store

  package init(_ store: (GitRuleStore.Branch) -> Store) {
    (main, candidates, evidence) = (store(.main), store(.candidates), store(.evidence))
    (proposals, published) = (store(.proposals), store(.main))
  }

  /// The branches as a job sees them that may only propose: what it proposed takes the place of what holds.
  package var proposing: StoreBranches {
    var branches = self
    branches.main = proposals
    return branches
  }

  /// How many candidates, marked rules and proposals wait for a person.
  package func waiting() throws(RuleStoreError) -> Int {
    var ids = Set(try ReviewStage.items(main, candidates).map(\.rule.id))
    let (held, proposed) = (try published.snapshot(at: nil).rules, try main.snapshot(at: nil).rules)
    let difference = RuleDifference(from: held, to: proposed)
    ids.formUnion((difference.added + difference.removed).map(\.id))
    ids.formUnion(
      difference.changed.filter { !ReviewItem.fields(from: $0.before, to: $0.after).isEmpty }.map(\.before.id))
    return ids.count
  }

  /// The rules that a person refused where the job only proposed them; that they are no rules holds in any mode.
  package func refusedProposals() throws(RuleStoreError) -> [Rule] {
    let held = Set(try main.snapshot(at: nil).rules.map(\.id))
    return try proposals.formerRules().rejected.filter { !held.contains($0.id) }
  }

  package subscript(branch: GitRuleStore.Branch) -> Store {
    switch branch {
    case .main: main
    case .candidates: candidates
    case .evidence: evidence
    case .proposals: proposals
    }
  }

  /// What the store holds and held, what waits or was refused, and what is remembered beside; and what is wrong with
  /// files in it.
  ///
  /// - Parameters:
  ///   - now: the time of the run.
  ///   - evidenceDays: for how many days after it was last said evidence is remembered.
  /// - Throws: `RuleStoreError`.
  package func memory(
    at now: Timestamp, evidenceDays: Int
  ) throws(RuleStoreError) -> (memory: DecisionMaker.Memory, problems: [RuleFileProblem]) {
    let (stored, waiting) = (try main.snapshot(at: nil), try candidates.snapshot(at: nil))
    let remembered = try evidence.snapshot(at: nil)
    let (former, refused) = (try main.formerRules(), try candidates.formerRules())
    // Of evidence the job itself let go because it is elsewhere, or too old.
    let forgotten = try evidence.formerRules().rejected
    // What a person moved to the rules by hand was not refused.
    let retired = Set(former.retired.map(\.id))
    let memory = DecisionMaker.Memory(
      stored: stored.rules, retired: former.retired, waiting: waiting.rules, withdrawn: refused.retired,
      rejected: former.rejected + (refused.rejected + forgotten).filter { !retired.contains($0.id) },
      evidence: remembered.rules,
      expired: try expired(remembered.rules, before: now.seconds - Int64(evidenceDays) * 86_400))
    return (memory, stored.problems + waiting.problems + remembered.problems)
  }

  /// When evidence will be too old next; nil for never.
  package func nextExpiry(after now: Timestamp, evidenceDays: Int) throws(RuleStoreError) -> Timestamp? {
    var next: Int64?
    for rule in try evidence.snapshot(at: nil).rules {
      guard let last = try lastSaid(rule) else { continue }
      let end = last.seconds + Int64(evidenceDays) * 86_400 + 1
      if end > now.seconds { next = min(next ?? end, end) }
    }
    return next.map { Timestamp(seconds: $0) }
  }

  /// Evidence that was last said too long ago.
  private func expired(_ rules: [Rule], before seconds: Int64) throws(RuleStoreError) -> Set<RuleID> {
    var expired: Set<RuleID> = []
    for rule in rules {
      if let last = try lastSaid(rule), last.seconds < seconds { expired.insert(rule.id) }
    }
    return expired
  }

  /// When a remembered wish was last said. Where nothing tells when that was, its last commit counts.
  private func lastSaid(_ rule: Rule) throws(RuleStoreError) -> Timestamp? {
    if let last = rule.sources.compactMap(\.timestamp).max() { return last }
    return try evidence.log(of: rule.id, limit: 1).first?.time
  }
}
