import Rules

/// What the sources of a rule amount to.
struct RuleEvidence: Hashable, Sendable {
  let statements: Int
  let sessions: Int
  /// Whole days between the first and the last statement.
  let days: Int
  /// The days of the first and the last statement, as `2025-06-01`.
  let firstDay: String?
  let lastDay: String?
  let followed: Int
  let broken: Int
  /// Where it was said, `transcript#segment`, in order of time.
  let places: [String]

  init(_ rule: Rule) {
    statements = rule.sources.count
    sessions = Set(rule.sources.map(\.session)).count
    let times = rule.sources.compactMap(\.timestamp)
    let (first, last) = (times.min(), times.max())
    days = first.flatMap { first in last.map { Int(($0.seconds - first.seconds) / 86_400) } } ?? 0
    firstDay = first.map { String($0.description.prefix { $0 != "T" }) }
    lastDay = last.map { String($0.description.prefix { $0 != "T" }) }
    followed = rule.sources.reduce(0) { $0 + ($1.observed?.followed ?? 0) }
    broken = rule.sources.reduce(0) { $0 + ($1.observed?.broken ?? 0) }
    places = rule.sources.map { "\($0.transcript)#\($0.segment)" }
  }
}
