import RuleStore
import Rules

extension RuleStore {
  /// Whether a person brought a rule back after the job had removed it for the very reason for which it would now: the
  /// transcripts still say so, and the person knows.
  func isUndone(_ change: RuleChange) throws(RuleStoreError) -> Bool {
    guard case .remove(let rule, let reason) = change else { return false }
    var isHeldByPerson = false
    for entry in try log(of: rule.id, limit: nil) {
      if entry.isByPerson, entry.difference.added.contains(where: { $0.id == rule.id }) { isHeldByPerson = true }
      guard !entry.isByPerson, entry.difference.removed.contains(where: { $0.id == rule.id }) else { continue }
      // Latest first: what a person did before does not count.
      return isHeldByPerson && entry.reason == reason.onOneLine
    }
    return false
  }
}
