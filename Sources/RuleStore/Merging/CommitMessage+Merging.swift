import Git
import Rules

extension CommitMessage {
  private static let namedRules = 20

  /// Writes the message of a commit that joins two histories.
  init(merging name: String, into branch: GitRuleStore.Branch, _ outcome: MergeOutcome, run: RunContext) {
    let counts = [
      ("added", outcome.added), ("changed", outcome.changed), ("removed", outcome.removed),
      ("to be looked at", outcome.flagged.count),
    ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
    let subject =
      "Merge \(branch.rawValue) of \(name.onOneLine): "
      + (counts.isEmpty ? "nothing new" : counts.joined(separator: ", "))
    let flagged = outcome.flagged.prefix(Self.namedRules).map { "Both sides changed, or one excludes the other: \($0)" }
    let rest = outcome.flagged.count - flagged.count
    let kept = outcome.problems.prefix(Self.namedRules).map { "Kept as it was: \($0.path.onOneLine)" }
    let lines = flagged + (rest > 0 ? ["and \(rest) more"] : []) + kept
    let trailers = ["Merge: sync", "Run: \(run.id.onOneLine.cut(toColumns: 200))"]
    let paragraphs = [subject, lines.joined(separator: "\n"), trailers.joined(separator: "\n")]
    self.init(text: paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n")
  }
}
