import RuleStore
package import Rules

/// How long one rule held, how often it was changed, and how it ended.
package struct RuleLifetime: Hashable, Sendable {
  /// Why a rule holds no more.
  package enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
    /// Another rule took its place.
    case superseded
    /// The user took it back in a later session.
    case takenBack = "taken_back"
    /// A person removed it.
    case rejected
    /// All that its session taught was taken back.
    case undone
    /// It was not said again for too long.
    case expired
    /// The job let go of it for another reason, as of a candidate that became a rule.
    case other
  }

  /// The latest form.
  package let rule: Rule
  package let begin: Timestamp
  /// When it ended; nil while it holds. A rule that came back has not ended.
  package let end: Timestamp?
  package let cause: Cause?
  /// How often what it says was changed.
  package let changes: Int

  /// - Returns: nil for a rule that never held.
  init?(_ life: RuleLife) {
    guard let rule = life.latest, let first = life.events.first(where: { $0.kind != .accepted }) else { return nil }
    self.rule = rule
    begin = first.time
    changes = life.events.count { $0.kind == .changed }
    if let last = life.lastChange, last.after == nil {
      (end, cause) = (max(last.time, first.time), Self.cause(of: last))
    } else {
      (end, cause) = (nil, nil)
    }
  }

  /// For how many days it held by a time, or until its end.
  package func days(at now: Timestamp) -> Double {
    Double(max(0, (end ?? now).milliseconds - begin.milliseconds)) / 86_400_000
  }

  private static func cause(of event: RuleEvent) -> Cause {
    if event.review == .undone { return .undone }
    if !event.replacements.isEmpty { return .superseded }
    if event.isByPerson { return event.review.map { [.accepted, .edited].contains($0) } == true ? .other : .rejected }
    if RetractionReason.transcript(in: event.reason ?? "") != nil { return .takenBack }
    switch event.reason {
    case RetractionReason.text(nil), "Taken back by the user.": return .takenBack
    case "Contradicted by a later statement.": return .superseded
    case "Rejected.": return .rejected
    case "Not said again for too long.": return .expired
    default: return .other
    }
  }
}
