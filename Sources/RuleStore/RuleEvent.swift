package import Rules

/// What one commit did to one rule.
package struct RuleEvent: Hashable, Sendable {
  /// What happened.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case added
    /// The same rule, said again.
    case strengthened
    case changed
    case removed
    /// A person looked at the rule and left it as it was.
    case accepted
  }

  package let rule: RuleID
  package let kind: Kind
  package let revision: RevisionID
  package let author: String
  package let email: String
  /// The first line of the commit's message.
  package let subject: String
  package let time: Timestamp
  /// Whether a person did it, with git or by a command; else the job.
  package let isByPerson: Bool
  /// Whether the job only proposed it, on a branch of its own.
  package let isProposed: Bool
  /// What the person decided, where one did by a command.
  package let review: RunContext.Review?
  /// Whether a person took the rule away for good.
  package let isRejection: Bool
  /// Whether it was done because a session counts no more, or counts again: that is about the session, not the rule.
  package let concernsSession: Bool
  /// The run that did it; nil for a commit of a person.
  package let run: String?
  /// Why a rule went, where its commit says so.
  package let reason: String?
  /// The rules that the commit put in the place of one that went.
  package let replacements: [RuleID]
  /// The rule before the commit; nil where there was none.
  package let before: Rule?
  /// The rule after the commit; nil where there is none.
  package let after: Rule?
  /// Of a merge, the fields that differ from every parent; nil for other commits.
  private let mergedFields: Set<String>?

  /// - Parameters:
  ///   - before: the rule before the commit.
  ///   - after: the rule after it; both are nil where a person only looked at the rule.
  init(_ entry: LogEntry, rule: RuleID, before: Rule?, after: Rule?) {
    kind =
      switch (before, after) {
      case (nil, nil): .accepted
      case (nil, _): .added
      case (_, nil): .removed
      case (let before?, let after?):
        // A merge that brings two sides together, and changes nothing of its own, says nothing new.
        entry.isMerge && LogEntry.changedFields(before, after, among: entry.mergedFields?[rule]).isEmpty
          || RuleDifference.Change(before: before, after: after).isStrengthening ? .strengthened : .changed
      }
    self.rule = rule
    revision = entry.revision
    author = entry.author
    email = entry.email
    subject = entry.subject
    let isRemoval = before != nil && after == nil
    reason = isRemoval ? entry.reason : nil
    replacements = isRemoval ? entry.replacements(of: rule) : []
    time = entry.time
    isByPerson = entry.isByPerson
    isProposed = entry.isProposed
    review = entry.review
    isRejection = kind == .removed && entry.isRejection
    concernsSession = review == .undone || !entry.undoneSessions.isEmpty || !entry.redoneSessions.isEmpty
    run = entry.run
    self.before = before
    self.after = after
    mergedFields = entry.mergedFields?[rule]
  }

  /// The paths of the fields that changed, as ``RuleFields`` has them, sorted; empty unless there are both forms.
  ///
  /// Taken apart anew each time: of the many events of a history few are asked.
  package var fields: [String] {
    guard let before, let after else { return [] }
    return LogEntry.changedFields(before, after, among: mergedFields).sorted()
  }

  /// The places where the rule was stated, as far as the commit brought them.
  package var newSources: [RuleSource] { Self.sources(of: after, without: before) }

  /// The places where the rule was stated, as far as the commit took them away; not those of a rule that went.
  package var lostSources: [RuleSource] { after == nil ? [] : Self.sources(of: before, without: after) }

  private static func sources(of rule: Rule?, without other: Rule?) -> [RuleSource] {
    let known = Set((other?.sources ?? []).map(RuleFields.path(of:)))
    return (rule?.sources ?? []).filter { !known.contains(RuleFields.path(of: $0)) }
  }
}
