package import Rules

/// What is to be done to take back what a commit did to rules.
///
/// As `git revert`, but field by field: what others changed since stays, and only a later change of the same field is in
/// the way. Evidence is never in the way: the job brings it up to date, so that a later form of it is kept.
package struct RuleReversal: Hashable, Sendable {
  /// A rule that is no longer as the commit left it.
  package struct Conflict: Hashable, Sendable {
    package let rule: RuleID
    /// The fields that were changed since; empty when the whole rule went or came back.
    package let fields: [String]
    /// The commits that did it, latest first.
    package let revisions: [RevisionID]
  }

  package private(set) var changes: [RuleChange] = []
  package private(set) var conflicts: [Conflict] = []
  /// The rules for which nothing is left to take back.
  package private(set) var settled: [RuleID] = []
  private let later: [RuleEvent]

  /// - Parameters:
  ///   - entry: the commit.
  ///   - rules: those of its rules that are meant; nil for all.
  ///   - later: what happened to its rules since, latest first.
  ///   - current: a rule as the branch holds it.
  /// - Throws: `EncodingError` or `DecodingError` when a form of a rule cannot be taken apart or put together.
  package init(
    of entry: LogEntry, only rules: Set<RuleID>? = nil, later: [RuleEvent], current: (RuleID) throws -> Rule?
  ) throws {
    self.later = later
    // What it brought goes before what it took away comes back: as what it did, the other way round.
    let events = entry.events.filter { $0.kind != .accepted && rules?.contains($0.rule) ?? true }
    for event in events.filter({ $0.kind == .added }) + events.filter({ $0.kind != .added }) {
      try takeBack(event, short: entry.revision.short, current: try current(event.rule))
    }
  }

  private mutating func takeBack(_ event: RuleEvent, short: String, current: Rule?) throws {
    switch (event.before, event.after) {
    case (nil, let after?):
      guard let current else { return settled.append(event.rule) }
      let fields = try Self.fields(from: after, to: current).filter { !RuleFields.isEvidence($0) }
      if fields.isEmpty {
        changes.append(.remove(current, reason: "What \(short) brought was taken back."))
      } else {
        conflict(event.rule, fields)
      }
    case (let before?, nil):
      guard let current else { return changes.append(.restore(before)) }
      if current == before { settled.append(event.rule) } else { conflict(event.rule, []) }
    case (let before?, let after?):
      guard let current else { return conflict(event.rule, []) }
      try takeBack(event.rule, from: after, to: before, current: current)
    case (nil, nil): break
    }
  }

  private mutating func takeBack(_ rule: RuleID, from after: Rule, to before: Rule, current: Rule) throws {
    let (old, new) = (try RuleFields(before), try RuleFields(after))
    var fields = try RuleFields(current)
    let touched = RuleFields.differences(old, new).filter { fields.values[$0] != old.values[$0] }
    let changed = touched.filter { fields.values[$0] != new.values[$0] }
    let inTheWay = changed.filter { !RuleFields.isEvidence($0) }
    guard inTheWay.isEmpty else { return conflict(rule, inTheWay) }
    fields.take(Set(touched).subtracting(changed), from: old)
    let result = try fields.rule()
    if result == current { settled.append(rule) } else { changes.append(.change(from: current, to: result)) }
  }

  private mutating func conflict(_ rule: RuleID, _ fields: [String]) {
    let events = later.filter { event in
      event.rule == rule && (fields.isEmpty ? event.fields.isEmpty : !Set(event.fields).isDisjoint(with: fields))
    }
    conflicts.append(Conflict(rule: rule, fields: fields, revisions: events.map(\.revision)))
  }

  private static func fields(from before: Rule, to after: Rule) throws -> [String] {
    RuleFields.differences(try RuleFields(before), try RuleFields(after))
  }
}
