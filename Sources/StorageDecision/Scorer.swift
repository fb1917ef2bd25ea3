import Rules

/// Scores a rule from the evidence that it carries.
struct Scorer: Sendable {
  let weights: CriteriaWeights
  let threshold: Double

  /// The decision about a rule.
  ///
  /// - Parameter contradictions: how often later or earlier wishes said the opposite.
  func decision(on rule: Rule, contradictions: Int) -> Decision {
    let evidence = RuleEvidence(rule)
    let criteria = Decision.Criteria(
      crossSessionValue: crossSessionValue(rule, evidence), stability: stability(rule, evidence, contradictions),
      clearTriggers: clearTriggers(rule), reducesInconsistency: reducesInconsistency(evidence))
    let score = Self.rounded(
      weights.crossSessionValue * criteria.crossSessionValue + weights.stability * criteria.stability
        + weights.clearTriggers * criteria.clearTriggers + weights.reducesInconsistency * criteria.reducesInconsistency)
    let verdict: Decision.Verdict = score >= threshold && !rule.action.isRetraction ? .store : .ignore
    return Decision(
      decision: verdict, score: score, criteria: criteria,
      justification: Justification.text(
        rule, evidence: evidence, criteria: criteria, score: score, threshold: threshold, contradictions: contradictions
      ))
  }

  /// A wish for the moment is worth little later. A standing one starts at how surely it was meant, and every further
  /// session that says it again takes away four tenths of the doubt.
  private func crossSessionValue(_ rule: Rule, _ evidence: RuleEvidence) -> Double {
    guard rule.scope == .persistent else { return Self.rounded(min(0.3, 0.1 * Double(max(evidence.sessions, 1)))) }
    let doubt = 1 - (0.65 + 0.2 * rule.confidence)
    let repeats = max(evidence.sessions, 1) - 1
    return Self.rounded(1 - (0..<repeats).reduce(doubt) { rest, _ in rest * 0.6 })
  }

  /// Grows with the time over which the wish was upheld, falls with every change of mind after the first: one says how
  /// it is now, several that it isn't settled.
  private func stability(_ rule: Rule, _ evidence: RuleEvidence, _ contradictions: Int) -> Double {
    guard rule.scope == .persistent else { return 0.1 }
    let upheld = 0.15 * min(1, Double(evidence.days) / 14)
    return Self.rounded(max(0, 0.85 + upheld - (contradictions > 1 ? 0.05 : 0)))
  }

  /// How exactly it is said when the rule applies.
  private func clearTriggers(_ rule: Rule) -> Double {
    let criteria = rule.matchCriteria
    let conditions = [criteria.language, criteria.path, criteria.activity].count { $0 != nil }
    let isConcrete = rule.action.parameters?.keys.contains { $0 != ParameterKey.scope.rawValue } == true
    let words = criteria.value.split { !$0.isLetter }.count
    return Self.rounded(
      min(
        1,
        (words > 0 ? 0.4 : 0.2) + 0.2 * Double(conditions) + (isConcrete ? 0.2 : 0)
          + (criteria.type == .context ? 0 : 0.2)))
  }

  /// Whether outputs disagreed about it: half where nothing was seen, more the more often it was broken or had to be
  /// said again.
  private func reducesInconsistency(_ evidence: RuleEvidence) -> Double {
    let seen = evidence.followed + evidence.broken
    let observed = seen == 0 ? 0.5 : 0.4 + 0.6 * Double(evidence.broken) / Double(seen)
    return Self.rounded(min(1, observed + 0.1 * Double(max(evidence.statements, 1) - 1)))
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

/// What the sources of a rule amount to.
struct RuleEvidence: Hashable, Sendable {
  let statements: Int
  let sessions: Int
  /// Whole days between the first and the last statement.
  let days: Int
  let followed: Int
  let broken: Int

  init(_ rule: Rule) {
    statements = rule.sources.count
    sessions = Set(rule.sources.map(\.session)).count
    let times = rule.sources.compactMap(\.timestamp).sorted()
    days = times.isEmpty ? 0 : Int((times[times.count - 1].seconds - times[0].seconds) / 86_400)
    followed = rule.sources.reduce(0) { $0 + ($1.observed?.followed ?? 0) }
    broken = rule.sources.reduce(0) { $0 + ($1.observed?.broken ?? 0) }
  }
}
