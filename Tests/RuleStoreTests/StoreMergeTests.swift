import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// Two stores that exchange their branches with real git, and merge.
@Suite struct StoreMergeTests {
  /// Two machines with a store each.
  final class Team {
    let directory: TemporaryDirectory
    let (one, other): (GitRuleStore, GitRuleStore)

    init() throws {
      directory = try TemporaryDirectory()
      one = try GitRuleStore(path: directory.path("one.git"), create: true)
      other = try GitRuleStore(path: directory.path("other.git"), create: true)
    }

    /// Brings what another store has on a branch into one.
    @discardableResult
    func merge(
      _ source: GitRuleStore, into target: GitRuleStore, at seconds: Int64 = 1_750_100_000, isDryRun: Bool = false,
      contradictions: ([Rule]) -> [(RuleID, RuleID)] = { _ in [] }
    ) throws -> MergeOutcome {
      let branch = target.branch.rawValue
      let fetch = try Command.git(
        target.path, "fetch", "--quiet", source.path, "refs/heads/\(branch):refs/remotes/peer/\(branch)")
      #expect(fetch.status == 0, "\(fetch.errors)")
      let outcome = try target.merge(
        try target.resolve("refs/remotes/peer/\(branch)"), named: "peer", in: Sample.run("sync", at: seconds),
        isDryRun: isDryRun, contradictions: contradictions)
      try expectSound(target.path)
      return outcome
    }

    func tree(_ store: GitRuleStore, _ branch: String = "main") throws -> String {
      try Command.git(store.path, "rev-parse", "\(branch)^{tree}").output
    }

    /// What a person does to a branch in a clone, and pushes.
    func edit(_ store: GitRuleStore, _ message: String, _ change: (String) throws -> Void) throws {
      let work = directory.path(UUID().uuidString)
      #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
      try change(work)
      #expect(try Command.git(work, "add", "--all").status == 0)
      #expect(try Command.git(work, "commit", "--quiet", "-m", message).status == 0)
      #expect(try Command.git(work, "push", "--quiet").status == 0)
    }

    func write(_ rule: Rule, to store: GitRuleStore) throws {
      let place = try RuleFile.path(of: rule.id)
      try edit(store, "Edit \(rule.id)") { work in
        let file = URL(filePath: "\(work)/\(place)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try CanonicalJSON.file(rule).write(to: file)
      }
    }

    func remove(_ id: RuleID, from store: GitRuleStore) throws {
      let place = try RuleFile.path(of: id)
      try edit(store, "Drop \(id)") { try FileManager.default.removeItem(atPath: "\($0)/\(place)") }
    }
  }

  private let team: Team
  private let (a, b, c): (Rule, Rule, Rule)

  init() throws {
    team = try Team()
    a = try Sample.rule("a", sources: [Sample.source("s1")], score: 0.7)
    b = try Sample.rule("b", "Never use tabs", kind: .style, score: 0.7)
    c = try Sample.rule("c", "Ask before you push", kind: .behavior, score: 0.7)
  }

  private func stronger(_ rule: Rule, by transcript: String) -> Rule {
    var rule = rule
    rule.sources.append(Sample.source(transcript))
    return rule
  }

  @Test func whatOneHasNothingOfIsTakenAsItIs() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    let outcome = try team.merge(team.one, into: team.other)
    #expect(outcome.kind == .fastForward && outcome.before == nil && outcome.added == 1)
    #expect(try team.other.head() == team.one.head())
    #expect(try team.merge(team.one, into: team.other).kind == .upToDate)
    _ = try team.other.commit([.add(b)], in: Sample.run("night"))
    #expect(try team.merge(team.one, into: team.other).kind == .upToDate)
    #expect(try team.merge(team.other, into: team.one).kind == .fastForward)
    #expect(try team.one.head() == team.other.head())
  }

