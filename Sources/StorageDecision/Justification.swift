import Rules

/// Says in words what weighed in a decision.
enum Justification {
  static func text(
    _ rule: Rule, evidence: RuleEvidence, criteria: Decision.Criteria, score: Double, threshold: Double,
    contradictions: Int
  ) -> String {
    if rule.action.isRetraction { return "Takes back an earlier wish: it removes a rule and is none itself." }
    let verdict = score >= threshold ? "Kept" : "Not kept"
    let parts = [
      statements(rule, evidence) + " (cross-session value \(criteria.crossSessionValue.fixed(decimals: 2)))",
      contradictions == 0
        ? "not contradicted (stability \(criteria.stability.fixed(decimals: 2)))"
        : "contradicted \(contradictions == 1 ? "once" : "\(contradictions) times") (stability \(criteria.stability.fixed(decimals: 2)))",
      trigger(rule) + " (clear triggers \(criteria.clearTriggers.fixed(decimals: 2)))",
      consistency(evidence) + " (reduces inconsistency \(criteria.reducesInconsistency.fixed(decimals: 2)))",
    ]
    return "\(verdict) with \(score.fixed(decimals: 2)) against \(threshold.fixed(decimals: 2)): "
      + parts.joined(separator: "; ") + "."
  }

  private static func statements(_ rule: Rule, _ evidence: RuleEvidence) -> String {
    let kind = rule.scope == .persistent ? "a standing wish" : "a wish for the moment"
    guard evidence.sessions > 1 else { return "\(kind), stated in one session" }
    return "\(kind), stated in \(evidence.sessions) sessions over \(evidence.days) day\(evidence.days == 1 ? "" : "s")"
  }

  private static func trigger(_ rule: Rule) -> String {
    let criteria = rule.matchCriteria
    let conditions = [
      criteria.language.map { "language \($0)" }, criteria.path.map { "path \($0)" },
      criteria.activity.map { "activity \($0)" },
    ].compactMap { $0 }
    return conditions.isEmpty ? "no condition but its words" : "bound to " + conditions.joined(separator: ", ")
  }

  private static func consistency(_ evidence: RuleEvidence) -> String {
    let seen = evidence.followed + evidence.broken
    return seen == 0
      ? "no code seen that follows or breaks it" : "code broke it in \(evidence.broken) of \(seen) places"
  }
}
