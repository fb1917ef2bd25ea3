package import Git
import Rules

/// In whose name the store's commits are made, and whether they are signed.
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

extension GitRuleStore {
  /// Author and committer of the commits that this value makes.
  func signature(at time: Timestamp) -> Signature {
    // Git holds no time before 1970.
    Signature(name: author.name, email: author.email, seconds: max(0, time.seconds))
  }
}
