package import Git
package import Rules

/// Accepted rules, with their history.
///
/// A revision is a set of rules; revisions follow each other by commits. Where a parameter takes a revision or nil,
/// nil is the latest one, except where it says otherwise.
package protocol RuleStore: Sendable {
  /// The latest revision; nil for a store without any.
  func head() throws(RuleStoreError) -> RevisionID?

  /// The revision that a text names: `HEAD`, `main`, `HEAD~3`, or the first digits of an id.
  ///
  /// - Throws: ``RuleStoreError/unknownRevision(_:reason:)``.
  func resolve(_ revision: String) throws(RuleStoreError) -> RevisionID

  /// All rules of a revision.
  func snapshot(at revision: RevisionID?) throws(RuleStoreError) -> RuleSnapshot

  /// Makes changes, one commit each, in the order given: all that can be made, or on an error none.
  ///
  /// A change that is there already makes no commit. A change that does not fit what the store holds, because a
  /// person edited the rule meanwhile, is refused; the others are made.
  ///
  /// The store does not remember what people took back: a change that somebody reverted is made again when it is
  /// given again and fits.
  ///
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was. Only when the very last
  ///   step fails, which makes a moved branch last through a power failure, may all changes be there.
  func commit(_ changes: [RuleChange], in run: RunContext) throws(RuleStoreError) -> CommitOutcome

  /// Says something in a commit that changes no rule, such as what a person looked at.
  ///
  /// - Parameters:
  ///   - subject: the first line of its message.
  ///   - trailers: what it says.
  /// - Throws: ``RuleStoreError`` when the store could not be written; then it is as it was.
  func note(_ subject: String, _ trailers: [Trailer], in run: RunContext) throws(RuleStoreError) -> RevisionID

  /// The commits that touched rules, latest first.
  ///
  /// - Parameters:
  ///   - rule: only those that touched this one.
  ///   - limit: the most entries.
  func log(of rule: RuleID?, limit: Int?) throws(RuleStoreError) -> [LogEntry]

  /// What changed between two revisions.
  ///
  /// - Parameter from: nil for the empty set before the first.
  func difference(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> RuleDifference

  /// The first line of a commit, and its time.
  func subject(of revision: RevisionID) throws(RuleStoreError) -> (text: String, time: Timestamp)

  /// The rules of the revision that the branch and another one have in common: what git takes as the state before both
  /// when it merges them. Whatever one of them alone does to such a rule, a merge does to the other.
  ///
  /// - Parameter other: the latest revision of the other branch; nil for a branch without any.
  func rules(sharedWith other: RevisionID?) throws(RuleStoreError) -> Set<RuleID>

  /// The revisions along first parents, oldest first, both ends included; where these do not lead to `from`, along
  /// those of its descendants.
  ///
  /// - Parameter from: nil for the very first.
  /// - Throws: ``RuleStoreError/notAnAncestor(_:of:)``.
  func history(from: RevisionID?, to: RevisionID?) throws(RuleStoreError) -> [RevisionID]
}

extension RuleStore {
  /// The revisions after `from`, up to `to`, that changed a rule, oldest first: what is to blame for it.
  ///
  /// - Throws: as ``history(from:to:)``.
  package func revisions(
    changing rule: RuleID, from: RevisionID?, to: RevisionID?
  ) throws(RuleStoreError) -> [RevisionID] {
    let history = try history(from: from, to: to)
    var changing: [RevisionID] = []
    let before = (from == nil ? [nil] : []) + history.map(Optional.some)
    for (before, after) in zip(before, history.dropFirst(from == nil ? 0 : 1)) {
      if try difference(from: before, to: after).ids.contains(rule) { changing.append(after) }
    }
    return changing
  }

  /// The rules that the store held once and holds no more, each in its last form, in order of id.
  ///
  /// - Throws: as ``log(of:limit:)``.
  package func retiredRules() throws(RuleStoreError) -> [Rule] {
    let former = try formerRules()
    return (former.retired + former.rejected).sorted { $0.id < $1.id }
  }

  /// The rules that the store held once and holds no more, by who took them away; read from history alone.
  ///
  /// - Throws: as ``log(of:limit:)``.
  package func formerRules() throws(RuleStoreError) -> FormerRules { try ruleHistory().formerRules }

  /// What happened to every rule, and who did it. It reads every commit: a run does so once for each branch.
  ///
  /// - Parameter snapshot: the latest revision, where it was read already.
  /// - Throws: as ``log(of:limit:)``.
  package func ruleHistory(of snapshot: RuleSnapshot? = nil) throws(RuleStoreError) -> RuleHistory {
    let held: RuleSnapshot
    if let snapshot { held = snapshot } else { held = try self.snapshot(at: nil) }
    return RuleHistory(try log(of: nil, limit: nil), held: held.rules)
  }
}

/// Rules that a store held once, each list in order of id.
package struct FormerRules: Hashable, Sendable {
  /// Those that the job replaced or took back.
  package var retired: [Rule] = []
  /// Those that a person took away: they stay away until they are restored.
  package var rejected: [Rule] = []
}
