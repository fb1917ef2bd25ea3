import Pipeline
import RuleStore
import Rules

/// Reviews a store as a person would who decides about some of its rules.
@discardableResult
func review(
  _ store: GitRuleStore, accepting: [RuleID] = [], rejecting: [RuleID] = [], at time: Timestamp
) throws -> CommitOutcome {
  let items = try ReviewQueue(store).items
  let decisions: [(item: ReviewItem, decision: ReviewDecision)] = items.compactMap { item in
    if accepting.contains(item.rule.id) { return (item, .accept) }
    return rejecting.contains(item.rule.id) ? (item, .reject) : nil
  }
  let application = ReviewApplication(store, run: RunContext(id: "review", time: time))
  return try application.apply(decisions, current: items).changes
}
