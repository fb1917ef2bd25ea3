import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// People work on the store with plain git.
@Suite struct PeoplesEditsTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    (a, b) = (try Sample.rule("a"), try Sample.rule("b", "Never use tabs", kind: .style))
    try store.commit([.add(a), .add(b)])
    try git("clone", "--quiet", store.path, ".")
  }

  private var work: String { directory.path("work") }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let environment = StoreWriter.environment.merging([
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org",
      "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org",
    ]) { $1 }
    let command = try Command.run(["git", "-C", work] + arguments, environment: environment)
    #expect(command.status == 0, "\(command.errors)")
    return command.output
  }

  private func push(_ message: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "-m", message)
    try git("push", "--quiet")
    try expectSound(store.path)
  }

  private func path(_ rule: Rule) throws -> String { try RuleFile.path(of: rule.id) }

  @Test func anEditIsReadAndKept() throws {
    var edited = a
    edited.action.description = "Use camelCase, except in tests"
    try directory.write(String(decoding: try CanonicalJSON.line(edited), as: UTF8.self), to: "work/\(path(a))")
    try push("Make an exception")
    #expect(try store.snapshot(at: nil).rules == [edited, b])
    #expect(try store.snapshot(at: nil).problems.isEmpty)
    let entry = try #require(try store.log(of: a.id, limit: 1).first)
    #expect(entry.author == "Ann")
    #expect(entry.kind == .change)
    #expect(entry.trailers.isEmpty)
    var stronger = a
    stronger.confidence = 1
    let outcome = try store.commit([.change(from: a, to: stronger)])
    #expect(outcome.refusals.map(\.reason) == [.changedMeanwhile])
    #expect(try store.snapshot(at: nil).rules == [edited, b])
  }

  @Test func reformattingChangesNothing() throws {
    try directory.write(
      "\r\n\t" + String(decoding: try CanonicalJSON.line(a), as: UTF8.self) + "\r\n", to: "work/\(path(a))")
    try push("Reformat")
    #expect(try store.snapshot(at: nil).rules == [a, b])
    #expect(try store.log(of: a.id, limit: nil).count == 1)
    #expect(try store.commit([.add(a)]).commits.isEmpty)
    try store.commit([.remove(a, reason: "gone")])
    #expect(try store.snapshot(at: nil).rules == [b])
  }

  @Test func aRenamedFileIsFound() throws {
    try FileManager.default.createDirectory(atPath: "\(work)/rules/naming", withIntermediateDirectories: true)
    try git("mv", try path(a), "rules/naming/camel case.json")
    try push("Rename")
    let snapshot = try store.snapshot(at: nil)
    #expect(snapshot.rules == [a, b])
    #expect(snapshot.problems.map(\.path) == ["rules/naming/camel case.json"])
    #expect(try store.log(of: a.id, limit: nil).count == 1)
    var changed = a
    changed.rationale = "because"
    try store.commit([.change(from: a, to: changed)])
    #expect(try store.snapshot(at: nil).rules == [changed, b])
    #expect(try git("ls-tree", "-r", "--name-only", "HEAD").contains("camel case.json"))
    try store.commit([.remove(changed, reason: "gone")])
    #expect(try store.snapshot(at: nil).rules == [b])
    #expect(try store.snapshot(at: nil).problems.isEmpty)
  }

  @Test func aCopyOfARuleDoesNotCount() throws {
    var copy = a
    copy.rationale = "from the copy"
    try directory.write(String(decoding: try CanonicalJSON.file(copy), as: UTF8.self), to: "work/rules/00/copy.json")
    try push("Copy")
    #expect(try store.snapshot(at: nil).rules == [a, b])
    #expect(try store.snapshot(at: nil).problems.map(\.path) == ["rules/00/copy.json", "rules/00/copy.json"])
    try git("rm", "--quiet", "rules/00/copy.json")
    try push("Remove the copy")
    // It was never in force: neither commit touched the rule.
    #expect(try store.log(of: a.id, limit: nil).count == 1)
  }

  @Test func aDeletedRuleIsGoneUntilItIsAddedAgain() throws {
    try git("rm", "--quiet", try path(a))
    try push("Drop")
    #expect(try store.snapshot(at: nil).rules == [b])
    #expect(try store.log(of: a.id, limit: nil).map(\.kind) == [.remove, .add])
    var stronger = a
    stronger.confidence = 1
    let outcome = try store.commit([.change(from: a, to: stronger), .remove(a, reason: "gone")])
    #expect(outcome.commits.isEmpty)
    #expect(outcome.refusals.map(\.reason) == [.changedMeanwhile])
  }

  @Test func aMergeIsHistory() throws {
    try git("checkout", "--quiet", "-b", "side", "HEAD~1")
    try directory.write(
      String(decoding: try CanonicalJSON.file(Sample.rule("c")), as: UTF8.self), to: "work/rules/c.json")
    try git("add", "--all")
    try git("commit", "--quiet", "-m", "Add c")
    try git("checkout", "--quiet", "main")
    try git("merge", "--quiet", "--no-ff", "-m", "Merge side", "side")
    try git("push", "--quiet", "origin", "main")
    #expect(try store.snapshot(at: nil).rules.map(\.id.text) == ["a", "b", "c"])
    #expect(try store.log(of: nil, limit: nil).map(\.subject).contains("Merge side") == false)
    #expect(try store.log(of: nil, limit: nil).count == 3)
    #expect(try store.history(from: nil, to: nil).count == 3)
    #expect(try store.commit([.add(try Sample.rule("d"))]).commits.count == 1)
    try expectSound(store.path)
  }

  @Test func otherFilesStayAsTheyAre() throws {
    try directory.write("# Our rules\r\n", to: "work/README.md")
    try directory.write("#!/bin/sh\n", to: "work/tools/check")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(work)/tools/check")
    try FileManager.default.createSymbolicLink(atPath: "\(work)/link", withDestinationPath: "/etc/passwd")
    try push("Explain")
    let before = try git("ls-tree", "-r", "HEAD").split(separator: "\n").filter { !$0.contains("\trules/") }
    try store.commit([.remove(a, reason: "gone"), .remove(b, reason: "gone")])
    try git("pull", "--quiet")
    #expect(try git("ls-tree", "-r", "HEAD").split(separator: "\n") == before)
    #expect(before.count == 4)
    #expect(try store.snapshot(at: nil).problems.isEmpty)
    try store.commit([.restore(a)])
    #expect(try store.snapshot(at: nil).rules == [a])
  }

  @Test func aFileThatHoldsNoRuleIsAProblemOfItsOwn() throws {
    try directory.write("{ \"id\": \"a\", secret", to: "work/\(path(a))")
    try directory.write(String(repeating: "[", count: 60_000), to: "work/rules/00/deep.json")
    try directory.write(String(repeating: " ", count: 70_000), to: "work/rules/00/large.json")
    try directory.write("", to: "work/rules/00/nothing.json")
    try directory.write("\u{FEFF}{}", to: "work/rules/00/mark.json")
    try Data([0xFF, 0xFE, 0x00, 0x80]).write(to: URL(filePath: "\(work)/rules/00/binary.json"))
    try FileManager.default.createSymbolicLink(atPath: "\(work)/rules/00/link.json", withDestinationPath: "/etc/passwd")
    try directory.write("{}", to: "work/rules/1/2/3/4/5/6/7.json")
    let far = String(decoding: try CanonicalJSON.file(try Sample.rule("far")), as: UTF8.self)
      .replacing("\"id\"", with: "\"timestamp\" : \"999999999999-12-31T00:00:00Z\", \"id\"")
    try directory.write(far, to: "work/rules/00/far.json")
    try push("Break")
    let snapshot = try store.snapshot(at: nil)
    #expect(snapshot.rules == [b])
    let names = ["binary", "deep", "far", "large", "link", "mark", "nothing"].map { "rules/00/\($0).json" }
    #expect(Set(snapshot.problems.map(\.path)) == Set(names + [try path(a), "rules/1/2/3/4/5"]))
    #expect(snapshot.problems.allSatisfy { !$0.description.contains("secret") })
    // It is not overwritten either.
    let outcome = try store.commit([.add(a), .add(try Sample.rule("c"))])
    #expect(outcome.refusals.map(\.reason) == [.occupied(path: try path(a))])
    #expect(outcome.commits.count == 1)
    #expect(try store.log(of: b.id, limit: nil).count == 1)
    try expectSound(store.path)
  }

  @Test func aFileInTheWayOfADirectoryIsNotOverwritten() throws {
    let shard = String(try path(try Sample.rule("c")).prefix(8))
    try directory.write("in the way", to: "work/\(shard)")
    try push("Stand in the way")
    let outcome = try store.commit([.add(try Sample.rule("c")), .add(try Sample.rule("d"))])
    #expect(outcome.refusals.map(\.reason) == [.occupied(path: shard)])
    #expect(outcome.commits.count == 1)
    try git("pull", "--quiet")
    try git("rm", "-r", "--quiet", "rules")
    try directory.write("in the way", to: "work/rules")
    try push("Stand in every way")
    let all = try store.commit([.add(a)])
    #expect(all.refusals.map(\.reason) == [.occupied(path: "rules")])
    #expect(try store.snapshot(at: nil).rules.isEmpty)
  }

  @Test func namesThatLookTheSameAreTwo() throws {
    let names = ["\u{E9}", "e\u{301}"]
    for (name, rule) in zip(names, [try Sample.rule("x"), try Sample.rule("y")]) {
      let bytes = try CanonicalJSON.file(rule)
      try directory.write(String(decoding: bytes, as: UTF8.self), to: "work/rules/00/\(name).json")
    }
    try push("Accents")
    #expect(try store.snapshot(at: nil).rules.map(\.id.text) == ["a", "b", "x", "y"])
  }
}
