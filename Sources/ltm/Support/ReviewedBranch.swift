import Pipeline
import RuleStore
import Rules

/// Where a review takes place.
enum ReviewedBranch {
  case store(GitRuleStore)
  case range(ReviewedRange)

  /// What came of a review.
  struct Outcome {
    var done: ReviewApplication.Outcome
    /// The branch to which commits were brought.
    var branch: String?
  }

  /// What there is to review.
  func queue() throws -> ReviewQueue {
    switch self {
    case .store(let store): try ReviewQueue(store)
    case .range(let range): try range.queue()
    }
  }

  /// Carries decisions out, in a store under its lock.
  func apply(
    _ decisions: [(item: ReviewItem, decision: ReviewDecision)], run: RunContext, _ environment: RunEnvironment
  ) throws -> Outcome {
    switch self {
    case .store(let store):
      let lock = try store.lock()
      Console.reportRemoved(try store.removeLeftovers(under: lock))
      let done = try ReviewApplication(store, run: run).apply(decisions, current: try queue().items)
      environment.repack(store, under: lock)
      return Outcome(done: done)
    case .range(let range):
      let application = ReviewApplication(range.store, hasBranches: false, run: run)
      let done = try application.apply(decisions, current: try queue().items)
      return Outcome(done: done, branch: try range.deliver())
    }
  }
}
