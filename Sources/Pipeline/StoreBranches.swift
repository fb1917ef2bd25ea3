package import RuleStore
package import Rules

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
    let waiting = try candidates.ruleHistory().lives
    let limits = [(evidence, evidenceDays, [:]), (candidates, candidateDays, waiting)]
    var next: Int64?
    for (store, days, lives) in limits {
      for rule in try store.snapshot(at: nil).rules {
        var last = rule.lastSaid
        if last == nil { last = try store.log(of: rule.id, limit: 1).first?.time }
        guard let said = last else { continue }
        let began = lives[rule.id]?.lastAddition?.time ?? said
        let end = max(said, began).seconds + Int64(days) * 86_400 + 1
        if end > now.seconds { next = min(next ?? end, end) }
      }
    }
    return next.map { Timestamp(seconds: $0) }
  }
}
