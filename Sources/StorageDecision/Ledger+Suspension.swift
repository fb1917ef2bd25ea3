import Rules

/// Wishes that a later statement probably ends.
///
/// A rule that the user probably revoked must not be applied, and one that the user perhaps did not revoke must not be
/// lost. So it leaves the stored rules and waits, marked, until a person says which of the two it is, or until it is said
/// again.
extension Ledger {
  /// Takes a stored wish, or one that would be stored, to what waits.
  mutating func suspend(_ index: Int, by later: Rule) {
    guard entries[index].holds, !entries[index].isRejected, !entries[index].isKept, entries[index].revoked == nil,
      entries[index].stored != nil || isFirm(index), let place = later.sourceID,
      !entries[index].upheld.contains(place),
      let own = later.sources.first, entries[index].rule.sources.allSatisfy({ RuleSource.precedes($0, own) })
    else { return }
    let isWish = !later.action.isRetraction && entries.contains { $0.rule.id == later.id }
    entries[index].revoked = Doubt(.revoked, detail: place, rule: isWish ? later.id : nil)
    entries[index].isStated = true
    events.append(.suspended(index, by: later))
  }

  /// Stores a suspended wish again that was said again since.
  mutating func uphold(_ index: Int, by sources: [RuleSource]) {
    guard entries[index].revoked != nil,
      sources.contains(where: { source in entries[index].rule.sources.allSatisfy { RuleSource.precedes($0, source) } })
    else { return }
    entries[index].revoked = nil
  }

  /// What a person decided about the later statements decides about the wishes that they may end.
  mutating func settleSuspended(_ memory: DecisionMaker.Memory) {
    let rejected = Set(memory.rejected.map(\.id))
    let accepted = Set(memory.stored.filter { $0.decision?.doubts.isEmpty == true }.map(\.id))
    for index in entries.indices where entries[index].stored == nil && entries[index].holds {
      guard let later = entries[index].revoked?.rule else { continue }
      if accepted.contains(later) {
        entries[index].holds = false
        entries[index].ending = .contradicted
      } else if rejected.contains(later) {
        entries[index].revoked = nil
        entries[index].isStated = true
        note(index, replacing: [])
      }
    }
  }
}

extension DecisionMaker.Memory {
  /// The places of the statements that a person has seen beside a rule, by rule: it waited because of them, and is stored
  /// again.
  var upheld: [RuleID: Set<String>] {
    var places: [RuleID: Set<String>] = [:]
    for rule in withdrawn + rejected {
      for case let doubt? in [rule.decision?.doubts.first { $0.kind == .revoked }] {
        if let place = doubt.detail { places[rule.id, default: []].insert(place) }
      }
    }
    return places
  }
}
