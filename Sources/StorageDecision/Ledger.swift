import Rules

/// The wishes known so far, and which of them hold, while candidates are entered in order of time.
struct Ledger: Sendable {
  private struct Entry: Sendable {
    var rule: Rule
    var comparison: WishComparison
    /// The rule as it lies in the store; nil when it doesn't.
    var stored: Rule?
    /// Whether nothing later replaced it or took it back.
    var holds: Bool
    /// Whether this run stated it: only those are decided on.
    var isStated = false
    var contradictions = 0

    init(_ rule: Rule, stored: Rule?, holds: Bool) {
      self.rule = rule
      comparison = WishComparison(rule)
      self.stored = stored
      self.holds = holds
    }
  }

  private enum Event: Sendable {
    /// A wish, with the wishes it replaced, and whether it held then.
    case stated(Int, replacing: [Int], holds: Bool)
    case retracted(Int, by: Rule)
  }

  private let scorer: Scorer
  private var entries: [Entry] = []
  private var events: [Event] = []
  private var retractions: [Rule] = []
  /// Entries by project, so that a wish is compared with those of its own project and of none.
  private var byProject: [String?: [Int]] = [:]

  init(scorer: Scorer, stored: [Rule], retired: [Rule]) {
    self.scorer = scorer
    for rule in stored.sorted(by: { $0.id < $1.id }) { append(Entry(rule, stored: rule, holds: true)) }
    for rule in retired.sorted(by: { $0.id < $1.id }) { append(Entry(rule, stored: nil, holds: false)) }
  }

  private mutating func append(_ entry: Entry) {
    byProject[entry.rule.project, default: []].append(entries.count)
    entries.append(entry)
  }

  private func neighbours(of rule: Rule) -> [Int] {
    if rule.project == nil { return Array(entries.indices) }
    return (byProject[rule.project] ?? []) + (byProject[nil] ?? [])
  }

  /// Takes in one candidate.
  mutating func enter(_ candidate: Rule) {
    if candidate.action.isRetraction { return retract(candidate) }
    let comparison = WishComparison(candidate)
    let neighbours = neighbours(of: candidate)
    let same = neighbours.filter {
      entries[$0].rule.scope == candidate.scope && entries[$0].comparison.relation(to: comparison) == .same
    }
    // A second run finds the wish that the first one counted this statement to.
    let known = same.first { index in
      candidate.sources.allSatisfy { source in
        entries[index].rule.sources.contains { $0.transcript == source.transcript && $0.segment == source.segment }
      }
    }
    if let best = known ?? same.first { return join(candidate, to: best) }
    var entry = Entry(candidate, stored: nil, holds: true)
    entry.isStated = true
    append(entry)
    let replaced = settle(entries.count - 1, among: neighbours)
    note(entries.count - 1, replacing: replaced)
  }

  /// The same wish again: its sources join those that are known.
  private mutating func join(_ candidate: Rule, to index: Int) {
    let known = entries[index].rule
    let fresh = candidate.sources.filter { source in
      !known.sources.contains { $0.transcript == source.transcript && $0.segment == source.segment }
    }
    entries[index].isStated = true
    guard !fresh.isEmpty else { return note(index, replacing: []) }
    entries[index].rule.sources = (known.sources + fresh).sorted(by: RuleSource.precedes)
    let doubt = (1 - known.confidence) * (1 - candidate.confidence)
    entries[index].rule.confidence = ((1 - doubt) * 100).rounded() / 100
    guard !entries[index].holds else { return note(index, replacing: []) }
    // Said again after it had ended: it holds again.
    entries[index].holds = true
    note(index, replacing: settle(index, among: neighbours(of: known).filter { $0 != index }))
  }

  private mutating func note(_ index: Int, replacing replaced: [Int]) {
    events.append(.stated(index, replacing: replaced, holds: entries[index].holds))
  }

  /// Lets the later of two contradictory wishes win. A wish for the moment replaces nothing.
  ///
  /// - Returns: the wishes that this one replaces.
  private mutating func settle(_ index: Int, among neighbours: [Int]) -> [Int] {
    guard isStorable(entries[index].rule) else { return [] }
    var replaced: [Int] = []
    for other in neighbours where entries[other].holds && isStorable(entries[other].rule) {
      guard entries[other].comparison.relation(to: entries[index].comparison) == .contradictory else { continue }
      entries[other].contradictions += 1
      entries[index].contradictions += 1
      if let late = entries[other].rule.sources.last, let own = entries[index].rule.sources.last,
        RuleSource.precedes(own, late)
      {
        entries[index].holds = false
      } else {
        entries[other].holds = false
        replaced.append(other)
        let id = entries[other].rule.id
        if !entries[index].rule.supersedes.contains(id) { entries[index].rule.supersedes.append(id) }
      }
    }
    return replaced
  }

  /// Whether a wish is worth storing even when it is contradicted: only such a one replaces or is replaced. Of others
  /// both are kept, because a wrong replacement is worse than a duplicate.
  private func isStorable(_ rule: Rule) -> Bool {
    scorer.decision(on: rule, contradictions: 2).decision == .store
  }

  /// Ends the wish that the retraction names best, if one that was stated earlier is named well enough.
  private mutating func retract(_ retraction: Rule) {
    let comparison = WishComparison(retraction)
    var ranked: [(index: Int, coverage: Double)] = []
    for index in neighbours(of: retraction) where entries[index].rule.scope == .persistent {
      guard let own = retraction.sources.first, let first = entries[index].rule.sources.first,
        RuleSource.precedes(first, own)
      else { continue }
      ranked.append((index, entries[index].comparison.coverage(ofRetraction: comparison)))
    }
    var named = retraction
    // What it names best may have ended already: then it takes back nothing else.
    let best = ranked.max { left, right in
      (left.coverage, entries[left.index].holds ? 0 : 1) < (right.coverage, entries[right.index].holds ? 0 : 1)
    }
    // What was said again since the retraction holds.
    if let best, best.coverage >= 0.5, entries[best.index].holds, let own = retraction.sources.first,
      entries[best.index].rule.sources.allSatisfy({ RuleSource.precedes($0, own) })
    {
      entries[best.index].holds = false
      named.supersedes = [entries[best.index].rule.id]
      events.append(.retracted(best.index, by: named))
    }
    retractions.append(named)
  }

  /// The decisions on all that was stated, and the changes to the store.
  var outcome: DecisionMaker.Outcome {
    var decided: [Int: Rule] = [:]
    var decisions: [DecidedRule] = []
    for (index, entry) in entries.enumerated() where entry.isStated {
      let decision = scorer.decision(on: entry.rule, contradictions: entry.contradictions)
      decisions.append(DecidedRule(entry.rule, decision))
      var rule = entry.rule
      rule.decision = decision
      if decision.decision == .store { decided[index] = rule }
    }
    decisions += retractions.map { DecidedRule($0, scorer.decision(on: $0, contradictions: 0)) }
    decisions.sort { Rule.wasStated($0.rule, before: $1.rule) }
    return DecisionMaker.Outcome(decisions: decisions, changes: changes(decided))
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
          guard stored.sources != rule.sources || !old.isEmpty else { continue }
          changes.append(old.isEmpty ? .strengthen(from: stored, to: rule) : .replace(old + [stored], with: rule))
        } else {
          changes.append(old.isEmpty ? .add(rule) : .replace(old, with: rule))
        }
        current[index] = rule
      case .retracted(let index, let retraction):
        if let rule = current.removeValue(forKey: index) { changes.append(.remove(rule, by: retraction)) }
      }
    }
    return changes
  }
}
