import Rules

/// Statements of which neither answers the other.
///
/// A transcript does not say who speaks. But where two sessions went on at the same time, what was said in one was not
/// yet a change of mind about what was said in the other: it may be two people. Then both wishes are kept and marked.
extension Ledger {
  /// Notes how long the sessions lasted, as far as their statements tell.
  mutating func note(sessionsOf candidates: [Rule]) {
    for source in (entries.map(\.rule) + candidates).lazy.flatMap(\.sources) {
      guard let time = source.timestamp else { continue }
      let known = sessions[source.session] ?? time...time
      sessions[source.session] = min(known.lowerBound, time)...max(known.upperBound, time)
    }
  }

  /// Whether two wishes were last stated in different sessions that went on at the same time, and the later statement
  /// does not speak of a change.
  func areConcurrent(_ index: Int, _ other: Int) -> Bool {
    guard let own = entries[index].rule.sources.last, let theirs = entries[other].rule.sources.last,
      own.session != theirs.session, let time = own.timestamp, let otherTime = theirs.timestamp
    else { return false }
    let later = time >= otherTime ? index : other
    guard !entries[later].comparison.statement.speaksOfChange else { return false }
    return sessions[theirs.session]?.contains(time) == true || sessions[own.session]?.contains(otherTime) == true
  }
}
