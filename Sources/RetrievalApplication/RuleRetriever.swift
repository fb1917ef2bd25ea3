package import Rules

/// Finds the rules that fit a task.
///
/// Hard conditions come first: project, language, path, activity. Then the trigger: a pattern or keyword that occurs,
/// or the subject of the rule. A rule about what all code has fits every task that writes code; a rule about
/// something special fits only where that is mentioned.
package struct RuleRetriever: Sendable {
  private let byProject: [String?: [RuleProfile]]
  private let threshold: Double
  private let limit: Int
  private let judge: FitJudge?

  /// Prepares rules for many tasks.
  ///
  /// - Parameters:
  ///   - threshold: the least fit of a rule that is given, 0…1.
  ///   - limit: the most rules for one task.
  ///   - judge: tells by a trained model how probably a rule has to be obeyed; without one the fit is made by hand.
  package init(rules: [Rule], threshold: Double = 0.8, limit: Int = 10, judge: FitJudge? = nil) {
    self.judge = judge
    byProject = Dictionary(grouping: rules.map(RuleProfile.init), by: \.project)
    self.threshold = threshold
    self.limit = limit
  }

  /// The rules that fit, best first; equally good ones in the order of confidence, then id.
  package func rules(for task: TaskRequest) -> [RetrievedRule] {
    let profile = TaskProfile(task)
    var candidates = byProject[nil] ?? []
    if let project = profile.project { candidates += byProject[project] ?? [] }
    let fits = fits(candidates, profile)
    let fitting = zip(candidates, fits).compactMap { candidate, fit -> RetrievedRule? in
      fit >= threshold && fit > 0
        ? RetrievedRule(rule: candidate.rule, fit: fit.fourDecimals) : nil
    }
    let ranked = fitting.sorted { left, right in
      (right.fit, right.rule.confidence, left.rule.id) < (left.fit, left.rule.confidence, right.rule.id)
    }
    return Array(ranked.prefix(limit))
  }

  /// How well each of some rules fits; a pattern or keyword says by itself when its rule holds.
  private func fits(_ candidates: [RuleProfile], _ task: TaskProfile) -> [Double] {
    guard let judge else { return candidates.map { $0.fit(task) } }
    return zip(candidates, judge.fits(candidates, task)).map { candidate, fit in
      guard candidate.admits(task) else { return 0 }
      if candidate.rule.matchCriteria.type != .context { return candidate.fit(task) }
      // Names and form are what all code has: there the conditions say it all.
      return candidate.concernsForm ? max(fit, candidate.fit(task)) : fit
    }
  }
}
