import Rules

/// What is remembered of wishes that are neither stored nor wait.
///
/// Where the transcripts stay, the next run reads them again; where a tool deletes them, what git holds is all there is.
/// A wish that is stored or waits has its sources with it, and so has one that ended, in history. Two others would be
/// lost: the one for which too little speaks yet, and what was said of a wish after it had ended or with its end.
extension Ledger {
  func evidenceChanges(_ decided: [Int: Rule], written: Set<RuleID>) -> [WaitingChange] {
    entries.enumerated().compactMap { index, entry in
      let verdict = decided[index]?.decision?.decision
      let waits = mayWait(entry) && (verdict == .review || entry.waiting != nil)
      return evidenceChange(of: entry, waits: waits, isWritten: written.contains(entry.rule.id))
    }.sorted { $0.rule.id < $1.rule.id }
  }

  private func evidenceChange(of entry: Entry, waits: Bool, isWritten: Bool) -> WaitingChange? {
    if let withdrawal = withdrawal(of: entry, waits: waits, isWritten: isWritten) {
      return entry.evidence.map { .withdraw($0, because: withdrawal) }
    }
    let rule = entry.keeping(remembered(entry), as: entry.evidence)
    if let evidence = entry.evidence {
      let isNews = Self.saysMore(rule, than: evidence) || rule.decision?.ended != evidence.decision?.ended
      return isNews ? .strengthen(from: evidence, to: rule) : nil
    }
    return scorer.mayBecomeMore(rule) ? .add(rule) : nil
  }

  /// Why a wish is not, or no longer, remembered as evidence; nil when it is.
  private func withdrawal(of entry: Entry, waits: Bool, isWritten: Bool) -> WaitingChange.Withdrawal? {
    if entry.isRejected { return .rejected }
    if isWritten || entry.holds && entry.stored != nil { return .stored }
    if entry.holds && waits { return .waits }
    // A candidate that waited too long is in history; it is remembered beside that where a transcript still has it.
    if !entry.isStated, expired.contains(entry.rule.id) || entry.holds && entry.waiting != nil { return .expired }
    let inHistory = entry.stored ?? entry.waiting ?? (entry.evidence == nil ? entry.known : nil)
    if !entry.holds, let inHistory, !Self.saysMore(entry.rule, than: inHistory) { return .ended(entry.ending) }
    return nil
  }

  private func remembered(_ entry: Entry) -> Rule {
    var circumstances = entry.circumstances
    circumstances.isStored = false
    if !entry.holds { circumstances.ended = entry.ending }
    var rule = entry.rule
    var decision = scorer.decision(on: rule, circumstances)
    decision.doubts = entry.conflicts.sorted().map { Doubt(.conflict, rule: $0) }
    rule.decision = decision
    return rule
  }
}
