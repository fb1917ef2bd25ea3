import Rules

/// The wishes known so far, and which of them hold, while candidates are entered in order of time.
struct Ledger: Sendable {
  struct Entry: Sendable {
    var rule: Rule
    var comparison: WishComparison
    /// The rule as it lies in the store; nil when it doesn't.
    var stored: Rule?
    /// The rule as it waits for a person; nil when it doesn't.
    var waiting: Rule?
    /// The rule as it is remembered as evidence; nil when it isn't.
    var evidence: Rule?
    /// The rule as it was remembered, wherever; nil for one that this run met first.
    let known: Rule?
    /// Whether nothing later replaced it or took it back.
    var holds = true
    var isRejected = false
    /// Whether this run stated it: only those are decided on.
    var isStated = false
    var contradictions = 0
    /// Rules that may say the opposite.
    var conflicts: Set<RuleID>
    /// Statements that took it back although a person keeps it.
    var retractions: [Doubt]
    /// Whether it contradicts a rule that a person keeps.
    var isHeldBack = false
    /// What people did to it; nil for nothing.
    var people: PeoplesPart? {
      didSet { forms = (people?.forms ?? []).map(WishComparison.init) }
    }
    /// How it was said before a person put it in other words.
    private(set) var forms: [WishComparison] = []
    var danger: DangerousRequest?
    /// The later statement that probably ends it; nil for none.
    var revoked: Doubt?
    /// Where a statement stands that a person has seen, and that does not revoke it.
    var upheld: Set<String> = []
    /// Why it ended.
    var ending = Decision.Ending.contradicted

    init(_ rule: Rule, isKnown: Bool = true) {
      self.rule = rule
      known = isKnown ? rule : nil
      comparison = WishComparison(rule)
      let conflicts = (rule.decision?.doubts ?? []).filter { $0.kind == .conflict }
      self.conflicts = Set(conflicts.compactMap(\.rule))
      retractions = conflicts.filter { $0.rule == nil }
      revoked = rule.decision?.doubts.first { $0.kind == .revoked }
    }

    /// Whether it is decided: it holds, or a person said no to it.
    var isAlive: Bool { holds || isRejected }

    var circumstances: Scorer.Circumstances {
      Scorer.Circumstances(
        contradictions: contradictions, conflicts: conflicts.sorted(), retractions: retractions,
        isHeldBack: isHeldBack, danger: danger, isStored: stored != nil, isRejected: isRejected, revoked: revoked)
    }

    /// Whether a person keeps it.
    var isKept: Bool { people?.isKept == true && (stored != nil || waiting != nil) }

    /// Whether sources are among those that are known.
    func knows(_ sources: [RuleSource]) -> Bool { unknown(sources).isEmpty }

    /// The sources that are neither known nor taken out by a person.
    func unknown(_ sources: [RuleSource]) -> [RuleSource] {
      let known = rule.sources + (people?.refusedSources ?? [])
      return sources.filter { source in !known.contains { $0.isPlace(of: source) } }
    }
  }

  enum Event: Sendable {
    /// A wish, with the wishes it replaced, and whether it held then.
    case stated(Int, replacing: [Int], holds: Bool)
    case retracted(Int, by: Rule)
    /// A stored wish that a later one may contradict.
    case flagged(Int)
    /// A wish that a later statement probably ends.
    case suspended(Int, by: Rule)
  }

  let scorer: Scorer
  let similarity: DecisionMaker.Similarity?
  let changes: ChangeJudge?
  var entries: [Entry] = []
  var events: [Event] = []
  var retractions: [Rule] = []
  /// From when to when each session is known to have lasted.
  var sessions: [String: ClosedRange<Timestamp>] = [:]
  /// Wishes that go unless this run states them.
  let expired: Set<RuleID>
  /// Candidates that cannot wait any more.
  let promoted: Set<RuleID>
  /// What has waited for too long waits on when it was said since this.
  let waitsSince: Timestamp?
  /// Candidates that waited for too long, and when they went.
  let lapsed: [RuleID: Timestamp]
  /// The names of rules to which people did something, and of wishes that had to be named otherwise.
  var peoplesNames: Set<RuleID> = []
  /// Entries by project, so that a wish is compared with those of its own project and of none.
  private var byProject: [String?: [Int]] = [:]
  /// Standing wishes by their words, to meet them in other projects.
  private var byWords: [String: [Int]] = [:]

  mutating func append(_ entry: Entry) {
    byProject[entry.rule.project, default: []].append(entries.count)
    if entry.rule.scope == .persistent { byWords[entry.comparison.signature, default: []].append(entries.count) }
    if entry.people != nil { peoplesNames.insert(entry.rule.id) }
    entries.append(entry)
  }

