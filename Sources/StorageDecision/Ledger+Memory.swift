import Rules

extension Ledger {
  init(scorer: Scorer, memory: DecisionMaker.Memory, similarity: DecisionMaker.Similarity?, changes: ChangeJudge?) {
    self.scorer = scorer
    self.similarity = similarity
    self.changes = changes
    expired = memory.expired
    promoted = memory.promoted
    waitsSince = memory.waitsSince
    lapsed = memory.lapsed
    let rejected = Set(memory.rejected.map(\.id))
    let waiting = Dictionary(memory.waiting.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let evidence = Dictionary(memory.evidence.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let upheld = memory.upheld
    for rule in memory.stored.sorted(by: { $0.id < $1.id }) {
      var entry = Entry(rule)
      entry.upheld = upheld[rule.id] ?? []
      entry.stored = rule
      entry.waiting = waiting[rule.id]
      entry.evidence = evidence[rule.id]
      entry.people = memory.people[rule.id]
      append(entry)
    }
    let stored = Set(memory.stored.map(\.id))
    for rule in memory.waiting.sorted(by: { $0.id < $1.id }) where !stored.contains(rule.id) {
      var entry = Entry(rule)
      entry.waiting = rule
      entry.evidence = evidence[rule.id]
      entry.danger = DangerousRequest.find(in: rule)
      entry.people = memory.people[rule.id]
      // A person took it out of the rules since.
      entry.isRejected = rejected.contains(rule.id)
      entry.holds = !entry.isRejected
      append(entry)
    }
    for rule in memory.absent where !stored.contains(rule.id) && waiting[rule.id] == nil {
      append(absent(rule, memory, evidence[rule.id], isRejected: rejected.contains(rule.id)))
    }
    holdBack()
    settleSuspended(memory)
  }

  /// A wish that is neither stored nor waits.
  private func absent(
    _ rule: Rule, _ memory: DecisionMaker.Memory, _ evidence: Rule?, isRejected: Bool
  ) -> Entry {
    var entry = Entry(rule)
    entry.people = memory.people[rule.id]
    entry.evidence = evidence
    entry.isRejected = isRejected
    entry.ending = rule.decision?.ended ?? entry.ending
    entry.holds = !isRejected && evidence != nil && rule.decision?.ended == nil
    // What was a rule was not dangerous, or accepted by a person.
    let wasStored = memory.retired.contains { $0.id == rule.id }
    if evidence != nil || !wasStored { entry.danger = DangerousRequest.find(in: rule) }
    return entry
  }
}

extension DecisionMaker.Memory {
  /// The wishes that are neither stored nor wait, as far as these lists say: each once, in order of id, in the form
  /// that tells most.
  fileprivate var absent: [Rule] {
    var forms: [RuleID: Rule] = [:]
    // What a person rejected is what the person saw; evidence begins with what history has, and goes on from there.
    for rule in withdrawn + retired + evidence + rejected { forms[rule.id] = rule }
    return forms.values.sorted { $0.id < $1.id }
  }
}
