import Rules

extension Ledger {
  /// What a candidate does to a wish that was stated before it, as a trained model sees it.
  struct Change: Hashable, Sendable {
    let index: Int
    /// Whether it is sure enough for a wish to end; else both are kept, and a person is asked.
    let isSure: Bool
    /// Whether it only takes the wish back.
    let takesBack: Bool
  }

  /// From which probability on a statement ends a wish, and from which on a person is asked whether it does.
  private static let endsAbove = 0.6
  private static let mayEndAbove = 0.45
  /// From which probability on a statement that ends a wish is no wish itself.
  private static let takesBackAbove = 0.65

  /// The wish that a candidate ends, if one of those that were stated earlier seems to be ended by it.
  func change(by candidate: Rule) -> Change? {
    guard let changes, candidate.scope == .persistent, isSure(candidate), let own = candidate.sources.first else {
      return nil
    }
    let known = neighbours(of: candidate).filter { index in
      entries[index].rule.scope == .persistent && entries[index].rule.id != candidate.id
        && entries[index].rule.sources.first.map { RuleSource.precedes($0, own) } == true
        && !entries[index].rule.sources.contains { $0.isPlace(of: own) }
    }
    let comparison = WishComparison(candidate)
    guard let verdict = changes.verdict(on: comparison, among: known.map { entries[$0].comparison }),
      verdict.ends >= Self.mayEndAbove
    else { return nil }
    let isSure = verdict.ends >= Self.endsAbove
    // What it took back has ended when it is read again: it is no wish then either.
    // What the words alone show to be the opposite wish puts itself in the other's place.
    let index = known[verdict.index]
    let isOpposite = relation(entries[index].comparison, comparison) == .contradictory
    return Change(
      index: index, isSure: isSure,
      takesBack: isSure && !isOpposite && verdict.takesBack >= Self.takesBackAbove)
  }

  /// Lets the later of two contradictory wishes win. A wish for the moment replaces nothing, and one that is not sure
  /// is only marked.
  ///
  /// - Returns: the wishes that this one replaces.
  mutating func settle(_ index: Int, among neighbours: [Int], _ change: Change? = nil) -> [Int] {
    guard entries[index].rule.scope == .persistent, scorer.verdict(on: entries[index].rule, .init()) != .ignore
    else { return [] }
    let firm = isFirm(index)
    var replaced: [Int] = []
    for other in neighbours where entries[other].holds && entries[other].rule.scope == .persistent {
      var relation = relation(entries[other].comparison, entries[index].comparison)
      if let change, change.index == other, relation != .contradictory {
        relation = change.isSure ? .contradictory : .conflicting
      }
      switch relation {
      case .same, .unrelated: continue
      case .conflicting: mark(index, other)
      case .contradictory:
        if entries[other].isKept {
          oppose(index, other)
          continue
        }
        let otherIsFirm = isFirm(other)
        if firm, otherIsFirm {
          guard entries[other].rule.project == entries[index].rule.project || entries[index].rule.project == nil else {
            // One project's own way does not end what holds everywhere.
            mark(index, other)
            continue
          }
          if entries[index].comparison.isNarrower(than: entries[other].comparison) {
            mark(index, other)
            continue
          }
          if let old = replace(index, other) { replaced.append(old) }
        } else if firm, entries[other].waiting != nil || entries[other].isStated {
          entries[other].holds = false
          entries[other].ending = .contradicted
        } else if otherIsFirm || scorer.verdict(on: entries[other].rule, entries[other].circumstances) == .review {
          mark(index, other)
        }
      }
    }
    return replaced
  }

  /// Ends the earlier of two wishes.
  ///
  /// - Returns: `other`, when it is the earlier one.
  private mutating func replace(_ index: Int, _ other: Int) -> Int? {
    entries[other].contradictions += 1
    entries[index].contradictions += 1
    if let late = entries[other].rule.sources.last, let own = entries[index].rule.sources.last,
      RuleSource.precedes(own, late)
    {
      entries[index].holds = false
      return nil
    }
    entries[other].holds = false
    entries[other].ending = .contradicted
    let id = entries[other].rule.id
    if !entries[index].rule.supersedes.contains(id) { entries[index].rule.supersedes.append(id) }
    return other
  }

  /// Keeps both of two wishes, and marks them for a person.
  private mutating func mark(_ index: Int, _ other: Int) {
    entries[index].conflicts.insert(entries[other].rule.id)
    guard isFirm(index), entries[other].conflicts.insert(entries[index].rule.id).inserted else { return }
    if entries[other].stored != nil { events.append(.flagged(other)) }
  }

