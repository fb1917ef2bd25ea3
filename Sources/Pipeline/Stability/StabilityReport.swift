package import RuleStore
package import Rules

/// How stable the rules of a branch are: how old they are, how often they change, and how long they hold.
package struct StabilityReport: Hashable, Sendable, Encodable {
  /// By what rules are put together.
  package enum Grouping: String, Hashable, Sendable, CaseIterable {
    case type, project
  }

  /// Some rules, measured together.
  package struct Group: Hashable, Sendable, Encodable {
    /// The type or the project; nil for all rules.
    package let name: String?
    package let alive: Int
    package let ended: Int
    /// Of the rules that hold, in days; nil when none does.
    package let age: Quartiles?
    /// How often what a rule says was changed, on average over all rules.
    package let changesPerRule: Double
    package let survival: [Survival]
    /// In days; nil when fewer than half of the rules ended.
    package let halfLife: Double?
    package let ends: [End]

    enum CodingKeys: String, CodingKey {
      case name, alive, ended, survival, ends
      case age = "age_days"
      case changesPerRule = "changes_per_rule"
      case halfLife = "half_life_days"
    }
  }

  /// The share of rules that hold after so many days.
  package struct Survival: Hashable, Sendable, Encodable {
    package let days: Int
    /// 0…1; nil where no rule was watched that long.
    package let share: Double?
    /// How many were watched that long.
    package let rules: Int
  }

  /// How many rules ended in one way.
  package struct End: Hashable, Sendable, Encodable {
    package let cause: RuleLifetime.Cause
    package let count: Int
  }

  /// What happened in seven days.
  package struct Week: Hashable, Sendable, Encodable {
    package let begin: Timestamp
    package let aliveAtStart: Int
    package let added: Int
    package let changed: Int
    package let removed: Int

    /// How many of the rules that held at the start were touched, or came; nil when there were none.
    package var churn: Double? {
      aliveAtStart == 0 ? nil : Double(added + changed + removed) / Double(aliveAtStart)
    }

    enum CodingKeys: String, CodingKey {
      case begin, added, changed, removed, churn
      case aliveAtStart = "alive_at_start"
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(begin, forKey: .begin)
      try container.encode(aliveAtStart, forKey: .aliveAtStart)
      try container.encode(added, forKey: .added)
      try container.encode(changed, forKey: .changed)
      try container.encode(removed, forKey: .removed)
      try container.encodeIfPresent(churn, forKey: .churn)
    }
  }

  /// After how many days survival is told.
  package static let days = [1, 7, 30, 90, 180, 365]
  /// For how many weeks churn is told.
  package static let weekCount = 12

  /// The time until which rules were watched.
  package let time: Timestamp
  package let all: Group
  /// In order of name.
  package let groups: [Group]
  /// Oldest first; the last one ends at the report's time.
  package let weeks: [Week]

  enum CodingKeys: String, CodingKey {
    case time, all, groups, weeks
  }

  /// - Parameters:
  ///   - grouping: also measures each type or project by itself.
  ///   - since: measures only rules that came at this time or later; churn counts all.
  ///   - now: the time until which rules were watched; that of the latest commit where that is later.
  package init(_ history: RuleHistory, by grouping: Grouping? = nil, since: Timestamp? = nil, at now: Timestamp) {
    let now = history.events.map(\.time).reduce(now, max)
    time = now
    let lifetimes = history.lives.values.compactMap(RuleLifetime.init).filter { lifetime in
      since.map { lifetime.begin >= $0 } ?? true
    }
    all = Group(nil, lifetimes, now)
    let named = Dictionary(grouping: lifetimes) { Self.name($0.rule, grouping) }
    groups = grouping == nil ? [] : named.sorted { $0.key < $1.key }.map { Group($0.key, $0.value, now) }
    weeks = Self.weeks(history, now)
  }

  private static func name(_ rule: Rule, _ grouping: Grouping?) -> String {
    switch grouping {
    case .type: rule.action.type.rawValue
    case .project: rule.project ?? "everywhere"
    case nil: ""
    }
  }

  private static func weeks(_ history: RuleHistory, _ now: Timestamp) -> [Week] {
    let length: Int64 = 7 * 86_400_000
    let start = now.milliseconds - length * Int64(weekCount)
    var alive: Set<RuleID> = []
    var counts = Array(repeating: (alive: 0, added: 0, changed: 0, removed: 0), count: weekCount)
    let events = history.events.enumerated().sorted { left, right in
      (left.element.time, left.offset) < (right.element.time, right.offset)
    }
    var next = 0
    for event in events.map(\.element) where event.time <= now {
      let place = event.time.milliseconds <= start ? -1 : Int((event.time.milliseconds - start - 1) / length)
      while next <= place { (counts[next].alive, next) = (alive.count, next + 1) }
      switch event.kind {
      case .added: alive.insert(event.rule)
      case .removed: alive.remove(event.rule)
      case .changed, .strengthened, .accepted: break
      }
      guard place >= 0 else { continue }
      counts[place].added += event.kind == .added ? 1 : 0
      counts[place].changed += event.kind == .changed ? 1 : 0
      counts[place].removed += event.kind == .removed ? 1 : 0
    }
    while next < weekCount { (counts[next].alive, next) = (alive.count, next + 1) }
    return counts.enumerated().map { index, count in
      Week(
        begin: Timestamp(milliseconds: start + Int64(index) * length), aliveAtStart: count.alive, added: count.added,
        changed: count.changed, removed: count.removed)
    }
  }
}

extension StabilityReport.Group {
  init(_ name: String?, _ lifetimes: [RuleLifetime], _ now: Timestamp) {
    let curve = SurvivalCurve(
      lifetimes.map { SurvivalCurve.Observation(days: $0.days(at: now), isEnd: $0.end != nil) })
    let held = lifetimes.filter { $0.end == nil }
    self.init(
      name: name, alive: held.count, ended: lifetimes.count - held.count, age: Quartiles(held.map { $0.days(at: now) }),
      changesPerRule: Double(lifetimes.reduce(0) { $0 + $1.changes }) / Double(max(1, lifetimes.count)),
      survival: StabilityReport.days.map { days in
        StabilityReport.Survival(
          days: days, share: curve.survival(atDays: Double(days)), rules: curve.atRisk(atDays: Double(days)))
      },
      halfLife: curve.halfLife,
      ends: RuleLifetime.Cause.allCases.map { cause in
        StabilityReport.End(cause: cause, count: lifetimes.count { $0.cause == cause })
      }.filter { $0.count > 0 })
  }
}
