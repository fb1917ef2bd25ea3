package import Git
import Rules

/// In whose name the store's commits are made, where no person is named, and whether they are signed.
package struct CommitAuthor: Sendable {
  package var name: String
  package var email: String
  /// Who signs; nil for commits without a signature.
  package var signer: CommitSigner?

  package init(name: String = "ltm", email: String = "ltm@localhost", signer: CommitSigner? = nil) {
    self.name = name
    self.email = email
    self.signer = signer
  }
}

extension CommitAuthor {
  /// Author and committer of a run's commits: the person who did it, or else this one. Git holds no time before 1970.
  func signature(of run: RunContext) -> Signature {
    Signature(
      name: run.author?.name ?? name, email: run.author?.email ?? email, seconds: max(0, run.time.seconds))
  }
}

extension GitRuleStore {
  /// Author and committer of a run's commits.
  func signature(of run: RunContext) -> Signature { author.signature(of: run) }
}
