import Git
package import RuleStore
package import Rules

/// Takes back what commits did to rules, and brings back rules, as new commits.
package enum RestoreStage {
  /// Why it cannot be done.
  package enum RestoreError: Error, Hashable, CustomStringConvertible {
    /// The commit did nothing to rules, or not to these.
    case noRules(RevisionID)
    case notTouched(RuleID, by: RevisionID)
    case conflicts(RevisionID, [RuleReversal.Conflict])
    case holds(RuleID)
    case neverHeld(RuleID, at: String)

    package var description: String {
      switch self {
      case .noRules(let revision): "\(revision.short) changed no rule"
      case .notTouched(let rule, let revision): "\(revision.short) did not change rule \(rule)"
      case .conflicts(let revision, let conflicts):
        "cannot take back \(revision.short): " + conflicts.map(Self.text).joined(separator: "; ")
          + ". Take those back first, or name the rules that are meant"
      case .holds(let rule): "rule \(rule) holds already; '--at REV' brings back an earlier form"
      case .neverHeld(let rule, let place): "there is no rule \(rule) at \(place)"
      }
    }

    private static func text(_ conflict: RuleReversal.Conflict) -> String {
      let fields = conflict.fields.isEmpty ? "" : "\(conflict.fields.joined(separator: ", ")) of "
      let revisions = conflict.revisions.prefix(5).map(\.short).joined(separator: ", ")
      return "\(fields)rule \(conflict.rule) changed since\(revisions.isEmpty ? "" : " by \(revisions)")"
    }
  }

  /// What takes back a commit.
  ///
  /// - Parameter rules: those of its rules that are meant; empty for all.
  /// - Throws: ``RestoreError``, `RuleStoreError`.
  package static func reversal(
    of revision: RevisionID, _ rules: [RuleID], in store: GitRuleStore
  ) throws -> RuleReversal {
    let (entry, later) = try store.entry(of: revision)
    let touched = entry.difference.ids
    guard !touched.isEmpty else { throw RestoreError.noRules(revision) }
    if let other = rules.first(where: { !touched.contains($0) }) { throw RestoreError.notTouched(other, by: revision) }
    let reversal = try RuleReversal(of: entry, only: rules.isEmpty ? nil : Set(rules), later: later) { id in
      try store.rule(id)
    }
    guard reversal.conflicts.isEmpty else { throw RestoreError.conflicts(revision, reversal.conflicts) }
    return reversal
  }

  /// Commits what takes back a commit.
  ///
  /// - Throws: `RuleStoreError`.
  package static func revert(
    _ reversal: RuleReversal, of revision: RevisionID, in store: some RuleStore, _ run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    let trailer = Trailer(key: "Reverts", value: revision.description)
    return try store.commit(reversal.changes, in: run.reviewed(.reverted, [trailer]))
  }

  /// What brings a rule back: the form in which it went, or that of a revision.
  ///
  /// - Returns: nil when the rule is as it was then.
  /// - Throws: ``RestoreError``, `RuleStoreError`.
  package static func restoration(
    of rule: RuleID, at revision: RevisionID?, in store: GitRuleStore
  ) throws -> RuleChange? {
    let held = try store.rule(rule)
    guard let revision else {
      if held != nil { throw RestoreError.holds(rule) }
      guard let last = try lastForm(of: rule, in: store) else { throw RestoreError.neverHeld(rule, at: "any time") }
      return .restore(last)
    }
    guard let form = try store.rule(rule, at: revision) else {
      throw RestoreError.neverHeld(rule, at: revision.short)
    }
    if held == form { return nil }
    return held.map { .change(from: $0, to: form) } ?? .restore(form)
  }

  private static func lastForm(of rule: RuleID, in store: GitRuleStore) throws(RuleStoreError) -> Rule? {
    var last: Rule?
    try store.forEachEntry { entry in
      last = entry.difference.removed.first { $0.id == rule }
      return last == nil
    }
    return last
  }
}