  /// Whether a wish that holds contradicts one.
  func isOpposed(_ index: Int, among neighbours: [Int]) -> Bool {
    neighbours.contains { other in
      entries[other].holds && isFirm(other)
        && relation(entries[other].comparison, entries[index].comparison) == .contradictory
    }
  }

  /// The wish that holds a candidate as one of its exceptions.
  func excepting(_ candidate: Rule, among neighbours: [Int]) -> Int? {
    neighbours.first { entries[$0].rule.action.exceptions.contains(candidate.action.description) }
  }

  /// The wish that a candidate makes an exception of: the one whose words it names best.
  func limited(by candidate: Rule, _ comparison: WishComparison, among neighbours: [Int]) -> Int? {
    guard let exception = comparison.exception, let own = candidate.sources.first else { return nil }
    let ranked = neighbours.compactMap { index -> (index: Int, fit: Double)? in
      let entry = entries[index]
      // What a person worded is not written into; where a person took the exception out, it stays out.
      guard entry.holds, entry.rule.scope == .persistent,
        entry.people?.isWorded != true || entry.knows(candidate.sources),
        entry.rule.sources.contains(where: { RuleSource.precedes($0, own) || $0.isPlace(of: own) })
      else { return nil }
      let isSameTalk = entry.rule.sources.contains { $0.transcript == own.transcript }
      let fit = exception.fit(to: entry.comparison, isSameTalk: isSameTalk)
      return fit > 0 ? (index, fit) : nil
    }
    return ranked.max { ($0.fit, $0.index) < ($1.fit, $1.index) }?.index
  }

  /// Writes an exception into the wish that it limits.
  mutating func attach(_ candidate: Rule, to index: Int) {
    var rule = entries[index].rule
    let fresh = entries[index].unknown(candidate.sources)
    entries[index].isStated = true
    guard entries[index].people?.isWorded != true else { return note(index, replacing: []) }
    let text = candidate.action.description
    rule.sources = (rule.sources + fresh).sorted(by: RuleSource.precedes)
    if !rule.action.exceptions.contains(text) {
      rule.action.description = WishException.joined(rule.action.description, text)
      let exceptions = rule.action.exceptions + [text]
      rule.action.parameters = (rule.action.parameters ?? [:])
        .merging([ParameterKey.exceptions.rawValue: .array(exceptions.map { .string($0) })]) { _, new in new }
    }
    entries[index].rule = rule
    entries[index].comparison = WishComparison(rule)
    note(index, replacing: [])
  }

  /// Ends the wish that the retraction names best, if one that was stated earlier is named well enough.
  mutating func retract(_ retraction: Rule, _ change: Change? = nil) {
    var named = retraction
    defer { retractions.append(named) }
    // What is not to be done for the moment stays a rule.
    guard retraction.scope == .persistent, isSure(retraction), let own = retraction.sources.first else { return }
    let comparison = WishComparison(retraction)
    var ranked: [(index: Int, coverage: Double)] = []
    for index in neighbours(of: retraction) where entries[index].rule.scope == .persistent {
      guard let first = entries[index].rule.sources.first, RuleSource.precedes(first, own) else { continue }
      ranked.append((index, entries[index].comparison.coverage(ofRetraction: comparison, similarity)))
    }
    // What it names best may have ended already: then it takes back nothing else.
    var best = ranked.max { left, right in
      (left.coverage, entries[left.index].holds ? 0 : 1) < (right.coverage, entries[right.index].holds ? 0 : 1)
    }
    if let change, (best?.coverage ?? 0) < 0.5 { best = (change.index, 1) }
    // What was said again since the retraction holds.
    guard let best, best.coverage >= 0.5, entries[best.index].holds,
      entries[best.index].rule.sources.allSatisfy({ RuleSource.precedes($0, own) })
    else { return }
    if entries[best.index].isKept { return question(best.index, retraction) }
    entries[best.index].holds = false
    entries[best.index].ending = .takenBack
    named.supersedes = [entries[best.index].rule.id]
    events.append(.retracted(best.index, by: named))
  }
}

extension Action {
  /// The exceptions that were attached to the directive.
  var exceptions: [String] {
    parameters?[ParameterKey.exceptions.rawValue]?.array?.compactMap(\.string) ?? []
  }
}
