package import Git
package import Rules

/// One commit that touched rules.
package struct LogEntry: Hashable, Sendable {
  package let revision: RevisionID
  /// Who made it.
  package let author: String
  package let email: String
  package let time: Timestamp
  package let subject: String
  package let trailers: [Trailer]
  /// What it did to the rules; for a merge, only what differs from every parent.
  package let difference: RuleDifference

  /// Of a merge, the fields by rule that differ from every parent; nil for other commits.
  let mergedFields: [RuleID: Set<String>]?
  /// Whether somebody else than its author put it where it is: what it says about its run need not hold any more.
  let isRemade: Bool

  /// - Parameters:
  ///   - committer: who put it where it is; nil for the author.
  ///   - mergedFields: of a merge, the fields by rule that differ from every parent.
  init(
    revision: RevisionID, signature: Signature, committer: Signature? = nil, message: String,
    difference: RuleDifference, mergedFields: [RuleID: Set<String>]? = nil
  ) throws(GitError) {
    self.revision = revision
    isRemade = committer.map { ($0.name, $0.email) != (signature.name, signature.email) } ?? false
    author = signature.name
    email = signature.email
    // Anybody can write any number there; up to the year 9999 it is a time.
    time = Timestamp(seconds: min(max(0, signature.seconds), 253_402_300_799))
    subject = String(message.prefix { !$0.isNewline })
    trailers = try Trailer.parse(message)
    self.difference = difference
    self.mergedFields = mergedFields
  }

  /// The paths, as ``RuleFields`` has them, of what the commit itself changed in each rule that is there afterwards: all
  /// of one that came.
  package var changedFields: [RuleID: Set<String>] {
    var fields = difference.fields
    for (rule, merged) in mergedFields ?? [:] { fields[rule]?.formIntersection(merged) }
    return fields
  }

  /// The paths of what the commit itself changed in a rule that was there before and is there afterwards.
  ///
  /// - Parameter merged: of a merge, the fields of the rule that differ from every parent; nil for other commits.
  static func changedFields(_ before: Rule, _ after: Rule, among merged: Set<String>?) -> Set<String> {
    guard let old = try? RuleFields(before), let new = try? RuleFields(after) else { return [] }
    let fields = Set(RuleFields.differences(old, new))
    return merged.map(fields.intersection) ?? fields
  }

  /// Whether it joins two histories.
  var isMerge: Bool { mergedFields != nil }

  /// The run that made it; nil for a commit of a person.
  package var run: String? { trailers.last { $0.key == "Run" }?.value }

  /// What a person decided by a command, where one did.
  package var review: RunContext.Review? {
    trailers.last { $0.key == "Review" }.flatMap { RunContext.Review(rawValue: $0.value) }
  }

  /// Whether a person made the change: with git, also by picking or amending a commit of the job, or by
  /// ``RunContext/Review``.
  package var isByPerson: Bool { run == nil || isRemade || trailers.contains { $0.key == "Review" } }

  /// The trailer of a change that only a person could bring to the rules.
  static let proposedKey = "Proposed"

  /// Whether the job only proposed it: where it is among the rules, a person merged it.
  package var isProposed: Bool { trailers.contains { $0.key == Self.proposedKey } }

  /// Whether a person took away what the change removed, for good; what was accepted went elsewhere, and what was
  /// taught by a session that was undone may be taught again.
  package var isRejection: Bool { isByPerson && review?.movesOrForgets != true && undoneSessions.isEmpty }

  /// The commit that this one takes back, as a person named it.
  package var reverts: String? { trailers.last { $0.key == "Reverts" }?.value }

  /// Why what the commit removed went.
  package var reason: String? { trailers.last { $0.key == "Reason" }?.value }

  /// The rules that the commit put in the place of one that it removed.
  package func replacements(of rule: RuleID) -> [RuleID] {
    let supersedes = trailers.contains { $0.key == "Supersedes" && $0.value == rule.text }
    let named = trailers.filter { $0.key == "Rule" }.compactMap { try? RuleID($0.value) }
    if supersedes, named != [rule] { return named.filter { $0 != rule } }
    return difference.added.filter { $0.supersedes.contains(rule) }.map(\.id)
  }

  /// What the commit did to each rule, in order of rule.
  package var events: [RuleEvent] {
    let touched = Set(difference.ids)
    let events =
      difference.added.map { RuleEvent(self, rule: $0.id, before: nil, after: $0) }
      + difference.removed.map { RuleEvent(self, rule: $0.id, before: $0, after: nil) }
      + difference.changed.map { RuleEvent(self, rule: $0.before.id, before: $0.before, after: $0.after) }
      + Set(accepted).subtracting(touched).map { RuleEvent(self, rule: $0, before: nil, after: nil) }
    return events.sorted { $0.rule < $1.rule }
  }

  /// The rules that a person looked at and left as they were.
  package var accepted: [RuleID] { trailers.filter { $0.key == "Accepted" }.compactMap { try? RuleID($0.value) } }

  /// The sessions of which the commit took back all that they taught.
  package var undoneSessions: [String] { trailers.filter { $0.key == "Undo-Session" }.map(\.value) }

  /// The sessions that count again from the commit on.
  package var redoneSessions: [String] { trailers.filter { $0.key == "Redo-Session" }.map(\.value) }

  /// Whether the commit says something about rules.
  var concernsRules: Bool {
    !difference.isEmpty || !accepted.isEmpty || !undoneSessions.isEmpty || !redoneSessions.isEmpty
  }

  /// Whether the commit says something about a rule.
  func concerns(_ rule: RuleID) -> Bool { difference.ids.contains(rule) || accepted.contains(rule) }

  /// What kind of change it was, from what it did, so that it also holds for people's own commits.
  package var kind: RuleChange.Kind {
    switch (difference.added.isEmpty, difference.removed.isEmpty, difference.changed.isEmpty) {
    case (false, true, true): subject.hasPrefix("Restore ") ? .restore : .add
    case (true, false, true): .remove
    case (false, false, _): .replace
    default: difference.removed.isEmpty && difference.changed.allSatisfy(\.isStrengthening) ? .strengthen : .change
    }
  }
}