  func neighbours(of rule: Rule) -> [Int] {
    if rule.project == nil { return Array(entries.indices) }
    return (byProject[rule.project] ?? []) + (byProject[nil] ?? [])
  }

  /// Takes in one candidate.
  mutating func enter(_ candidate: Rule) {
    // An exception that a wish holds already is said again, however surely: it is no wish of its own.
    if let index = excepting(candidate, among: neighbours(of: candidate)) { return attach(candidate, to: index) }
    let change = change(by: candidate)
    if candidate.action.isRetraction || change?.effect == .takesBack { return retract(candidate, change) }
    if let change, change.effect == .excepts { return attach(candidate, to: change.index) }
    var candidate = candidate
    if candidate.scope == .persistent, Generality.isStated(in: candidate) { candidate.project = nil }
    let comparison = WishComparison(candidate)
    let neighbours = neighbours(of: candidate)
    if let index = same(candidate, comparison, among: neighbours) {
      // What names a wish in its own words, and speaks of its end, is no wish.
      if let change, change.index == index, change.speaksOfEnd { return retract(candidate, change) }
      return join(candidate, comparison, to: index)
    }
    if candidate.scope == .persistent {
      if let index = generalised(candidate, comparison) { return join(candidate, comparison, to: index) }
      if isSure(candidate), let index = limited(by: candidate, comparison, among: neighbours) {
        return attach(candidate, to: index)
      }
    }
    var entry = Entry(named(candidate), isKnown: false)
    entry.isStated = true
    if candidate.scope == .persistent { entry.danger = DangerousRequest.find(in: candidate) }
    append(entry)
    note(entries.count - 1, replacing: settle(entries.count - 1, among: neighbours, change))
  }

  /// The known wish that a candidate says again.
  private func same(_ candidate: Rule, _ comparison: WishComparison, among neighbours: [Int]) -> Int? {
    let fitting = neighbours.filter { entries[$0].rule.scope == candidate.scope }
    let same = fitting.filter { says(comparison, again: entries[$0]) }
    // A second run finds the wish that the first one counted this statement to.
    if let known = same.first(where: { entries[$0].knows(candidate.sources) }) { return known }
    let isRejected = same.contains { entries[$0].isRejected }
    if let own = same.first(where: { entries[$0].rule.id == candidate.id && (entries[$0].isAlive || !isRejected) }) {
      return own
    }
    if !same.isEmpty {
      return same.max { left, right in rank(left, comparison) < rank(right, comparison) }
    }
    // A wish may have been narrowed since, so that these words are not like it any more.
    return fitting.first { entries[$0].known != nil && entries[$0].comparison.grew(from: candidate) }
      ?? fitting.first { entries[$0].people != nil && entries[$0].knows(candidate.sources) && isOwn($0, candidate) }
  }

  /// What holds comes before what ended, then what is said in the most similar words, then what came first.
  private func rank(_ index: Int, _ comparison: WishComparison) -> (Int, Double, Int) {
    (entries[index].isAlive ? 1 : 0, entries[index].comparison.likeness(to: comparison), -index)
  }

  func relation(_ left: WishComparison, _ right: WishComparison) -> WishComparison.Relation {
    left.relation(to: right, similarity)
  }

  /// The same wish again: its sources join those that are known.
  private mutating func join(_ candidate: Rule, _ comparison: WishComparison, to index: Int) {
    let known = entries[index].rule
    let fresh = entries[index].unknown(candidate.sources)
    entries[index].isStated = true
    guard !fresh.isEmpty else { return note(index, replacing: []) }
    let wasFirm = isFirm(index)
    if isSure(candidate), let place = entries[index].revoked?.detail, place != candidate.sourceID {
      uphold(index, by: fresh)
    }
    let isLater = known.sources.allSatisfy { source in fresh.allSatisfy { RuleSource.precedes(source, $0) } }
    entries[index].rule.sources = (known.sources + fresh).sorted(by: RuleSource.precedes)
    entries[index].rule.confidence = Self.confidence(known.confidence, again: candidate.confidence)
    if isLater, !entries[index].isRejected, isSure(candidate) { refine(index, by: candidate, comparison) }
    if candidate.scope == .persistent, entries[index].stored == nil, entries[index].danger == nil {
      entries[index].danger = DangerousRequest.find(in: candidate)
    }
    guard !entries[index].isRejected else { return note(index, replacing: []) }
    let others = neighbours(of: known).filter { $0 != index }
    if !entries[index].holds {
      // Said again after it had ended: it holds again, if it is said surely enough.
      let verdict = scorer.verdict(on: candidate, Scorer.Circumstances())
      guard verdict == .store || verdict == .review && !isOpposed(index, among: others) else {
        return note(index, replacing: [])
      }
      entries[index].holds = true
      return note(index, replacing: settle(index, among: others))
    }
    guard isFirm(index) else { return note(index, replacing: []) }
    // What holds everywhere and is said in a project again ends what that project did otherwise.
    let isBackInProject = known.project == nil && candidate.project != nil
    let own = isBackInProject ? byProject[candidate.project] ?? [] : []
    note(index, replacing: settle(index, among: wasFirm ? own : others))
  }

