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
  ///
  /// - Parameter rules: those that hold.
  package func refusedProposals(beside rules: [Rule]) throws(RuleStoreError) -> [Rule] {
    let held = Set(rules.map(\.id))
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

  /// The latest revision of each branch that the decisions begin with, and what happened on it, each read once.
  ///
  /// - Throws: `RuleStoreError`.
  package func read() throws(RuleStoreError) -> StoreReading {
    var branches: [GitRuleStore.Branch: StoreReading.Branch] = [:]
    for branch in [GitRuleStore.Branch.main, .candidates, .evidence] {
      let snapshot = try self[branch].snapshot(at: nil)
      branches[branch] = StoreReading.Branch(
        snapshot: snapshot, history: try self[branch].ruleHistory(of: snapshot))
    }
    return StoreReading(branches, promoted: try candidates.rules(sharedWith: branches[.main]?.snapshot.revision))
  }
}
