package import Rules

/// What happened to one rule.
package struct RuleLife: Hashable, Sendable {
  /// Oldest first.
  package let events: [RuleEvent]
  /// The paths of the fields that a person ever changed, as ``RuleFields`` has them.
  package let personFields: Set<String>
  /// The latest form: the one that holds, or the one in which it went; nil for one that was only looked at.
  package let latest: Rule?
  /// Whether the branch holds the rule.
  package let isAlive: Bool
  /// How it went: nil while it holds, and where a merge left it behind.
  package let end: RuleEvent?

  /// - Parameters:
  ///   - held: the rule as the branch holds it; nil when it doesn't.
  ///   - known: forms that the job gave the rule on other branches.
  init(_ events: [RuleEvent], held: Rule?, known: [Rule] = []) {
    self.events = events
    var fields: Set<String> = []
    var latest: Rule?
    for event in events {
      if event.isByPerson { fields.formUnion(Self.changed(by: event, since: latest, known)) }
      latest = event.after ?? event.before ?? latest
    }
    personFields = fields
    isAlive = held != nil
    end = held == nil ? Self.end(events) : nil
    self.latest = held ?? end?.before ?? latest
  }

  func knowing(_ forms: [Rule]) -> RuleLife { RuleLife(events, held: isAlive ? latest : nil, known: forms) }

  /// What a person changed. To accept a rule, to bring one back as it was, to take one as it is on another branch, and
  /// to have a session counted or not is no change of what the rule says.
  private static func changed(by event: RuleEvent, since latest: Rule?, _ known: [Rule]) -> [String] {
    guard let after = event.after, event.review != .accepted, !event.concernsSession, !known.contains(after) else {
      return []
    }
    guard event.kind == .added else { return event.fields }
    guard let new = try? RuleFields(after) else { return [] }
    let changes = ((latest.map { [$0] } ?? []) + known).compactMap { form in
      (try? RuleFields(form)).map { RuleFields.differences($0, new) }
    }
    return changes.min { $0.count < $1.count } ?? Array(new.values.keys)
  }

  /// What a person took away stays away until it is added again, also where the job let go of it on another branch that
  /// was merged since.
  private static func end(_ events: [RuleEvent]) -> RuleEvent? {
    let added = events.lastIndex { $0.kind == .added } ?? -1
    let removals = events[(added + 1)...].filter { $0.kind == .removed }
    return removals.last(where: \.isRejection) ?? removals.last
  }

  /// Whether a person took the rule away for good. What a merge left behind, the person who merged did.
  package var isRejected: Bool { !isAlive && end?.isRejection ?? true }

  /// Whether a person brought the rule back, whoever had taken it away.
  package var isRestored: Bool {
    guard let removal = events.firstIndex(where: { $0.kind == .removed }) else { return false }
    return events[removal...].contains { $0.kind == .added && $0.isByPerson }
  }

  /// Every form that the rule had, each once, oldest first.
  package var forms: [Rule] {
    var seen: Set<Rule> = []
    return events.flatMap { [$0.before, $0.after] }.compactMap(\.self).filter { seen.insert($0).inserted }
  }

  /// The forms that the job gave it.
  var formsOfJob: [Rule] { events.filter { !$0.isByPerson }.compactMap(\.after) }

  /// The sources that a person took out of the rule.
  package var refusedSources: [RuleSource] {
    events.filter { $0.isByPerson && $0.kind != .removed && !$0.concernsSession }.flatMap { event in
      let left = Set(event.after?.sources.map(RuleFields.path) ?? [])
      return event.after == nil ? [] : (event.before?.sources ?? []).filter { !left.contains(RuleFields.path(of: $0)) }
    }
  }

  /// How the rule last came to the branch; nil where a merge brought it.
  package var lastAddition: RuleEvent? { events.last { $0.kind == .added } }

  /// When a person last had a hand in it; nil for never.
  package var lastPersonTime: Timestamp? { events.filter(\.isByPerson).map(\.time).max() }

  /// What happened last to what the rule says, or to whether it holds: not merely said again, not merely accepted.
  package var lastChange: RuleEvent? { events.last { $0.kind != .strengthened && $0.kind != .accepted } }

  /// The rule as a person saw it last, by accepting or changing it, or by merging what the job only proposed; nil where
  /// nobody did, or there was none then.
  package var lastReviewed: Rule? {
    var (form, reviewed): (Rule?, Rule?)
    for event in events {
      if event.kind != .accepted { form = event.after }
      if event.isByPerson || event.kind == .accepted || event.isProposed { reviewed = form }
    }
    return reviewed
  }

  /// Whether a person has seen the rule as it is: accepted it, or made the last change.
  package var isReviewed: Bool {
    guard let last = events.lastIndex(where: { $0.kind != .strengthened && $0.kind != .accepted }) else { return true }
    return events[last].isByPerson || events[last].isProposed || events[last...].contains { $0.kind == .accepted }
  }
}
