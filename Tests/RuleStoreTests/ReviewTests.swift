import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// A person reviews and takes back with git alone.
@Suite struct ReviewTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let rule: Rule

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    rule = try Sample.rule("a", score: 0.86)
  }

  /// Takes a commit back in a clone, as a person would.
  private func revert(_ revision: String) throws {
    let work = directory.path(UUID().uuidString)
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "revert", "--no-edit", revision).status == 0)
    #expect(try Command.git(work, "push", "--quiet").status == 0)
    try expectSound(store.path)
  }

  @Test func gitShowsWhatAndWhy() throws {
    var changed = rule
    changed.rationale = "because"
    try store.commit([.add(rule)])
    try store.commit([.change(from: rule, to: changed)], run: "run-2")
    let path = try RuleFile.path(of: rule.id)
    let log = try Command.git(store.path, "log", "--stat", "--format=%s%n%(trailers)").output
    let lines = log.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.filter { $0.hasPrefix("\(path) |") }.count == 2)
    #expect(lines.contains("Add naming rule: use camelCase for JavaScript variables"))
    #expect(lines.contains("Decision: store 0.86"))
    #expect(lines.contains("Source: session_001#0"))
    #expect(lines.contains("Run: run-2"))
    // Only the line that changed.
    let difference = try Command.git(store.path, "diff", "--numstat", "main~1", "main").output
    #expect(difference == "1\t1\t\(path)\n")
    let blame = try Command.git(store.path, "blame", "-s", "main", "--", path).output.split(separator: "\n")
    let latest = try #require(try store.head()).description.prefix(7)
    let blamed = blame.filter { $0.hasPrefix(latest) }
    #expect(blamed.count == 1)
    #expect(try #require(blamed.first).contains("because"))
    // Each commit can be sent by mail and applied again.
    let patch = try Command.git(store.path, "format-patch", "--stdout", "--root", "main").output
    let copy = directory.path("copy")
    #expect(try Command.git(directory.path, "init", "--quiet", "copy").status == 0)
    let mailbox = try directory.write(patch, to: "patches")
    #expect(try Command.git(copy, "am", "--quiet", mailbox).status == 0)
    #expect(
      try Command.git(copy, "rev-parse", "HEAD^{tree}").output
        == Command.git(store.path, "rev-parse", "main^{tree}").output)
  }

  @Test func aRevertedRuleComesBackOnlyWhenItIsAddedAgain() throws {
    try store.commit([.add(rule)])
    try revert("main")
    #expect(try store.snapshot(at: nil).rules.isEmpty)
    #expect(try store.log(of: rule.id, limit: nil).map(\.kind) == [.remove, .add])
    // The store does not remember what people took back: whoever plans the changes reads that from the log.
    #expect(try store.commit([.add(rule)]).commits.count == 1)
    #expect(try store.snapshot(at: nil).rules == [rule])
  }

  @Test func aRevertedChangeIsMadeAgainFromTheFormThatIsThere() throws {
    var changed = rule
    changed.rationale = "because"
    try store.commit([.add(rule), .change(from: rule, to: changed)])
    try revert("main")
    #expect(try store.snapshot(at: nil).rules == [rule])
    var further = changed
    further.rationale = "because of that"
    // A change that begins with the form that was taken back does not fit; one that begins with what is there does.
    #expect(
      try store.commit([.change(from: changed, to: further)]).refusals.map(\.reason) == [.changedMeanwhile])
    #expect(try store.commit([.change(from: rule, to: changed)]).commits.count == 1)
    #expect(try store.snapshot(at: nil).rules == [changed])
  }

  @Test func aRevertedRemovalLeavesTheRule() throws {
    try store.commit([.add(rule), .remove(rule, reason: "session_004#2")])
    try revert("main")
    #expect(try store.snapshot(at: nil).rules == [rule])
    #expect(try store.commit([.add(rule), .restore(rule)]).commits.isEmpty)
    #expect(try store.commit([.remove(rule, reason: "session_004#2")]).commits.count == 1)
  }
}
