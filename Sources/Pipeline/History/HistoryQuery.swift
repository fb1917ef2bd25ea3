package import RuleStore
package import Rules

/// Which part of the rules' history is asked for.
package struct HistoryQuery: Sendable {
  /// Only this rule.
  package var rule: RuleID?
  /// Also the rules that it replaced, and those that they replaced.
  package var followsReplaced = false
  package var since: GitRuleStore.LogStart?
  /// Only what a session taught, or took away: the id of a session or transcript, or its first characters.
  package var session: String?
  /// Only rules of this project, or that hold everywhere.
  package var project: String?
  package var type: Action.Kind?
  /// Only what was done by somebody whose name and address hold this text, in any case.
  package var author: String?
  /// The most changes.
  package var limit: Int?

  package init(rule: RuleID? = nil) { self.rule = rule }

  /// The changes that fit, latest first; within a commit in order of rule.
  ///
  /// - Throws: `RuleStoreError`, or `EncodingError` when a rule cannot be taken apart.
  package func changes(in store: GitRuleStore) throws -> [LoggedChange] {
    guard limit != 0 else { return [] }
    var followed = Set(rule.map { [$0] } ?? [])
    var events: [RuleEvent] = []
    try store.forEachEntry(since: since) { entry in
      if followsReplaced, !followed.isEmpty { followed.formUnion(Self.replaced(in: entry, by: followed)) }
      events += entry.events.filter { fits($0, followed, entry) }
      return limit.map { events.count < $0 } ?? true
    }
    return try events.prefix(limit ?? .max).map(LoggedChange.init)
  }

  /// The rules that a commit ended by some others.
  private static func replaced(in entry: LogEntry, by rules: Set<RuleID>) -> [RuleID] {
    entry.difference.removed.map(\.id).filter { !rules.isDisjoint(with: entry.replacements(of: $0)) }
      + (entry.difference.added + entry.difference.changed.map(\.after)).filter { rules.contains($0.id) }
      .flatMap(\.supersedes)
  }

  private func fits(_ event: RuleEvent, _ followed: Set<RuleID>, _ entry: LogEntry) -> Bool {
    if rule != nil, !followed.contains(event.rule) { return false }
    let known = event.after ?? event.before
    if let type, known?.action.type != type { return false }
    if let project, let known, known.project != nil, known.project != project { return false }
    if let author, !"\(event.author) <\(event.email)>".lowercased().contains(author.lowercased()) { return false }
    guard let session else { return true }
    let sources = event.newSources + event.lostSources
    return sources.contains { $0.session.hasPrefix(session) || $0.transcript.hasPrefix(session) }
      || (entry.undoneSessions + entry.redoneSessions).contains { $0.hasPrefix(session) }
      || RetractionReason.transcript(in: event.reason ?? "")?.hasPrefix(session) == true
  }
}
