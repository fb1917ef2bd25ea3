import Rules

/// Says in words what weighed in a decision, and cites the evidence. It never quotes anybody.
struct Justification {
  let rule: Rule
  let evidence: RuleEvidence
  let criteria: Decision.Criteria
  let score: Double
  let verdict: Decision.Verdict
  let bounds: DecisionBounds
  let doubts: [Doubt]
  let circumstances: Scorer.Circumstances

  /// As many places are named.
  private static let namedPlaces = 3

  var text: String {
    if rule.action.isRetraction { return "Takes back an earlier wish: it removes a rule and is none itself." }
    if circumstances.isRejected { return "A person said no to it, so it stays away; \(statements)." }
    let parts = [
      statements + value("cross-session value", criteria.crossSessionValue),
      contradictions + value("stability", criteria.stability),
      trigger + value("clear triggers", criteria.clearTriggers),
      consistency + value("reduces inconsistency", criteria.reducesInconsistency),
    ]
    return "\(opening): \(parts.joined(separator: "; ")).\(flags)"
  }

  private var opening: String {
    let numbers = "with \(digits(score)) against \(digits(bounds.storage))"
    switch verdict {
    case .store: return "Kept \(numbers)"
    case .review: return "Waits for review \(numbers), \(doubts.map(\.description).joined(separator: ", "))"
    case .ignore:
      if let ended = circumstances.ended { return "Ended with \(digits(score)), \(ended)" }
      let isUnsure = rule.scope == .persistent && rule.confidence < bounds.review
      return "Not kept \(numbers)" + (isUnsure ? ", meant as a rule with \(digits(rule.confidence))" : "")
    }
  }

  private var flags: String {
    guard verdict == .store, !doubts.isEmpty else { return "" }
    return " To be looked at: \(doubts.map(\.description).joined(separator: ", "))."
  }

  private var statements: String {
    let kind = rule.scope == .persistent ? "a standing wish" : "a wish for the moment"
    return kind + ", stated " + frequency + places
  }

  private var frequency: String {
    let first = evidence.firstDay.map { " on \($0)" } ?? ""
    guard evidence.sessions > 1 else { return "in one session\(first)" }
    let days = "\(evidence.days) day\(evidence.days == 1 ? "" : "s")"
    let range =
      if let first = evidence.firstDay, let last = evidence.lastDay, first != last { " from \(first) to \(last)" } else
      {
        first
      }
    return "in \(evidence.sessions) sessions over \(days)\(range)"
  }

  /// Where the words are: the first ones and the last.
  private var places: String {
    let places = evidence.places
    guard !places.isEmpty else { return "" }
    guard places.count > Self.namedPlaces else { return " (\(places.joined(separator: ", ")))" }
    let first = places.prefix(Self.namedPlaces - 1).joined(separator: ", ")
    return " (\(first), … \(places[places.count - 1]))"
  }

  private var contradictions: String {
    let count = circumstances.contradictions
    return count == 0 ? "not contradicted" : "contradicted \(count == 1 ? "once" : "\(count) times")"
  }

  private var trigger: String {
    let criteria = rule.matchCriteria
    let conditions = [
      criteria.language.map { "language \($0)" }, criteria.path.map { "path \($0)" },
      criteria.activity.map { "activity \($0)" },
    ].compactMap { $0 }
    return conditions.isEmpty ? "no condition but its words" : "bound to " + conditions.joined(separator: ", ")
  }

  private var consistency: String {
    let seen = evidence.followed + evidence.broken
    return seen == 0
      ? "no code seen that follows or breaks it"
      : "code broke it in \(evidence.broken) of \(seen) places in \(observedSessions)"
  }

  private var observedSessions: String {
    let sessions = Set(rule.sources.filter { $0.observed != nil }.map(\.session)).count
    return "\(sessions) session\(sessions == 1 ? "" : "s")"
  }

  private func value(_ name: String, _ value: Double) -> String { " (\(name) \(digits(value)))" }

  private func digits(_ value: Double) -> String { value.fixed(decimals: 2) }
}
