import Foundation
import Git
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// In whose name commits are made, and how they are signed.
@Suite struct CommitAuthorTests {
  private let directory: TemporaryDirectory
  private var path: String { directory.path("rules.git") }

  init() throws {
    directory = try TemporaryDirectory()
    _ = try GitRuleStore(path: directory.path("rules.git"), create: true)
  }

  private var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": directory.path,
      "GIT_CONFIG_NOSYSTEM": "1",
    ]
  }

  private func configuration(_ store: String) throws -> PipelineConfiguration {
    try PipelineConfiguration(Data(#"{"store": \#(store)}"#.utf8), file: "c.json")
  }

  private func commit(_ id: String, _ configuration: PipelineConfiguration, author: PersonIdentity? = nil) throws {
    let rule = Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: id),
      action: Action(type: .style, description: "Keep \(id)"), rationale: "")
    let store = try configuration.openStore(path, environment: environment)
    _ = try store.commit(
      [.add(rule)], in: RunContext(id: "run", time: Timestamp(seconds: 1_750_000_000), author: author))
  }

  private func log(_ format: String) throws -> String {
    try Command.git(path, "log", "-1", "--format=\(format)").output.trimmingCharacters(in: .newlines)
  }

  private func key(_ name: String, passphrase: String = "") throws -> String {
    let file = directory.path(name)
    #expect(try Command.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "", "-f", file]).status == 0)
    return file
  }

  @Test func commitsCarryTheConfiguredName() throws {
    try commit("a", PipelineConfiguration())
    #expect(try log("%an <%ae> %cn <%ce>") == "ltm <ltm@localhost> ltm <ltm@localhost>")
    let team = try configuration(#"{"author_name": "Nightly", "author_email": "nightly@example.org"}"#)
    try commit("b", team)
    #expect(try log("%an <%ae> %cn <%ce>") == "Nightly <nightly@example.org> Nightly <nightly@example.org>")
    // A person's commands carry the person's.
    try commit("c", team, author: PersonIdentity(name: "Jo Doe", email: "jo@example.org"))
    #expect(try log("%an <%ae>") == "Jo Doe <jo@example.org>")
  }

  @Test func everyCommitIsSignedAndGitVerifiesIt() throws {
    let key = try key("key")
    let signed = try configuration(#"{"author_email": "n@example.org", "signing_key": "\#(key)"}"#)
    try commit("a", signed)
    try commit("b", signed)
    let signers = try directory.write(
      "n@example.org " + (try String(contentsOfFile: "\(key).pub", encoding: .utf8)), to: "signers")
    let shown = try Command.git(
      path, "-c", "gpg.ssh.allowedSignersFile=\(signers)", "log", "--show-signature", "--format=%G? %s")
    #expect(
      (shown.output + shown.errors).components(separatedBy: "Good \"git\" signature for n@example.org").count == 3)
    // The first commit is the same in every store, so nobody signs it.
    let kinds = try Command.git(path, "-c", "gpg.ssh.allowedSignersFile=\(signers)", "log", "--format=%G?").output
    #expect(kinds == "G\nG\nN\n")
    #expect(try Command.git(path, "fsck", "--strict", "--no-dangling").errors == "")
    // Ed25519 gives the same signature each time: so the commits are the same too.
    let head = try log("%H")
    try FileManager.default.removeItem(atPath: path)
    _ = try GitRuleStore(path: path, create: true)
    try commit("a", signed)
    try commit("b", signed)
    #expect(try log("%H") == head)
    #expect(try GitRuleStore(path: path).snapshot(at: nil).rules.count == 2)
    #expect(try GitRuleStore(path: path).log(of: nil, limit: nil).map(\.run) == ["run", "run"])
  }

  @Test func aKeyThatCannotSignIsAnErrorAndNoQuestion() throws {
    let locked = try key("locked", passphrase: "open sesame")
    for file in [locked, directory.path("nowhere"), "\(locked).pub"] {
      let signed = try configuration(#"{"signing_key": "\#(file)"}"#)
      let error = try #require(throws: RuleStoreError.self) { try commit("a", signed) }
      #expect(error.description.hasPrefix("\(file): commits cannot be signed with this key: "))
      #expect(error.description.contains("ssh-agent"))
    }
    #expect(try GitRuleStore(path: path).head() == nil)
  }

  @Test(arguments: [
    (#"{"author_name": "a <b>"}"#, "c.json: 'store.author_name' must be a text in one line without '<' and '>'"),
    (#"{"author_email": "a\nb"}"#, "c.json: 'store.author_email' must be a text in one line without '<' and '>'"),
    (#"{"author_name": ""}"#, "c.json: 'store.author_name' must be a text that is not empty"),
    (#"{"signing_key": "-oops"}"#, "c.json: 'store.signing_key' must be the path of a file"),
    (#"{"signing_kay": "k"}"#, "c.json: unknown key 'store.signing_kay'; did you mean 'store.signing_key'?"),
  ])
  func whatCannotStandInACommitIsRefused(store: String, message: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try configuration(store) }
    #expect(error.description == message)
  }
}
