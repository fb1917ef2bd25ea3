import Rules

/// What people did binds the job: their words stay, their rules end by them alone, and what they refused is not offered
/// again.
extension Ledger {
  /// Whether a candidate's words are those of a wish before a person put it in others.
  func isOwn(_ index: Int, _ candidate: Rule) -> Bool {
    entries[index].rule.id == candidate.id
      || entries[index].forms.contains { $0.rule.action.description == candidate.action.description }
  }

  /// Whether a statement says a wish again: in its words, or in those that it had before a person chose others, unless
  /// these say the opposite now.
  func says(_ comparison: WishComparison, again entry: Entry) -> Bool {
    let own = relation(entry.comparison, comparison)
    guard own != .same, !entry.forms.isEmpty else { return own == .same }
    guard entry.isRejected || own == .unrelated else { return false }
    return entry.forms.contains { relation($0, comparison) == .same }
  }

  /// A new wish under a name of its own: a person may have made another wish of the rule that has this one's.
  mutating func named(_ candidate: Rule) -> Rule {
    var (rule, number) = (candidate, 2)
    while peoplesNames.contains(rule.id), let id = try? RuleID("\(candidate.id)-\(number)") {
      rule.id = id
      number += 1
    }
    if rule.id != candidate.id { peoplesNames.insert(rule.id) }
    return rule
  }

  /// A wish that waits because it contradicts a rule that a person keeps goes on waiting while that rule is kept.
  mutating func holdBack() {
    let kept = Set(entries.filter { $0.isKept && $0.stored != nil }.map(\.rule.id))
    guard !kept.isEmpty else { return }
    for index in entries.indices where entries[index].stored == nil {
      entries[index].isHeldBack = !entries[index].conflicts.isDisjoint(with: kept)
    }
  }

  /// Leaves a wish that a person keeps as it is: what was said before that is over, and what is said after it waits
  /// until a person decides.
  mutating func oppose(_ index: Int, _ other: Int) {
    let isSure = isFirm(index)
    let said = entries[index].rule.sources.last
    let last = entries[other].rule.sources.last
    if let said, let last, RuleSource.precedes(said, last) { return end(index) }
    if let said = said?.timestamp, let time = entries[other].people?.time, said <= time { return end(index) }
    entries[index].isHeldBack = true
    entries[index].conflicts.insert(entries[other].rule.id)
    let doubt = Doubt(.conflict, rule: entries[index].rule.id)
    guard isSure, entries[other].people?.doubts.contains(doubt) != true,
      entries[other].conflicts.insert(entries[index].rule.id).inserted
    else { return }
    events.append(.flagged(other))
  }

  private mutating func end(_ index: Int) {
    guard entries[index].stored == nil else { return }
    entries[index].contradictions += 1
    entries[index].holds = false
    entries[index].ending = .contradicted
  }

  /// Asks whether a wish that a person keeps still holds, where that was not asked or answered before.
  mutating func question(_ index: Int, _ retraction: Rule) {
    let source = retraction.sources.first
    let doubt = Doubt.takenBack(in: source.map { "\($0.transcript)#\($0.segment)" })
    guard entries[index].people?.settles(doubt, saidAt: source?.timestamp) != true,
      !entries[index].retractions.contains(doubt)
    else { return }
    entries[index].retractions.append(doubt)
    events.append(.flagged(index))
  }

  /// Whether a wish that is not sure enough to be stored may be, or stay, on the branch of the candidates.
  func mayWait(_ entry: Entry) -> Bool {
    guard entry.holds, entry.stored == nil || entry.revoked != nil, !entry.isRejected, !promoted.contains(entry.rule.id)
    else { return false }
    guard !entry.isKept else { return true }
    let last = entry.rule.lastSaid
    if entry.waiting == nil {
      guard let lapse = lapsed[entry.rule.id] else { return true }
      return last.map { $0 > lapse } ?? false
    }
    guard expired.contains(entry.rule.id) else { return true }
    guard let waitsSince, let last else { return entry.isStated }
    return last >= waitsSince
  }
}

extension Ledger.Entry {
  /// A planned form with what is a person's as it is stored.
  func keeping(_ planned: Rule, as stored: Rule?) -> Rule {
    guard let people, let stored else { return planned }
    return people.keeping(planned, as: stored)
  }
}
