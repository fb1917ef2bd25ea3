import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// The same changes with one clock give the same commits, wherever and whenever they are made.
@Suite struct DeterminismTests {
  @Test func theIdsAreAsRecorded() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let rule = try Sample.rule(
      "a", "Use camelCase für JavaScript variables", rationale: "so that \"all\" read alike", score: 0.86)
    var changed = rule
    changed.sources.append(Sample.source("session_002", 4))
    let outcome = try store.commit([
      .add(rule), .add(try Sample.rule("b", "Never use tabs", kind: .style)), .change(from: rule, to: changed),
      .replace([rule.id], with: try Sample.rule("c")),
      .remove(try Sample.rule("b", "Never use tabs", kind: .style), reason: "session_004#2"),
      .restore(rule),
    ])
    let ids = outcome.commits.map { "\($0.revision)\n" }.joined()
    try Golden.check(ids, "commit-ids.txt")
  }

  @Test func nothingAroundTheProcessChangesAnything() throws {
    let directory = try TemporaryDirectory()
    let hook = try directory.write("#!/bin/sh\nexit 1\n", to: "hooks/pre-commit")
    for name in ["pre-commit", "commit-msg", "reference-transaction", "update", "pre-receive"] {
      try directory.write("#!/bin/sh\nexit 1\n", to: "hooks/\(name)")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path("hooks/\(name)"))
    }
    let configuration = """
      [user]
      \tname = Somebody
      \temail = somebody@example.org
      [commit]
      \tgpgsign = true
      [core]
      \tautocrlf = true
      \thooksPath = \(URL(filePath: hook).deletingLastPathComponent().path)
      \tlogAllRefUpdates = false
      \tworktree = /
      \tbare = false
      [i18n]
      \tcommitEncoding = ISO-8859-1
      [init]
      \tdefaultBranch = trunk
      """
    try directory.write(configuration, to: "home/.gitconfig")
    try directory.write("[broken", to: "broken/.gitconfig")
    try directory.write("[broken", to: "broken/git/config")
    let surroundings: [(environment: [String: String], shell: String)] = [
      ([:], #"exec "$@""#),
      (["TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"], #"exec "$@""#),
      (["HOME": directory.path("home")], #"umask 077; exec "$@""#),
      (["HOME": directory.path("broken"), "XDG_CONFIG_HOME": directory.path("broken")], #"umask 0; exec "$@""#),
      (
        [
          "GIT_DIR": "/nonexistent", "GIT_AUTHOR_NAME": "Somebody", "GIT_COMMITTER_DATE": "2001-01-01T00:00:00",
          "GIT_OBJECT_DIRECTORY": "/nonexistent", "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name",
          "GIT_CONFIG_VALUE_0": "Somebody", "EMAIL": "somebody@example.org",
        ], #"cd /; exec "$@""#
      ),
    ]
    var outputs: Set<String> = []
    for (index, surrounding) in surroundings.enumerated() {
      let store = directory.path("\(index).git")
      let run = try StoreWriter.write(
        store, count: 2, size: 2, environment: surrounding.environment, shell: surrounding.shell)
      #expect(run.status == 0, "\(run.errors)")
      outputs.insert(run.output)
      #expect(try Command.git(store, "symbolic-ref", "HEAD").output == "refs/heads/main\n")
      #expect(try Command.git(store, "reflog", "show", "--format=%gn", "main").output == "ltm\nltm\n")
      try expectSound(store)
    }
    #expect(outputs.count == 1)
    #expect(try #require(outputs.first).split(separator: "\n").count == 2)
  }
}
