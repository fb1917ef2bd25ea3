package import Rules

/// What is to be done to a branch to take back all that one session taught.
///
/// - A rule that nobody but the session stated goes. What it had replaced comes back, unless something else ended it too.
/// - A rule that others stated as well loses the session's sources, and the fields that the session's statements changed
///   get back the value that they had, where nobody changed them since.
/// - What the session took back comes back, where its commit says that it was that session.
package struct SessionUndo: Hashable, Sendable {
  /// The changes that take it back.
  package private(set) var changes: [RuleChange] = []
  private let lives: [RuleID: RuleLife]
  private let sessions: Set<String>
  /// Rules that were looked at: history may be a circle.
  private var seen: Set<RuleID> = []

  /// - Parameters:
  ///   - session: the id of a session, or of a transcript.
  ///   - others: the sessions that were undone before: what they taught does not come back either.
  ///   - transcripts: the transcripts that belong to the session.
  ///   - history: of the branch.
  ///   - held: the rules that the branch holds.
  /// - Throws: `EncodingError` when a rule cannot be taken apart into its fields.
  package init(
    _ session: String, others: some Sequence<String>, transcripts: Set<String> = [], history: RuleHistory, held: [Rule]
  ) throws {
    lives = history.lives
    sessions = Set(others).union([session])
    let ids = Set(held.map(\.id))
    var restored: [Rule] = []
    for rule in held.sorted(by: { $0.id < $1.id }) where rule.sources.contains(where: isTaught) {
      if let kept = try without(rule) {
        if kept != rule { changes.append(.change(from: rule, to: kept)) }
      } else {
        changes.append(.remove(rule, reason: "All that stated it was taken back with session \(session)."))
        restored += try replaced(by: rule.id, ids)
      }
    }
    let named = transcripts.union([session])
    for (id, life) in lives.sorted(by: { $0.key < $1.key }) where !ids.contains(id) {
      guard let last = life.lastChange, let rule = last.before, !last.isByPerson, last.replacements.isEmpty,
        let place = RetractionReason.transcript(in: last.reason ?? ""), named.contains(place)
      else { continue }
      restored += try unearthed(rule, ids)
    }
    changes += restored.sorted { $0.id < $1.id }.map { .restore($0) }
  }

  private func isTaught(_ source: RuleSource) -> Bool {
    sessions.contains(source.session) || sessions.contains(source.transcript)
  }

  /// What a rule put an end to, as far as nothing else did.
  private mutating func replaced(by rule: RuleID, _ held: Set<RuleID>) throws -> [Rule] {
    var rules: [Rule] = []
    for (id, life) in lives.sorted(by: { $0.key < $1.key }) where !held.contains(id) {
      guard let last = life.lastChange, let old = last.before, last.replacements == [rule] else { continue }
      rules += try unearthed(old, held)
    }
    return rules
  }

  /// A rule that comes back without what the session taught; when nothing else stated it, what it had replaced.
  private mutating func unearthed(_ rule: Rule, _ held: Set<RuleID>) throws -> [Rule] {
    guard seen.insert(rule.id).inserted else { return [] }
    return try without(rule).map { [$0] } ?? replaced(by: rule.id, held)
  }

  /// A rule without what the session taught of it; nil when nothing else stated it.
  private func without(_ rule: Rule) throws -> Rule? {
    let sources = rule.sources.filter { !isTaught($0) }
    guard sources.count < rule.sources.count else { return rule }
    guard let first = sources.first else { return nil }
    var fields = try RuleFields(rule)
    for event in (lives[rule.id]?.events ?? []).reversed() where !event.isByPerson {
      guard let before = event.before, let after = event.after, event.newSources.contains(where: isTaught) else {
        continue
      }
      let (old, new) = (try RuleFields(before), try RuleFields(after))
      fields.take(event.fields.filter { fields.values[$0] == new.values[$0] }, from: old)
    }
    // Values that make no rule together: then only the evidence goes.
    var result = (try? fields.rule()) ?? rule
    result.sources = sources
    if let source = rule.sources.first(where: { result.sourceID == "\($0.transcript)#\($0.segment)" }), isTaught(source)
    {
      result.sourceID = "\(first.transcript)#\(first.segment)"
      result.timestamp = first.timestamp ?? result.timestamp
    }
    return result
  }
}

/// The reason of a commit that removes what a user took back.
package enum RetractionReason {
  private static let beginning = "Taken back by the user in "

  /// - Parameter place: `transcript#segment` of the statement that took it back.
  package static func text(_ place: String?) -> String { "\(beginning)\(place ?? "a later session")." }

  /// The transcript that a reason names; nil for any other reason.
  package static func transcript(in reason: String) -> String? {
    guard reason.hasPrefix(beginning), reason.hasSuffix("."), let mark = reason.lastIndex(of: "#") else { return nil }
    return String(reason[reason.index(reason.startIndex, offsetBy: beginning.count)..<mark])
  }
}
