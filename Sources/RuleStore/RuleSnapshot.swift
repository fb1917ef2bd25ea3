package import Rules

/// All rules of one revision.
package struct RuleSnapshot: Hashable, Sendable {
  /// The revision; nil for a store without any.
  package let revision: RevisionID?
  /// The rules, in order of id.
  package let rules: [Rule]
  /// What is wrong with files in the store, in order of path.
  package let problems: [RuleFileProblem]

  package init(revision: RevisionID?, rules: [Rule], problems: [RuleFileProblem]) {
    self.revision = revision
    self.rules = rules
    self.problems = problems
  }
}

/// Something wrong with one file, which does not keep the others from being read.
package struct RuleFileProblem: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The path in the store's repository.
  package let path: String
  /// What is wrong, without the file's content.
  package let reason: String

  package var description: String { "\(path): \(reason)" }
}
