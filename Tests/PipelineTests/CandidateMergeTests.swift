import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// People make rules of candidates by merging their branch, as often as they like; and candidates expire.
@Suite struct CandidateMergeTests {
  private let team: TeamStore

  init() throws { team = try TeamStore() }

  private static let risky = "Commit with --no-verify"

  enum Merge: CaseIterable {
    case mergeCommit, fastForward, pullRequest, squash, copiedFile
  }

  private func merge(_ merge: Merge, day: Int64) throws {
    let ann = try team.person("ann", day: day)
    switch merge {
    case .mergeCommit: try ann.git("merge", "-q", "--no-ff", "--no-edit", "origin/candidates")
    case .fastForward:
      try ann.git("checkout", "-q", "candidates")
      try ann.git("merge", "-q", "--no-edit", "origin/main")
      try ann.git("push", "-q", "origin", "candidates")
      try ann.git("checkout", "-q", "main")
      try ann.git("merge", "-q", "--ff-only", "candidates")
    case .pullRequest:
      try ann.git("checkout", "-q", "-b", "request", "origin/candidates")
      try ann.git("commit", "-q", "--allow-empty", "-m", "Look at them")
      try ann.git("checkout", "-q", "main")
      try ann.git("merge", "-q", "--no-ff", "--no-edit", "request")
    case .squash:
      try ann.git("merge", "-q", "--squash", "origin/candidates")
      try ann.git("commit", "-q", "--no-edit")
    case .copiedFile:
      try ann.git("checkout", "-q", "origin/candidates", "--", "rules")
      try ann.commit("Take them")
    }
    try ann.push()
  }