  @Test func storesThatBeganApartComeTogether() throws {
    _ = try team.one.commit([.add(stronger(a, by: "s2")), .add(b)], in: Sample.run("first"))
    _ = try team.other.commit([.add(stronger(a, by: "s3")), .add(c)], in: Sample.run("second"))
    let mine = try team.one.head()
    let outcome = try team.merge(team.other, into: team.one)
    #expect(outcome.kind == .merged && outcome.added == 1 && outcome.changed == 1 && outcome.flagged.isEmpty)
    let rules = try team.one.snapshot(at: nil).rules
    #expect(rules.map(\.id.text) == ["a", "b", "c"])
    #expect(rules.first?.sources.map(\.transcript) == ["s1", "s2", "s3"])
    let commit = try Command.git(team.one.path, "log", "-1", "--format=%P%n%an %at%n%B").output.split(separator: "\n")
    #expect(commit[0] == "\(try #require(mine)) \(try #require(try team.other.head()))")
    #expect(commit[1...] == ["ltm 1750100000", "Merge main of peer: 1 added, 1 changed", "Merge: sync", "Run: sync"])
    // And the other one follows.
    #expect(try team.merge(team.one, into: team.other).kind == .fastForward)
    #expect(try team.merge(team.other, into: team.one).kind == .upToDate)
  }

