package import RuleStore
package import Rules
package import StorageDecision

/// The branches of a store: the rules that hold, what waits for a person, and what is remembered beside.
package struct StoreBranches<Store: RuleStore>: Sendable {
  package let main: Store
  package let candidates: Store
  package let evidence: Store

  package init(_ store: (GitRuleStore.Branch) -> Store) {
    (main, candidates, evidence) = (store(.main), store(.candidates), store(.evidence))
  }

  package subscript(branch: GitRuleStore.Branch) -> Store {
    switch branch {
    case .main: main
    case .candidates: candidates
    case .evidence: evidence
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
