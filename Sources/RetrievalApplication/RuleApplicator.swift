package import Rules

/// Applies to a task the rules that fit it.
package struct RuleApplicator: Sendable {
  /// What came of a task.
  package struct Application: Hashable, Sendable {
    /// The rules that were applied and what they changed.
    package let result: TaskResult
    /// What the task comes to with those changes.
    package let output: TaskOutput
  }

  private let retriever: RuleRetriever

  package init(_ retriever: RuleRetriever) {
    self.retriever = retriever
  }

  /// Applies every rule that fits, best first.
  package func apply(to task: TaskRequest) -> Application {
    var draft = TaskDraft(task)
    let rules = retriever.rules(for: task).map(\.rule)
    for rule in rules { draft.apply(rule) }
    return Application(
      result: TaskResult(task: task, appliedRules: rules.map(\.id), modifications: draft.modifications),
      output: draft.output)
  }
}
