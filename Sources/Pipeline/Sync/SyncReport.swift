package import RuleStore
package import Rules

/// What a synchronisation did.
package struct SyncReport: Hashable, Sendable, Encodable {
  /// What became of one branch.
  package struct Branch: Hashable, Sendable, Encodable {
    package var name: String
    /// What was done here.
    package var kind: MergeOutcome.Kind
    package var before: RevisionID?
    package var after: RevisionID?
    /// How many rules came here, went and changed.
    package var added = 0
    package var removed = 0
    package var changed = 0
    /// The rules that a person is to look at.
    package var flagged: [RuleID] = []
    /// Whether the remote got something new; of a dry run, whether it would.
    package var pushed = false
  }

  package var remote: String
  package var isDryRun: Bool
  /// The branches that either side has.
  package var branches: [Branch] = []
  package var problems: [InputProblem] = []

  enum CodingKeys: String, CodingKey {
    case remote, branches, problems
    case isDryRun = "dry_run"
  }

  init(remote: String, isDryRun: Bool) {
    (self.remote, self.isDryRun) = (remote, isDryRun)
  }

  /// One line for each branch.
  package var text: [String] {
    branches.map { branch in
      let counts = [("added", branch.added), ("changed", branch.changed), ("removed", branch.removed)]
        .filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      var parts: [String]
      switch branch.kind {
      case .upToDate: parts = ["nothing new from \(remote)"]
      case .fastForward: parts = ["taken from \(remote)"]
      case .merged: parts = ["merged with \(remote)"]
      }
      parts += counts
      if !branch.flagged.isEmpty { parts.append("\(branch.flagged.count) to be looked at: ltm review") }
      if branch.pushed { parts.append(isDryRun ? "would be pushed" : "pushed") }
      return "\(branch.name): \(parts.joined(separator: ", "))"
    }
  }
}
