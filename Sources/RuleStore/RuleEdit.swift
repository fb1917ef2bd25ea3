import Rules

/// What a change does to the files of a revision.
struct RuleEdit {
  /// The rule whose file is written.
  let written: Rule?
  /// The rules whose files go.
  let removed: [RuleID]

  /// Works out what is left to do for a change; nil when the revision has it already.
  ///
  /// - Parameter current: a rule as the revision has it, and whether the change takes it to be there.
  /// - Throws: ``RuleStoreError/refused(_:)`` when the change does not fit the revision.
  init?(
    _ change: RuleChange, current: (RuleID, Bool) throws(RuleStoreError) -> Rule?
  ) throws(RuleStoreError) {
    let rule = change.rule
    let existing = try current(rule.id, [.strengthen, .change, .remove].contains(change.kind))
    let conflict = RuleStoreError.refused(RuleRefusal(rule: rule.id, reason: .changedMeanwhile))
    switch change {
    case .add, .restore:
      guard existing != rule else { return nil }
      guard existing == nil else { throw conflict }
      removed = []
    case .change(let before, _):
      guard existing != rule else { return nil }
      guard existing == before, before.id == rule.id else { throw conflict }
      removed = []
    case .replace(let old, _):
      guard existing == nil || existing == rule else { throw conflict }
      var found: [RuleID] = []
      for id in Set(old).subtracting([rule.id]).sorted() where try current(id, true) != nil { found.append(id) }
      guard existing == nil || !found.isEmpty else { return nil }
      removed = found
    case .remove:
      guard existing != nil else { return nil }
      guard existing == rule else { throw conflict }
      removed = [rule.id]
      written = nil
      return
    }
    written = rule
  }
}