  @Test func theTreeIsTheSameWhicheverMergesFirst() throws {
    _ = try team.one.commit([.add(a), .add(b), .add(c)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    var edited = b
    edited.rationale = "because"
    _ = try team.one.commit([.change(from: a, to: stronger(a, by: "s2"))], in: Sample.run("one"))
    try team.write(edited, to: team.one)
    _ = try team.other.commit(
      [
        .change(from: a, to: stronger(a, by: "s3")), .change(from: b, to: stronger(b, by: "s4")),
        .remove(c, reason: "x"),
      ], in: Sample.run("other"))
    let copy = try GitRuleStore(path: team.directory.path("copy.git"), create: true)
    try FileManager.default.removeItem(atPath: copy.path)
    try FileManager.default.copyItem(atPath: team.one.path, toPath: copy.path)
    try team.merge(team.other, into: copy)
    try team.merge(team.one, into: team.other)
    #expect(try team.tree(copy) == team.tree(team.other))
    // Crosswise: each has merged, and they meet again.
    let outcome = try team.merge(team.other, into: copy, at: 1_750_200_000)
    #expect(outcome.kind == .merged && outcome.changed == 0)
    #expect(try team.tree(copy) == team.tree(team.other))
    #expect(try team.merge(copy, into: team.other).kind == .fastForward)
    // Who did what is still known.
    let history = try copy.ruleHistory()
    #expect(history.personFields(of: b.id) == ["rationale"])
    #expect(history.personFields(of: a.id).isEmpty)
    #expect(history.events.allSatisfy { $0.isByPerson == ($0.author == "Test") })
  }

  /// What was resolved once is not asked again: the base of a crosswise merge is a merge itself.
  @Test func aCrosswiseMergeSeesWhatChangedSince() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    var (mine, yours) = (a, a)
    mine.rationale = "zebra"
    yours.rationale = "aardvark"
    try team.write(mine, to: team.one)
    try team.write(yours, to: team.other)
    let copy = try GitRuleStore(path: team.directory.path("copy.git"), create: true)
    try FileManager.default.removeItem(atPath: copy.path)
    try FileManager.default.copyItem(atPath: team.one.path, toPath: copy.path)
    #expect(try team.merge(team.other, into: copy).flagged == [a.id])
    #expect(try team.merge(team.one, into: team.other).flagged == [a.id])
    // One of them decides on a third form and takes the mark away.
    var decided = try #require(try copy.snapshot(at: nil).rules.first)
    decided.rationale = "both agree"
    decided.decision?.doubts = []
    try team.write(decided, to: copy)
    let outcome = try team.merge(team.other, into: copy, at: 1_750_200_000)
    #expect(outcome.kind == .merged && outcome.flagged.isEmpty)
    #expect(try copy.snapshot(at: nil).rules == [decided])
  }

  @Test func whatAPersonRemovedStaysAwayAlsoWhereItWasSaidAgain() throws {
    _ = try team.one.commit([.add(a), .add(b)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    try team.remove(a.id, from: team.one)
    _ = try team.other.commit([.change(from: a, to: stronger(a, by: "s9"))], in: Sample.run("other"))
    try team.merge(team.one, into: team.other)
    #expect(try team.other.snapshot(at: nil).rules == [b])
    #expect(try team.other.formerRules().rejected.map(\.id) == [a.id])
    #expect(try team.other.ruleHistory().lives[a.id]?.isAlive == false)
  }

  @Test func whatAPersonRemovedIsRejectedAlsoWhereTheJobRemovedItLater() throws {
    _ = try team.one.commit([.add(a), .add(b)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    try team.remove(a.id, from: team.one)
    // Later than any person's commit.
    _ = try team.other.commit([.remove(a, reason: "taken back")], in: Sample.run("other", at: 4_000_000_000))
    try team.merge(team.one, into: team.other)
    #expect(try team.other.formerRules().rejected.map(\.id) == [a.id])
    // Its next life is another one.
    _ = try team.other.commit([.restore(a)], in: Sample.run("restore", at: 4_000_000_001))
    let again = RunContext(id: "again", time: Timestamp(seconds: 4_000_000_002))
    _ = try team.other.commit([.remove(a, reason: "taken back again")], in: again)
    #expect(try team.other.formerRules().retired.map(\.id) == [a.id])
  }

  @Test func whatAPersonEditedIsKeptWhereTheJobRemovedIt() throws {
    _ = try team.one.commit([.add(a), .add(b)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    var edited = a
    edited.rationale = "mine"
    try team.write(edited, to: team.one)
    _ = try team.other.commit([.remove(a, reason: "taken back")], in: Sample.run("other", at: 2_000_000_000))
    try team.merge(team.one, into: team.other)
    #expect(try team.other.snapshot(at: nil).rules == [edited, b])
    #expect(try team.other.retiredRules().isEmpty)
    #expect(try team.other.ruleHistory().lives[a.id]?.isAlive == true)
  }

  @Test func twoPersonsWhoDisagreeAreBothHeard() throws {
    _ = try team.one.commit([.add(a), .add(b)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    var edited = a
    edited.rationale = "mine"
    try team.write(edited, to: team.one)
    try team.remove(a.id, from: team.other)
    let outcome = try team.merge(team.one, into: team.other)
    #expect(outcome.flagged == [a.id])
    let message = try Command.git(team.other.path, "log", "-1", "--format=%B").output
    #expect(message.contains("Both sides changed, or one excludes the other: a\n"))
    #expect(try team.other.snapshot(at: nil).rules.first?.decision?.doubts.map(\.kind) == [.conflict])
  }

  @Test func rulesThatExcludeEachOtherAreKeptAndMarked() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    _ = try team.one.commit([.add(b)], in: Sample.run("one"))
    let tabs = try Sample.rule("t", "Always use tabs", kind: .style)
    _ = try team.other.commit([.add(tabs)], in: Sample.run("other"))
    var asked: [[String]] = []
    let outcome = try team.merge(team.one, into: team.other) { rules in
      asked.append(rules.map(\.id.text))
      return [(tabs.id, b.id), (a.id, b.id)]
    }
    #expect(asked == [["b", "t"]])
    #expect(outcome.flagged == [b.id, tabs.id])
    let doubts = try team.other.snapshot(at: nil).rules.map { $0.decision?.doubts ?? [] }
    #expect(doubts == [[], [Doubt(.conflict, rule: tabs.id)], [Doubt(.conflict, rule: b.id)]])
    #expect(try team.merge(team.other, into: team.one).kind == .fastForward)
  }

  @Test func rulesThatWereMerelySaidAgainAreNotMarked() throws {
    _ = try team.one.commit([.add(a), .add(b)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    _ = try team.one.commit([.change(from: a, to: stronger(a, by: "s2")), .add(c)], in: Sample.run("one"))
    _ = try team.other.commit([.change(from: b, to: stronger(b, by: "s3"))], in: Sample.run("other"))
    let outcome = try team.merge(team.one, into: team.other) { _ in [(a.id, b.id), (b.id, c.id)] }
    #expect(outcome.kind == .merged && outcome.flagged.isEmpty)
  }

  @Test func aFileThatWasMovedIsMergedWhereItLies() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    let place = try RuleFile.path(of: a.id)
    try team.edit(team.one, "Tidy up") { work in
      try FileManager.default.createDirectory(atPath: "\(work)/rules/mine", withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: "\(work)/\(place)", toPath: "\(work)/rules/mine/a.json")
    }
    _ = try team.other.commit([.change(from: a, to: stronger(a, by: "s2"))], in: Sample.run("other"))
    try team.merge(team.one, into: team.other)
    #expect(try team.other.snapshot(at: nil).rules == [stronger(a, by: "s2")])
    let files = try Command.git(team.other.path, "ls-tree", "-r", "--name-only", "main", "rules").output
    #expect(files == "rules/mine/a.json\n")
  }

  @Test func otherFilesAreMergedOneByOne() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    try team.edit(team.one, "Notes") { work in
      try "mine\n".write(toFile: "\(work)/NOTES", atomically: true, encoding: .utf8)
      try "x\n".write(toFile: "\(work)/rules/broken.json", atomically: true, encoding: .utf8)
    }
    try team.edit(team.other, "Notes") { work in
      try "yours\n".write(toFile: "\(work)/NOTES", atomically: true, encoding: .utf8)
      try "more\n".write(toFile: "\(work)/MORE", atomically: true, encoding: .utf8)
    }
    let outcome = try team.merge(team.one, into: team.other)
    #expect(outcome.problems.map(\.description) == ["NOTES: differs on both sides; it is kept as it was here"])
    #expect(try Command.git(team.other.path, "show", "main:NOTES").output == "yours\n")
    #expect(try Command.git(team.other.path, "show", "main:rules/broken.json").output == "x\n")
    #expect(try Command.git(team.other.path, "show", "main:MORE").output == "more\n")
  }

  @Test func aLinkOfTheOthersIsNotLostButRefused() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run())
    try team.merge(team.one, into: team.other)
    try team.edit(team.one, "Link") { work in
      try FileManager.default.createSymbolicLink(atPath: "\(work)/link", withDestinationPath: "rules")
    }
    _ = try team.other.commit([.add(b)], in: Sample.run("other"))
    let before = try team.other.head()
    #expect(throws: RuleStoreError.cannotMerge(path: "link")) { try team.merge(team.one, into: team.other) }
    #expect(try team.other.head() == before)
  }

  @Test func whatIsNoStoreIsLeftAlone() throws {
    let work = team.directory.path("work")
    #expect(try Command.git(team.directory.path, "init", "--quiet", "-b", "main", work).status == 0)
    try "hello\n".write(toFile: "\(work)/README", atomically: true, encoding: .utf8)
    #expect(try Command.git(work, "add", "README").status == 0)
    #expect(try Command.git(work, "commit", "--quiet", "-m", "Begin").status == 0)
    for isEmpty in [true, false] {
      if !isEmpty { _ = try team.one.commit([.add(a)], in: Sample.run()) }
      let head = try team.one.head()
      #expect(try Command.git(team.one.path, "fetch", "-q", work, "main:refs/remotes/peer/main").status == 0)
      let other = try team.one.resolve("refs/remotes/peer/main")
      #expect(throws: RuleStoreError.notRelated(other, path: team.one.path)) {
        try team.one.merge(other, named: "peer", in: Sample.run())
      }
      #expect(try team.one.head() == head)
    }
  }

  @Test func aDryRunTellsWhatWouldComeAndMovesNothing() throws {
    _ = try team.one.commit([.add(a)], in: Sample.run("first"))
    _ = try team.other.commit([.add(b)], in: Sample.run("second"))
    let before = try team.one.head()
    let outcome = try team.merge(team.other, into: team.one, isDryRun: true)
    #expect(outcome.kind == .merged && outcome.added == 1 && outcome.after == nil)
    #expect(try team.one.head() == before)
  }
}
