import Foundation
package import RuleStore

extension PipelineConfiguration {
  /// In whose name the store's commits are made.
  package struct Store: Hashable, Sendable {
    /// Whether a person must agree before anything reaches the rules.
    package var review = ReviewMode.optional
    package var authorName = CommitAuthor().name
    package var authorEmail = CommitAuthor().email
    /// The file of an SSH key, private or, with an agent, public; empty for commits that are not signed.
    package var signingKey = ""
  }

  /// Opens the store, so that commits are made in the configured name, where they are no person's, and signed.
  ///
  /// - Throws: `RuleStoreError`.
  package func openStore(
    _ path: String, create: Bool = false, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(RuleStoreError) -> GitRuleStore {
    var opened = try GitRuleStore(path: path, create: create)
    opened.author = CommitAuthor(
      name: store.authorName, email: store.authorEmail,
      signer: store.signingKey.isEmpty ? nil : .ssh(key: store.signingKey, environment: environment))
    return opened
  }

  mutating func readStore(_ section: inout ConfigurationSection) throws(ConfigurationError) {
    try section.text("author_name", into: &store.authorName)
    try section.text("author_email", into: &store.authorEmail)
    try section.text("signing_key", into: &store.signingKey)
    for (key, value) in [("author_name", store.authorName), ("author_email", store.authorEmail)] {
      guard Self.isIdentity(value) else { throw section.bad(key, "a text in one line without '<' and '>'") }
    }
    guard !store.signingKey.hasPrefix("-") else { throw section.bad("signing_key", "the path of a file") }
  }

  /// Whether a text can stand in a commit as a name or an address.
  private static func isIdentity(_ text: String) -> Bool {
    text.contains { $0.isLetter || $0.isNumber }
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f && !"<>".unicodeScalars.contains($0) }
  }
}
