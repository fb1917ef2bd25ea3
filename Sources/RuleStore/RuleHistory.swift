package import Rules

/// What happened to every rule of a branch, and who did it: read from its commits alone, so that whatever git client a
/// person used, and whatever was merged, counts.
package struct RuleHistory: Hashable, Sendable {
  /// Everything that happened, a commit's parents before it; within a commit in order of rule.
  package let events: [RuleEvent]
  /// What happened to each rule that the branch ever held.
  package let lives: [RuleID: RuleLife]
  /// The sessions of which a person took back all that they taught, with the commit that did it.
  package let undoneSessions: [String: RevisionID]

  /// - Parameters:
  ///   - entries: every commit that concerns rules, latest first, as ``RuleStore/log(of:limit:)`` gives them.
  ///   - held: the rules that the branch holds.
  init(_ entries: [LogEntry], held: Set<RuleID>) {
    var events: [RuleEvent] = []
    var undone: [String: RevisionID] = [:]
    for entry in entries.reversed() {
      events += Self.events(of: entry)
      for session in entry.undoneSessions { undone[session] = entry.revision }
      for session in entry.redoneSessions { undone[session] = nil }
    }
    self.events = events
    undoneSessions = undone
    lives = Dictionary(grouping: events, by: \.rule).reduce(into: [:]) { lives, rule in
      lives[rule.key] = RuleLife(rule.value, isAlive: held.contains(rule.key))
    }
  }

  private static func events(of entry: LogEntry) -> [RuleEvent] {
    let difference = entry.difference
    let touched = Set(difference.ids)
    let events =
      difference.added.map { RuleEvent(entry, rule: $0.id, before: nil, after: $0) }
      + difference.removed.map { RuleEvent(entry, rule: $0.id, before: $0, after: nil) }
      + difference.changed.map { RuleEvent(entry, rule: $0.before.id, before: $0.before, after: $0.after) }
      + Set(entry.accepted).subtracting(touched).map { RuleEvent(entry, rule: $0, before: nil, after: nil) }
    return events.sorted { $0.rule < $1.rule }
  }

  /// The fields of a rule that a person changed last or wrote: the job leaves them as they are.
  package func personFields(of rule: RuleID) -> Set<String> { lives[rule]?.personFields ?? [] }
}

/// What happened to one rule.
package struct RuleLife: Hashable, Sendable {
  /// Oldest first.
  package let events: [RuleEvent]
  /// The paths of the fields that a person ever changed, as ``RuleFields`` has them.
  package let personFields: Set<String>
  /// The latest form: the one that holds, or the one in which it went.
  package let latest: Rule?

  /// Whether the branch holds the rule. The events alone do not tell, of histories that went apart and were merged: one
  /// side may have kept what the other removed.
  package let isAlive: Bool

  init(_ events: [RuleEvent], isAlive: Bool) {
    self.events = events
    self.isAlive = isAlive
    var fields: Set<String> = []
    var latest: Rule?
    for event in events {
      if event.isByPerson { fields.formUnion(Self.changed(by: event, since: latest)) }
      latest = event.after ?? event.before ?? latest
    }
    personFields = fields
    self.latest = latest
  }

  /// What a person changed. To accept a rule, or to bring one back as it was, is no change of what it says.
  private static func changed(by event: RuleEvent, since latest: Rule?) -> [String] {
    guard let after = event.after, event.review != .accepted else { return [] }
    guard event.kind == .added else { return event.fields }
    guard let new = try? RuleFields(after) else { return [] }
    guard let latest, let old = try? RuleFields(latest) else { return Array(new.values.keys) }
    return RuleFields.differences(old, new)
  }

  /// What happened last to what the rule says, or to whether it holds: not merely said again, not merely accepted.
  package var lastChange: RuleEvent? { events.last { $0.kind != .strengthened && $0.kind != .accepted } }

  /// Whether a person has seen the rule as it is: accepted it, or made the last change.
  package var isReviewed: Bool {
    guard let last = events.lastIndex(where: { $0.kind != .strengthened && $0.kind != .accepted }) else { return true }
    return events[last].isByPerson || events[last...].contains { $0.kind == .accepted }
  }
}
