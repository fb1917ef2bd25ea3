import Rules

/// The statements that were counted already.
///
/// Tools copy a conversation when it is resumed or forked: the same message in another file, at the same millisecond,
/// is no new evidence.
struct StatementIndex {
  private struct Key: Hashable {
    let rule: RuleID
    let time: Timestamp
  }

  /// The transcript in which a statement was met first.
  private var transcripts: [Key: String] = [:]

  /// The candidate with the sources that are new; nil when none is.
  mutating func fresh(_ candidate: Rule) -> Rule? {
    let fresh = candidate.sources.filter { source in
      guard let time = source.timestamp else { return true }
      let key = Key(rule: candidate.id, time: time)
      let first = transcripts[key] ?? source.transcript
      transcripts[key] = first
      return first == source.transcript
    }
    guard !fresh.isEmpty else { return nil }
    var rule = candidate
    rule.sources = fresh
    return rule
  }
}
