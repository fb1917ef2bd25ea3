package import RuleStore
package import Rules

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

  /// The latest revision of every branch, and what happened on it, each read once.
  ///
  /// - Throws: `RuleStoreError`.
  package func read() throws(RuleStoreError) -> StoreReading {
    var branches: [GitRuleStore.Branch: StoreReading.Branch] = [:]
    for branch in GitRuleStore.Branch.allCases {
      let snapshot = try self[branch].snapshot(at: nil)
      branches[branch] = StoreReading.Branch(
        snapshot: snapshot, history: try self[branch].ruleHistory(of: snapshot))
    }
    return StoreReading(branches, promoted: try candidates.rules(sharedWith: branches[.main]?.snapshot.revision))
  }

  /// When a candidate or evidence will be too old next; nil for never.
  ///
  /// - Throws: `RuleStoreError`.
  package func nextExpiry(
    after now: Timestamp, evidenceDays: Int, candidateDays: Int
  ) throws(RuleStoreError) -> Timestamp? {
    let limits = [(evidence, evidenceDays), (candidates, candidateDays)]
    var next: Int64?
    for (store, days) in limits {
      for rule in try store.snapshot(at: nil).rules {
        let last: Timestamp?
        if let said = rule.lastSaid { last = said } else { last = try store.log(of: rule.id, limit: 1).first?.time }
        guard let last else { continue }
        let end = last.seconds + Int64(days) * 86_400 + 1
        if end > now.seconds { next = min(next ?? end, end) }
      }
    }
    return next.map { Timestamp(seconds: $0) }
  }
}