  /// One statement more takes away doubt, but less than an independent witness would: the same reader read both.
  private static func confidence(_ known: Double, again: Double) -> Double {
    let doubt = (1 - max(known, again)) * (1 - min(known, again)).squareRoot()
    return ((1 - doubt) * 100).rounded() / 100
  }

  /// A later statement that says more narrows the wish where it stands.
  private mutating func refine(_ index: Int, by candidate: Rule, _ comparison: WishComparison) {
    guard entries[index].people?.isWorded != true else { return }
    let isGeneral = candidate.project == nil && Generality.isStated(in: candidate)
    if isGeneral, entries[index].rule.project != nil { move(index, toProject: nil) }
    guard comparison.refines(entries[index].comparison) else { return }
    var rule = entries[index].rule
    let exceptions = rule.action.parameters?[ParameterKey.exceptions.rawValue]
    rule.action.description = candidate.action.description
    let parameters = (rule.action.parameters ?? [:]).merging(candidate.action.parameters ?? [:]) { _, new in new }
    rule.action.parameters = parameters.isEmpty ? nil : parameters
    if let exceptions { rule.action.parameters?[ParameterKey.exceptions.rawValue] = exceptions }
    rule.matchCriteria = candidate.matchCriteria
    if comparison.path == nil { rule.matchCriteria.context?["path"] = nil }
    entries[index].rule = rule
    entries[index].comparison = WishComparison(rule)
  }

  private mutating func move(_ index: Int, toProject project: String?) {
    byProject[entries[index].rule.project]?.removeAll { $0 == index }
    entries[index].rule.project = project
    entries[index].comparison = WishComparison(entries[index].rule)
    byProject[project, default: []].append(index)
  }

  mutating func note(_ index: Int, replacing replaced: [Int]) {
    events.append(.stated(index, replacing: replaced, holds: entries[index].holds))
  }

  /// Whether the user surely meant it: only then it changes a wish that stands.
  func isSure(_ candidate: Rule) -> Bool { candidate.confidence >= scorer.bounds.confidence }

  /// Whether a wish is worth storing even when it is contradicted: only such a one replaces or is replaced. Of others
  /// both are kept, because a wrong replacement is worse than a duplicate.
  func isFirm(_ index: Int) -> Bool {
    guard entries[index].rule.scope == .persistent else { return false }
    var circumstances = entries[index].circumstances
    circumstances.contradictions = 2
    return scorer.verdict(on: entries[index].rule, circumstances) == .store
  }
}

extension Ledger {
  /// A wish of two other projects that is met in a third one holds everywhere: the first of them does from now on, and
  /// the others are part of it.
  private mutating func generalised(_ candidate: Rule, _ comparison: WishComparison) -> Int? {
    guard candidate.project != nil else { return nil }
    let known = byWords[comparison.signature] ?? []
    let same = known.filter { entries[$0].comparison.isSameElsewhere(comparison) }
    // What a person rejected does not come back with what was said elsewhere.
    guard !same.contains(where: { entries[$0].isRejected }) else { return nil }
    let met = same.filter { index in
      entries[index].holds && !entries[index].isKept && entries[index].rule.project != nil
        && entries[index].rule.project != candidate.project && isFirm(index)
    }
    // A copy of what was said in another project is no third one.
    guard Set(met.map { entries[$0].rule.project }).count >= 2, let first = met.first,
      !met.contains(where: { entries[$0].knows(candidate.sources) })
    else { return nil }
    move(first, toProject: nil)
    let others = Array(met.dropFirst())
    for other in others {
      entries[other].holds = false
      entries[other].ending = .merged
      let sources = entries[first].rule.sources + entries[other].rule.sources
      entries[first].rule.sources = sources.sorted(by: RuleSource.precedes)
    }
    entries[first].isStated = true
    note(first, replacing: others)
    return first
  }
}

extension RuleSource {
  /// Whether both are the same statement: at the same place, or the same message copied into another transcript, as
  /// tools do when a session is resumed.
  func isPlace(of other: RuleSource) -> Bool {
    if transcript == other.transcript { return segment == other.segment }
    return hash != nil && hash == other.hash && timestamp != nil && timestamp == other.timestamp
  }
}
