import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What the job proposes follows what people do to the rules.
@Suite struct ProposalsTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    (a, b) = (try Sample.rule("a"), try Sample.rule("b", "Never use tabs", kind: .style))
  }

  private var run: RunContext { Sample.run() }

  private func rules(_ store: GitRuleStore) throws -> [Rule] { try store.snapshot(at: nil).rules }

  @Test func proposalsBeginWhereTheRulesAre() throws {
    #expect(try store.updateProposals(in: run) == nil)
    try store.commit([.add(a)])
    let head = try store.head()
    #expect(try store.updateProposals(in: run) == head)
    #expect(try store.updateProposals(in: run) == nil)
    try store.commit([.add(b)])
    #expect(try store.updateProposals(in: run) == store.head())
    try expectSound(store.path)
  }

  @Test func whatPeopleDoToTheRulesIsMergedIntoTheProposals() throws {
    try store.commit([.add(a)])
    try store.updateProposals(in: run)
    try store.proposals.commit([.add(b)])
    let proposed = try #require(try store.proposals.head())
    var edited = a
    edited.rationale = "because"
    try store.commit([.change(from: a, to: edited)])
    try store.updateProposals(in: run)
    #expect(try rules(store.proposals) == [edited, b])
    #expect(try rules(store) == [edited])
    let parents = try Command.git(store.path, "log", "-1", "--format=%P", "proposals").output
    #expect(parents == "\(proposed) \(try #require(try store.head()))\n")
    #expect(try store.updateProposals(in: run) == nil)
    try expectSound(store.path)
  }

  @Test func whereBothChangedARuleWhatPeopleSayCountsAndAllEvidence() throws {
    try store.commit([.add(a)])
    try store.updateProposals(in: run)
    var proposed = a
    proposed.action.description = "Use snake_case"
    proposed.project = "shop"
    proposed.sources.append(Sample.source("session_002"))
    try store.proposals.commit([.change(from: a, to: proposed)])
    var edited = a
    edited.action.description = "Use PascalCase"
    edited.sources.append(Sample.source("session_003"))
    try store.commit([.change(from: a, to: edited)])
    try store.updateProposals(in: run)
    let merged = try #require(try rules(store.proposals).first)
    #expect(merged.action.description == "Use PascalCase")
    #expect(merged.project == "shop")
    #expect(merged.sources.map(\.transcript) == ["session_001", "session_002", "session_003"])
    try expectSound(store.path)
  }

  @Test func aRuleThatPeopleRemovedIsNotProposedAnyMore() throws {
    try store.commit([.add(a), .add(b)])
    try store.updateProposals(in: run)
    var proposed = a
    proposed.rationale = "because"
    try store.proposals.commit([.change(from: a, to: proposed)])
    try store.commit([.remove(a, reason: "no")])
    try store.updateProposals(in: run)
    #expect(try rules(store.proposals) == [b])
  }

  @Test func anAcceptedRuleIsReviewedAndNoFileChanges() throws {
    try store.commit([.add(a), .add(b)])
    let person = RunContext(
      id: "r", time: Timestamp(seconds: 1_750_100_000), author: PersonIdentity(name: "Ada", email: "ada@example.org"))
    let revision = try #require(try store.acknowledge([b, a], in: person))
    #expect(try store.head() == revision)
    #expect(try store.ruleHistory().lives.values.map(\.isReviewed) == [true, true])
    #expect(try Command.git(store.path, "diff", "--name-only", "main~1", "main").output == "")
    #expect(
      try Command.git(store.path, "log", "-1", "--format=%an %ae %cn%n%(trailers:only)").output
        == "Ada ada@example.org Ada\nAccepted: a\nAccepted: b\nReview: accepted\nRun: r\n\n")
    #expect(try store.acknowledge([], in: person) == nil)
    var changed = a
    changed.rationale = "because"
    try store.commit([.change(from: a, to: changed)])
    let life = try #require(try store.ruleHistory().lives[a.id])
    #expect(!life.isReviewed)
    #expect(life.lastReviewed == a)
    try expectSound(store.path)
  }

  @Test func whatWasProposedIsReviewedWhereItWasMerged() throws {
    try store.commit([.add(a)])
    try store.updateProposals(in: run)
    try store.proposals.commit([.add(b)])
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "merge", "--quiet", "--no-edit", "origin/proposals").status == 0)
    #expect(try Command.git(work, "push", "--quiet").status == 0)
    let lives = try store.ruleHistory().lives
    #expect(lives[b.id]?.isReviewed == true)
    #expect(lives[a.id]?.isReviewed == false)
  }
}
