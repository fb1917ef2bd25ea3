import Rules

extension Ledger {
  /// The decisions on all that was stated, and the changes to the store and to what waits.
  var outcome: DecisionMaker.Outcome {
    var decided: [Int: Rule] = [:]
    var decisions: [DecidedRule] = []
    for (index, entry) in entries.enumerated() where entry.isStated {
      let decision = scorer.decision(on: entry.rule, entry.circumstances)
      decisions.append(DecidedRule(entry.rule, decision))
      var rule = entry.rule
      rule.decision = decision
      if decision.decision != .ignore { decided[index] = rule }
    }
    decisions += retractions.map { DecidedRule($0, scorer.decision(on: $0, .init())) }
    decisions.sort { Rule.wasStated($0.rule, before: $1.rule) }
    let changes = changes(decided.filter { $0.value.decision?.decision == .store })
    return DecisionMaker.Outcome(
      decisions: decisions, changes: changes, waitingChanges: waitingChanges(decided),
      evidenceChanges: evidenceChanges(decided, written: Set(changes.compactMap(\.written))))
  }

  private func changes(_ decided: [Int: Rule]) -> [PlannedChange] {
    // What lies in the store while the events are played.
    var current: [Int: Rule] = [:]
    for (index, entry) in entries.enumerated() { current[index] = entry.stored }
    var changes: [PlannedChange] = []
    for event in events {
      switch event {
      case .stated(let index, let replaced, let holds):
        guard let rule = decided[index], holds else { continue }
        let old = replaced.compactMap { current.removeValue(forKey: $0) }
        if let stored = current[index] {
          let rule = entries[index].keeping(rule, as: stored)
          guard Self.saysMore(rule, than: stored) || !old.isEmpty else { continue }
          changes.append(old.isEmpty ? .strengthen(from: stored, to: rule) : .replace(old + [stored], with: rule))
          current[index] = rule
        } else {
          changes.append(old.isEmpty ? .add(rule) : .replace(old, with: rule))
          current[index] = rule
        }
      case .retracted(let index, let retraction):
        if let rule = current.removeValue(forKey: index) { changes.append(.remove(rule, by: retraction)) }
      case .flagged(let index):
        // One that is stated carries its marks anyway.
        guard decided[index] == nil, let stored = current[index], entries[index].holds else { continue }
        let rule = entries[index].keeping(flagged(stored, entries[index]), as: stored)
        guard rule != stored else { continue }
        changes.append(.strengthen(from: stored, to: rule))
        current[index] = rule
      }
    }
    return changes
  }

  /// A stored rule with the marks that it got.
  private func flagged(_ stored: Rule, _ entry: Entry) -> Rule {
    var rule = stored
    rule.decision = scorer.decision(on: stored, entry.circumstances)
    return rule
  }

  static func saysMore(_ rule: Rule, than known: Rule) -> Bool {
    rule.sources != known.sources || rule.action != known.action || rule.project != known.project
      || questions(rule) != questions(known)
  }

  /// What a person is asked about a rule, but for the numbers.
  private static func questions(_ rule: Rule) -> Set<Doubt> {
    Set((rule.decision?.doubts ?? []).filter { $0.kind == .conflict })
  }

  private func waitingChanges(_ decided: [Int: Rule]) -> [WaitingChange] {
    var changes: [WaitingChange] = []
    for (index, entry) in entries.enumerated() where entry.waiting != nil || entry.isStated {
      let verdict = decided[index]?.decision?.decision
      let waits = mayWait(entry)
      switch (entry.waiting, decided[index].map { entry.keeping($0, as: entry.waiting) }) {
      case (nil, let rule?) where waits && verdict == .review: changes.append(.add(rule))
      case (let known?, _) where entry.stored != nil: changes.append(.withdraw(known, because: .stored))
      case (let known?, _) where entry.isRejected: changes.append(.withdraw(known, because: .rejected))
      case (let known?, _) where !entry.holds: changes.append(.withdraw(known, because: .ended(entry.ending)))
      case (let known?, _?) where verdict == .store: changes.append(.withdraw(known, because: .stored))
      case (let known?, _) where !waits: changes.append(.withdraw(known, because: .expired))
      case (let known?, let rule?) where verdict == .review && Self.saysMore(rule, than: known):
        changes.append(.strengthen(from: known, to: rule))
      default: continue
      }
    }
    return changes.sorted { $0.rule.id < $1.rule.id }
  }
}

extension PlannedChange {
  /// The rule whose file the change writes.
  fileprivate var written: RuleID? {
    switch self {
    case .add(let rule), .strengthen(_, let rule), .replace(_, let rule): rule.id
    case .remove: nil
    }
  }
}
