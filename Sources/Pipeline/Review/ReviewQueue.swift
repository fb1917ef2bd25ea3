package import RuleStore
package import Rules

/// What a person is to look at: what waits on the branches beside the rules, and what the job did to the rules since
/// somebody last looked.
package struct ReviewQueue: Sendable {
  /// What waits first, then what is proposed, then what is stored, each in order of id.
  package private(set) var items: [ReviewItem]

  /// All that is to be reviewed in a store.
  ///
  /// - Throws: `RuleStoreError`.
  package init(_ store: GitRuleStore) throws(RuleStoreError) {
    let main = try Branch(store.on(.main))
    let candidates = try Branch(store.candidates)
    let known = main.rules.merging(candidates.rules) { rule, _ in rule }
    items = try ReviewStage.waiting(candidates.snapshot, beside: main.snapshot, store.candidates).map { rule in
      var item = ReviewItem(.waiting, .added, rule)
      item.name(known)
      item.date(candidates.history.lives[rule.id])
      return item
    }
    items += try Self.proposals(store, main) + Self.unreviewed(main)
    sort()
  }

  /// What a branch changes, as a pull request shows it: from where it left another one.
  ///
  /// - Throws: `RuleStoreError`.
  package init(of branch: GitRuleStore, since base: RevisionID?) throws(RuleStoreError) {
    let head = try Branch(branch)
    let before = try base.map { base throws(RuleStoreError) in try branch.snapshot(at: base).rules } ?? []
    items = Self.compare(Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0) }), head, .stored)
    sort()
  }

  /// Those that a person asked for.
  ///
  /// - Parameters:
  ///   - ids: rules; nil for all.
  ///   - project: the one to which the rules belong; nil for any.
  ///   - isRecent: whether something that was made by a commit at a time is wanted.
  package func filtered(
    ids: Set<RuleID>? = nil, project: String? = nil, _ isRecent: (ReviewItem) -> Bool = { _ in true }
  ) -> [ReviewItem] {
    items.filter { item in
      ids.map { $0.contains(item.rule.id) } ?? true && project.map { $0 == item.rule.project } ?? true && isRecent(item)
    }
  }

  private mutating func sort() {
    let order = Dictionary(uniqueKeysWithValues: ReviewItem.Place.allCases.enumerated().map { ($1, $0) })
    items.sort { left, right in
      (order[left.place] ?? 0, left.rule.id) < (order[right.place] ?? 0, right.rule.id)
    }
  }

  /// One branch with its history.
  private struct Branch {
    let snapshot: RuleSnapshot
    let rules: [RuleID: Rule]
    let history: RuleHistory

    init(_ store: GitRuleStore) throws(RuleStoreError) {
      snapshot = try store.snapshot(at: nil)
      rules = Dictionary(uniqueKeysWithValues: snapshot.rules.map { ($0.id, $0) })
      history = try store.ruleHistory(of: snapshot)
    }

    /// The rule that came in the commit that took another one away.
    func replacement(of life: RuleLife?, in commits: [RevisionID: [RuleID]]) -> Rule? {
      guard let revision = life?.lastChange?.revision else { return nil }
      return commits[revision]?.lazy.compactMap { rules[$0] }.first
    }

    /// The rules that each commit added.
    var added: [RevisionID: [RuleID]] {
      Dictionary(grouping: history.events.filter { $0.kind == .added }, by: \.revision).mapValues { $0.map(\.rule) }
    }
  }

  /// What the job did to the rules that nobody has looked at, and the rules that are marked.
  private static func unreviewed(_ main: Branch) -> [ReviewItem] {
    let added = main.added
    return main.history.lives.compactMap { id, life -> ReviewItem? in
      let current = main.rules[id]
      let isMarked = current?.decision?.doubts.contains { $0.kind == .conflict } == true
      // The job makes no rule of a candidate: a person merged it.
      let isMerged = current?.decision?.decision == .review
      guard isMarked || !(life.isReviewed || isMerged) else { return nil }
      let before = life.lastReviewed
      var item: ReviewItem
      switch (before, current) {
      case (nil, nil): return nil
      case (nil, let rule?): item = ReviewItem(.stored, .added, rule)
      case (let before?, nil): item = ReviewItem(.stored, .removed, before)
      case (let before?, let rule?):
        item = ReviewItem(.stored, .changed, rule, before: before)
        if item.fields.isEmpty {
          // What was only said again needs nobody; what is marked is a question about the rule itself.
          guard isMarked else { return nil }
          item = ReviewItem(.stored, .added, rule)
        }
      }
      item.name(main.rules, replacedBy: current == nil ? main.replacement(of: life, in: added) : nil)
      item.date(life)
      return item
    }
  }

  /// What the branch `proposals` would change in the rules; what people changed there meanwhile is no proposal.
  private static func proposals(_ store: GitRuleStore, _ main: Branch) throws(RuleStoreError) -> [ReviewItem] {
    guard try store.proposals.head() != nil else { return [] }
    let proposals = try Branch(store.proposals)
    var base: [RuleID: Rule] = [:]
    if let ancestor = try store.commonAncestor(of: .main, and: .proposals) {
      for rule in try store.snapshot(at: ancestor).rules { base[rule.id] = rule }
    }
    return compare(main.rules, proposals, .proposed).filter { item in
      base[item.rule.id] != proposals.rules[item.rule.id]
    }
  }

  /// What a branch has otherwise than a set of rules.
  private static func compare(_ before: [RuleID: Rule], _ after: Branch, _ place: ReviewItem.Place) -> [ReviewItem] {
    let added = after.added
    return Set(before.keys).union(after.rules.keys).compactMap { id -> ReviewItem? in
      let life = after.history.lives[id]
      var item: ReviewItem
      switch (before[id], after.rules[id]) {
      case (nil, nil): return nil
      case (nil, let rule?): item = ReviewItem(place, .added, rule)
      case (let old?, nil): item = ReviewItem(place, .removed, old)
      case (let old?, let rule?):
        item = ReviewItem(place, .changed, rule, before: old)
        let isMarked = rule.decision?.doubts.isEmpty == false && rule.decision?.doubts != old.decision?.doubts
        guard !item.fields.isEmpty || isMarked else { return nil }
      }
      item.name(after.rules, replacedBy: after.rules[id] == nil ? after.replacement(of: life, in: added) : nil)
      item.date(life)
      return item
    }
  }
}
