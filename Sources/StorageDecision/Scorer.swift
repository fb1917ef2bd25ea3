import Rules

/// Scores a rule from the evidence that it carries.
struct Scorer: Sendable {
  let weights: CriteriaWeights
  let bounds: DecisionBounds
  let calibration: ScoreCalibration

  /// The most that a wish for the moment is worth in later sessions, and how stable it is.
  private static let passingValue = 0.3
  private static let passingStability = 0.1

  /// What weighs besides the rule itself.
  struct Circumstances: Hashable, Sendable {
    /// How often later or earlier wishes said the opposite.
    var contradictions = 0
    /// Rules that may say the opposite, in order of id.
    var conflicts: [RuleID] = []
    /// Doubts of a kind that only a stored rule has.
    var retractions: [Doubt] = []
    /// Whether it contradicts a rule that a person wrote: then a person decides between the two.
    var isHeldBack = false
    var danger: DangerousRequest?
    /// Whether the store holds the rule: then it is kept, because the job or a person decided so before.
    var isStored = false
    /// Whether a person said no to it.
    var isRejected = false
    /// Why the wish ended, when only that is to be remembered.
    var ended: Decision.Ending?
  }

  /// The verdict alone.
  func verdict(on rule: Rule, _ circumstances: Circumstances) -> Decision.Verdict {
    verdict(rule, score: score(criteria(of: rule, RuleEvidence(rule), circumstances)), circumstances)
  }

  /// The decision about a rule, with its reasons.
  func decision(on rule: Rule, _ circumstances: Circumstances) -> Decision {
    let evidence = RuleEvidence(rule)
    let criteria = criteria(of: rule, evidence, circumstances)
    let score = score(criteria)
    let verdict = verdict(rule, score: score, circumstances)
    let doubts = doubts(rule, score: score, verdict, circumstances)
    return Decision(
      decision: verdict, score: score, criteria: criteria,
      justification: Justification(
        rule: rule, evidence: evidence, criteria: criteria, score: score, verdict: verdict, bounds: bounds,
        doubts: doubts, circumstances: circumstances
      ).text, doubts: doubts, ended: circumstances.ended)
  }

  /// Whether more statements could make a rule of a wish, or bring it before a person.
  func mayBecomeMore(_ rule: Rule) -> Bool {
    let isStanding = rule.scope == .persistent
    let best = Decision.Criteria(
      crossSessionValue: isStanding ? 1 : Self.passingValue, stability: isStanding ? 1 : Self.passingStability,
      clearTriggers: clearTriggers(rule), reducesInconsistency: 1)
    return score(best) >= (isStanding ? bounds.review : bounds.storage)
  }

  private func verdict(_ rule: Rule, score: Double, _ circumstances: Circumstances) -> Decision.Verdict {
    guard !rule.action.isRetraction, !circumstances.isRejected, circumstances.ended == nil else { return .ignore }
    guard rule.scope == .persistent else { return score >= bounds.storage ? .store : .ignore }
    if circumstances.isStored { return .store }
    let verdict = bounds.verdict(score: score, confidence: rule.confidence)
    if circumstances.isHeldBack, verdict == .store { return .review }
    guard circumstances.danger != nil else { return verdict }
    return rule.confidence >= bounds.review ? .review : verdict
  }

  private func doubts(
    _ rule: Rule, score: Double, _ verdict: Decision.Verdict, _ circumstances: Circumstances
  ) -> [Doubt] {
    guard verdict != .ignore else { return [] }
    var doubts: [Doubt] = []
    if verdict == .review {
      if let danger = circumstances.danger { doubts.append(Doubt(.dangerous, detail: danger.reason)) }
      if bounds.verdict(score: score, confidence: rule.confidence) != .store {
        let weakest = bounds.weakest(score: score, confidence: rule.confidence)
        doubts.append(Doubt(.unsure, detail: weakest.fixed(decimals: 2)))
      }
    }
    return doubts + circumstances.conflicts.map { Doubt(.conflict, rule: $0) } + circumstances.retractions
  }

  private func criteria(
    of rule: Rule, _ evidence: RuleEvidence, _ circumstances: Circumstances
  ) -> Decision.Criteria {
    Decision.Criteria(
      crossSessionValue: crossSessionValue(rule, evidence),
      stability: stability(rule, evidence, circumstances.contradictions),
      clearTriggers: clearTriggers(rule), reducesInconsistency: reducesInconsistency(evidence))
  }

  private func score(_ criteria: Decision.Criteria) -> Double {
    let sum =
      weights.crossSessionValue * criteria.crossSessionValue + weights.stability * criteria.stability
      + weights.clearTriggers * criteria.clearTriggers + weights.reducesInconsistency * criteria.reducesInconsistency
    return calibration(min(1, sum)).fourDecimals
  }

  /// A wish for the moment is worth little later. A standing one starts at how surely it was meant, and every further
  /// session that says it again takes away four tenths of the doubt.
  private func crossSessionValue(_ rule: Rule, _ evidence: RuleEvidence) -> Double {
    guard rule.scope == .persistent else {
      return min(Self.passingValue, 0.1 * Double(max(evidence.sessions, 1))).fourDecimals
    }
    let doubt = 1 - (0.75 + 0.15 * rule.confidence)
    let repeats = max(evidence.sessions, 1) - 1
    return (1 - (0..<min(repeats, 50)).reduce(doubt) { rest, _ in rest * 0.6 }).fourDecimals
  }

  /// Grows with the time over which the wish was upheld, falls with every change of mind after the first: one says how
  /// it is now, several that it isn't settled.
  private func stability(_ rule: Rule, _ evidence: RuleEvidence, _ contradictions: Int) -> Double {
    guard rule.scope == .persistent else { return Self.passingStability }
    let upheld = 0.15 * min(1, Double(evidence.days) / 14)
    return max(0, 0.85 + upheld - (contradictions > 1 ? 0.05 : 0)).fourDecimals
  }

  /// How exactly it is said when the rule applies.
  private func clearTriggers(_ rule: Rule) -> Double {
    let criteria = rule.matchCriteria
    let conditions = [criteria.language, criteria.path, criteria.activity].count { $0 != nil }
    let isConcrete = rule.action.parameters?.keys.contains { $0 != ParameterKey.scope.rawValue } == true
    let words = criteria.value.split { !$0.isLetter }.count
    return
      (min(
        1,
        (words > 0 ? 0.4 : 0.2) + 0.2 * Double(conditions) + (isConcrete ? 0.2 : 0)
          + (criteria.type == .context ? 0 : 0.2))).fourDecimals
  }

  /// Whether outputs disagreed about it: half where nothing was seen, more the more often it was broken or had to be
  /// said again.
  private func reducesInconsistency(_ evidence: RuleEvidence) -> Double {
    let seen = evidence.followed + evidence.broken
    let observed = seen == 0 ? 0.5 : 0.4 + 0.6 * Double(evidence.broken) / Double(seen)
    return min(1, observed + 0.1 * Double(max(evidence.statements, 1) - 1)).fourDecimals
  }
}
