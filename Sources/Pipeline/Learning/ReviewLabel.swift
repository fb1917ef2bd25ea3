package import RuleStore
package import Rules

/// What a person said of a rule that the job found: a labelled example, read from history alone.
package struct ReviewLabel: Hashable, Sendable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    case accepted
    /// Accepted in another form.
    case edited
    case rejected
  }

  package var verdict: Verdict
  /// The rule as the job decided on it.
  package var rule: Rule
  package var decision: Decision
  package var time: Timestamp

  /// Whether the person wants the rule.
  package var isRight: Bool { verdict != .rejected }
  /// What was said together is kept together when models are tested.
  package var group: String { rule.sources.first?.session ?? rule.id.text }

  /// The latest word about each rule, on any branch, in order of id.
  ///
  /// - Throws: `RuleStoreError`.
  package static func all(in store: GitRuleStore) throws(RuleStoreError) -> [ReviewLabel] {
    let main = try store.on(.main).ruleHistory()
    var labels: [RuleID: ReviewLabel] = [:]
    for branch in [GitRuleStore.Branch.proposals, .candidates, .main] {
      let history = branch == .main ? main : try store.on(branch).ruleHistory()
      for (id, life) in history.lives {
        // What a person moved to the rules by hand was not refused.
        let isMoved = branch != .main && main.lives[id]?.isAlive == true
        guard let label = ReviewLabel(life, on: branch, isMoved: isMoved) else { continue }
        if let known = labels[id], known.time > label.time { continue }
        labels[id] = label
      }
    }
    return labels.values.sorted { $0.rule.id < $1.rule.id }
  }

  /// The latest word about one rule on one branch; nil where nobody said one, or no job decided on the rule.
  private init?(_ life: RuleLife, on branch: GitRuleStore.Branch, isMoved: Bool) {
    var (form, decided): (Rule?, Rule?)
    var latest: (verdict: Verdict, rule: Rule, time: Timestamp)?
    for event in life.events {
      // A decision is the job's, whoever carries the file to another branch.
      if !event.isByPerson || event.kind == .added, let rule = event.after, rule.decision != nil { decided = rule }
      if let rule = decided ?? event.before, let verdict = Self.verdict(of: event, form, on: branch, isMoved) {
        latest = (verdict, rule, event.time)
      }
      if event.kind != .accepted { form = event.after }
    }
    guard let latest, let decision = latest.rule.decision else { return nil }
    (verdict, rule, self.decision, time) = (latest.verdict, latest.rule, decision, latest.time)
  }

  /// What an event says of the rule.
  ///
  /// - Parameter form: the rule before it; nil where the branch held none.
  private static func verdict(
    of event: RuleEvent, _ form: Rule?, on branch: GitRuleStore.Branch, _ isMoved: Bool
  ) -> Verdict? {
    guard event.isByPerson else { return nil }
    switch (event.kind, event.review) {
    case (_, .undone): return nil
    // To agree with a removal says nothing of what was removed.
    case (.accepted, _): return form == nil ? nil : .accepted
    case (.removed, .accepted): return branch == .candidates ? .accepted : nil
    case (.removed, .edited): return branch == .candidates ? .edited : nil
    case (.removed, _): return isMoved ? nil : .rejected
    case (.added, _): return .accepted
    case (.changed, .edited): return .edited
    case (.changed, .accepted): return .accepted
    // To refuse a change says nothing of the rule before it.
    case (.changed, .rejected), (.changed, .reverted): return nil
    case (.changed, _): return event.fields.contains { !RuleFields.isEvidence($0) } ? .edited : nil
    case (.strengthened, _): return nil
    }
  }
}