  @Test(arguments: Merge.allCases)
  func everyCandidateIsARuleThenAndNobodysEdit(merge: Merge) throws {
    let sayings = [
      "Always commit with --no-verify.", "Always force push to main.", "Always skip failing tests.",
    ]
    try team.say("Always use tabs in Go files.", day: 0)
    try team.night(0)
    var known = try team.descriptions()
    // A month after the other something waits and is merged; what was merged before is said again.
    for (month, saying) in sayings.enumerated() {
      let day = Int64(month) * 30 + 1
      try team.say(saying, day: day)
      try team.night(day)
      let waiting = try team.waiting()
      #expect(waiting.count == 1, "\(saying)")
      try self.merge(merge, day: day)
      known = (known + waiting).sorted()
      #expect(try team.descriptions() == known)
      try team.night(day + 1)
      #expect(try team.descriptions() == known)
      #expect(try team.waiting() == [])
      for saying in sayings.prefix(month + 1) { try team.say(saying, day: day + 2) }
      try team.night(day + 2)
      #expect(try team.descriptions() == known)
    }
    let reading = try StoreBranches(try team.store.on).read()
    for rule in try team.rules() { #expect(reading.main.history.personFields(of: rule.id) == [], "\(rule.id)") }
    #expect(try ReviewStage.items(try team.store, try team.store.candidates).isEmpty)
  }

  @Test func whatEndsAfterAMergeStaysOnTheBranchAndComesBackByNoMerge() throws {
    try team.say("Always commit with --no-verify.", day: 0)
    try team.say("Always use tabs in Go files.", day: 0)
    try team.night(0)
    try merge(.mergeCommit, day: 1)
    try team.night(1)
    try team.say("You no longer need to commit with --no-verify.", day: 2)
    try team.night(2)
    #expect(try team.descriptions() == ["Use tabs in Go files"])
    #expect(try team.descriptions(.candidates) == [Self.risky])
    #expect(try team.waiting() == [])
    try team.say("Always force push to main.", day: 3)
    try team.night(3)
    try merge(.mergeCommit, day: 3)
    try team.night(4)
    #expect(try team.descriptions().count == 2)
    #expect(try !team.descriptions().contains(Self.risky))
  }

  @Test func aPromotedRuleThatAPersonRemovesIsNeitherARuleNorWaits() throws {
    try team.say("Always commit with --no-verify.", day: 0)
    try team.say("Always use tabs in Go files.", day: 0)
    try team.night(0)
    try merge(.mergeCommit, day: 1)
    let rule = try team.rule(Self.risky)
    let ann = try team.person("ann", day: 2)
    try ann.git("rm", "-q", try ann.file(of: rule.id))
    try ann.git("commit", "-q", "-m", "Not this one")
    try ann.push()
    try team.say("Always commit with --no-verify.", day: 3)
    try team.night(3)
    #expect(try team.descriptions() == ["Use tabs in Go files"])
    #expect(try team.waiting() == [])
    // The branch is merged again with something new on it.
    try team.say("Always force push to main.", day: 4)
    try team.night(4)
    try merge(.mergeCommit, day: 4)
    try team.night(5)
    let held = try team.descriptions()
    #expect(held == ["Use force push to main", "Use tabs in Go files"])
  }

  @Test func theRulesMayBeMergedIntoTheCandidates() throws {
    try team.say("Always use tabs in Go files.", day: 0)
    try team.say("Always commit with --no-verify.", day: 0)
    try team.night(0)
    let ann = try team.person("ann", day: 1)
    try ann.edit(try team.rule("Use tabs in Go files")) { $0.rationale = "gofmt does so" }
    try ann.git("checkout", "-q", "candidates")
    try ann.git("merge", "-q", "--no-edit", "main")
    try ann.push("main", "candidates")
    try team.say("Always use tabs in Go files.", day: 2)
    try team.night(2)
    #expect(try team.waiting() == [Self.risky])
    #expect(try team.descriptions(.candidates) == [Self.risky, "Use tabs in Go files"])
    #expect(try team.rule("Use tabs in Go files").sources.count == 2)
    let fields = try StoreBranches(try team.store.on).read().main.history.personFields(
      of: try team.rule("Use tabs in Go files").id)
    #expect(fields == ["rationale"])
    try merge(.mergeCommit, day: 3)
    try team.night(3)
    #expect(try team.descriptions() == [Self.risky, "Use tabs in Go files"])
    #expect(try team.rule("Use tabs in Go files").sources.count == 2)
  }

  @Test func anEditedCandidateIsKeptAsEditedWhenItBecomesARule() throws {
    team.configuration.extraction.confidenceThreshold = 0.99
    team.configuration.storageDecision.storageThreshold = 0.9
    try team.say("Keep a changelog.", day: 0)
    try team.night(0)
    let candidate = try #require(try team.rules(.candidates).first)
    let ann = try team.person("ann", day: 1)
    try ann.git("checkout", "-q", "candidates")
    try ann.edit(candidate) { $0.action.description = "Keep a changelog in CHANGES.md" }
    try ann.push("candidates")
    team.configuration = PipelineConfiguration()
    team.configuration.extraction.confidenceThreshold = 0.3
    team.configuration.storageDecision.storageThreshold = 0.3
    for day in 2...4 as ClosedRange<Int64> {
      try team.say("Keep a changelog.", day: day)
      try team.night(day)
    }
    #expect(try team.descriptions() == ["Keep a changelog in CHANGES.md"])
    #expect(try team.rules()[0].sources.count == 4)
    #expect(try team.waiting() == [])
  }

  @Test func aCandidateThatIsNotSaidAgainExpiresVisibly() throws {
    team.configuration.storageDecision.candidateDays = 30
    try team.say("Always commit with --no-verify.", day: 0)
    try team.night(0)
    try team.night(30)
    #expect(try team.waiting() == [Self.risky])
    let report = try team.night(31)
    #expect(report.waitingChanges.map(\.reason) == ["Not said again for too long."])
    #expect(try team.waiting() == [])
    let message = try Command.git(team.path, "log", "-1", "--format=%b", "candidates").output
    #expect(message.contains("Not said again for too long."))
    try team.say("Always commit with --no-verify.", day: 40)
    try team.night(40)
    #expect(try team.waiting() == [Self.risky])
    #expect(try team.rules(.candidates)[0].sources.count == 2)
    try team.deleteTranscripts()
    try team.night(70)
    #expect(try team.waiting() == [Self.risky])
    try team.night(71)
    #expect(try team.rules(.candidates) == [])
  }

  @Test func whatWasSaidLongBeforeTheFirstNightWaitsFromThenOn() throws {
    team.configuration.storageDecision.candidateDays = 30
    try team.say("Always commit with --no-verify.", day: 0)
    try team.night(400)
    #expect(try team.waiting() == [Self.risky])
    try team.night(431)
    #expect(try team.waiting() == [])
  }

  @Test func theReportCountsWhatExpired() throws {
    team.configuration.storageDecision.candidateDays = 30
    try team.say("Always commit with --no-verify.", day: 0)
    try team.night(0)
    _ = try RunStage(
      team.configuration,
      RunStage.Places(inputs: [team.directory.path("in")], store: team.path, output: team.directory.path("r")),
      isDryRun: false, RunEnvironment(now: team.time(40))
    ).run()
    let page = try String(contentsOfFile: team.directory.path("r/report.txt"), encoding: .utf8)
    #expect(page.contains("Waiting for review: 0 ('ltm review' shows them), 1 expired\n"))
    #expect(page.contains("\n  expired   Commit with --no-verify\n"))
  }

  @Test func theWayOfAFastForwardIsReplayed() throws {
    try team.say("Always use tabs in Go files.", day: 0)
    try team.say("Always commit with --no-verify.", day: 0)
    try team.night(0)
    let before = try #require(try team.store.head())
    try merge(.fastForward, day: 1)
    let after = try #require(try team.store.head())
    let history = try team.store.history(from: before, to: after)
    #expect(history.first == before && history.last == after)
    let other = try #require(try team.store.history(from: nil, to: after).first)
    #expect(throws: RuleStoreError.self) { try team.store.history(from: after, to: other) }
  }
}
