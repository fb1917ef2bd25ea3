import Foundation
package import RuleStore

extension PipelineConfiguration {
  /// In whose name the store's commits are made.
  package struct Store: Hashable, Sendable {
    package var authorName = CommitAuthor().name
    package var authorEmail = CommitAuthor().email
    /// The file of an SSH key, private or, with an agent, public; empty for commits that are not signed.
    package var signingKey = ""
  }

  /// Who changes the store.
  package enum Writer: Hashable, Sendable {
    case job
    /// Somebody at the command line: what git calls them, or else as the job.
    case person
  }

  /// Opens the store, so that commits are made in the configured name and signed.
  ///
  /// - Throws: `RuleStoreError`.
  package func openStore(
    _ path: String, create: Bool = false, by writer: Writer = .job,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(RuleStoreError) -> GitRuleStore {
    var opened = try GitRuleStore(path: path, create: create)
    opened.author = author(of: path, writer, environment)
    return opened
  }

  private func author(of path: String, _ writer: Writer, _ environment: [String: String]) -> CommitAuthor {
    var author = CommitAuthor(
      name: store.authorName, email: store.authorEmail,
      signer: store.signingKey.isEmpty ? nil : .ssh(key: store.signingKey, environment: environment))
    guard writer == .person else { return author }
    let git = GitProgram(path, environment: environment)
    func own(_ variable: String, _ setting: String) -> String? {
      environment[variable].flatMap { $0.isEmpty ? nil : $0 } ?? (try? git.setting(setting)) ?? nil
    }
    // Both or neither: half a person is nobody.
    if let name = own("GIT_AUTHOR_NAME", "user.name"), let email = own("GIT_AUTHOR_EMAIL", "user.email"),
      Self.isIdentity(name), Self.isIdentity(email)
    {
      (author.name, author.email) = (name, email)
    }
    return author
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
