package import Rules

/// What came of bringing another revision into a branch.
package struct MergeOutcome: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, Codable {
    /// The branch has it already.
    case upToDate = "up_to_date"
    /// The branch had nothing new of its own, and is now where the other one is.
    case fastForward = "fast_forward"
    /// A commit joins the two.
    case merged
  }

  package let kind: Kind
  /// Where the branch was; nil when there was none.
  package let before: RevisionID?
  /// Where it is now; nil for a merge that was only tried.
  package internal(set) var after: RevisionID?
  /// How many rules came, went and changed, against what the branch had.
  package var added = 0
  package var removed = 0
  package var changed = 0
  /// The rules that a person is to look at, because the two sides do not go together, in order of id.
  package var flagged: [RuleID] = []
  /// What could not be merged and is as it was, in order of path.
  package var problems: [RuleFileProblem] = []

  init(_ kind: Kind, before: RevisionID?, after: RevisionID?) {
    (self.kind, self.before, self.after) = (kind, before, after)
  }
}
