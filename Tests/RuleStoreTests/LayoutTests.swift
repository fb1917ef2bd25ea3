import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What a commit costs.
@Suite struct LayoutTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
  }

  private func packs() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(store.path)/objects/pack").filter { $0.hasSuffix(".pack") }
  }

  private func objects(in pack: String) throws -> Int {
    let verified = try Command.git(store.path, "verify-pack", "-v", "objects/pack/\(pack.dropLast(5)).idx").output
    return verified.split(separator: "\n").filter { line in
      line.split(separator: " ").first?.count == 40
    }.count
  }

  @Test func aRunIsOnePackAndAChangeIsFourObjects() throws {
    let rules = try (0..<2000).map { index in try Sample.rule("rule-\(index)", "Use tool \(index)") }
    #expect(try store.commit(rules.map(RuleChange.add)).commits.count == 2000)
    let first = try packs()
    #expect(first.count == 1)
    var changed = rules[7]
    changed.rationale = "because"
    try store.commit([.change(from: rules[7], to: changed)])
    let second = try packs().filter { !first.contains($0) }
    #expect(second.count == 1)
    // The file, its shard, `rules`, the root and the commit.
    #expect(try objects(in: try #require(second.first)) == 5)
    #expect(try Command.git(store.path, "count-objects").output.hasPrefix("0 objects"))
    #expect(
      try Command.git(store.path, "ls-tree", "-d", "--name-only", "main:rules").output.split(separator: "\n").count
        == 256)
    // A run that has nothing to do writes nothing.
    #expect(try store.commit([.change(from: rules[7], to: changed)], run: "again").commits.isEmpty)
    #expect(try packs().count == 2)
    try expectSound(store.path)
  }

  @Test func aRulesFileIsInTheShardOfItsHash() throws {
    let hash = "5f2b0a0de7a4d9c15f2b0a0de7a4d9c1"
    try store.commit([.add(try Sample.rule(hash)), .add(try Sample.rule("session_001_r1"))])
    let other = try Command.run(["git", "hash-object", "--stdin"], input: Data("session_001_r1".utf8)).output.prefix(2)
    let files = try Command.git(store.path, "ls-tree", "-r", "--name-only", "main").output
      .split(separator: "\n").map(String.init)
    #expect(Set(files) == [".gitattributes", "rules/5f/\(hash).json", "rules/\(other)/session_001_r1.json"])
  }

  @Test func nothingIsLostWhenGitPrunes() throws {
    var rule = try Sample.rule("a")
    try store.commit([.add(rule)])
    for index in 0..<5 {
      var changed = rule
      changed.rationale = "\(index)"
      try store.commit([.change(from: rule, to: changed)])
      #expect(try Command.git(store.path, "gc", "--quiet", "--prune=now").status == 0)
      rule = changed
    }
    try store.commit([.remove(rule, reason: "gone")])
    #expect(try Command.git(store.path, "reflog", "expire", "--expire=now", "--all").status == 0)
    #expect(try Command.git(store.path, "gc", "--quiet", "--prune=now", "--aggressive").status == 0)
    let history = try store.history(from: nil, to: nil)
    #expect(history.count == 7)
    let reasons = try history.map { try store.snapshot(at: $0).rules.first?.rationale }
    #expect(reasons == ["", "0", "1", "2", "3", "4", nil])
    // What only an earlier revision holds is there to come back.
    try store.commit([.restore(rule)])
    #expect(try store.snapshot(at: nil).rules == [rule])
    try expectSound(store.path)
  }
}
