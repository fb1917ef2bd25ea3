package import Rules

/// One revision of the rules, as replay sees it.
package struct ReplayRevision: Hashable, Sendable {
  /// The commit's id; nil for the state without any rules.
  package var id: String?
  /// The first line of the commit's message.
  package var subject: String
  package var time: Timestamp
  /// All rules of the revision.
  package var rules: [Rule]

  package init(id: String?, subject: String, time: Timestamp, rules: [Rule]) {
    self.id = id
    self.subject = subject
    self.time = time
    self.rules = rules
  }
}
