import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What waits for a person, in a real repository.
@Suite struct ReviewStageTests {
  /// A directory in which a job runs.
  private final class Job {
    let directory: TemporaryDirectory
    var path: String { directory.path("rules.git") }
    var clone: String { directory.path("clone") }

    init() throws { directory = try TemporaryDirectory() }

    func write(_ id: String, _ messages: String..., day: Int = 1) throws {
      let segments = messages.map {
        #"{"speaker":"user","content":"\#($0)","timestamp":"2025-06-\#(day < 10 ? "0" : "")\#(day)T10:00:00Z"}"#
      }
      try directory.write(
        #"{"id":"\#(id)","session_id":"\#(id)","segments":[\#(segments.joined(separator: ","))]}"#, to: "in/\(id).json")
    }

    @discardableResult
    func run(at seconds: Int64 = 1_750_000_000, isDryRun: Bool = false) throws -> RunReport {
      try RunStage(
        PipelineConfiguration(),
        RunStage.Places(inputs: [directory.path("in")], store: path, output: directory.path("report")),
        isDryRun: isDryRun, RunEnvironment(now: Timestamp(seconds: seconds))
      ).run()
    }

    var store: GitRuleStore { get throws { try GitRuleStore(path: path) } }

    func items() throws -> [ReviewStage.Item] { try ReviewStage.items(try store, try store.candidates) }

    func rules() throws -> [String] { try store.snapshot(at: nil).rules.map(\.action.description) }

    @discardableResult
    func review(accepting: [RuleID] = [], rejecting: [RuleID] = []) throws -> CommitOutcome {
      try PipelineTests.review(
        try store, accepting: accepting, rejecting: rejecting, at: Timestamp(seconds: 1_750_100_000))
    }

    func commits() throws -> String { try Command.git(path, "rev-list", "--all").output }

    func expectSound() throws {
      let check = try Command.git(path, "fsck", "--strict", "--no-dangling")
      #expect(check.status == 0, "\(check.errors)")
    }
  }

  private func job() throws -> Job {
    let job = try Job()
    try job.write("a", "Always commit with --no-verify.", "Always use tabs in Go files.")
    return job
  }

  @Test func whatWaitsLiesOnABranchOfItsOwnInTheSameLayout() throws {
    let job = try job()
    let report = try job.run()
    #expect(report.changes.map(\.description) == ["Use tabs in Go files"])
    #expect(report.waiting == 1)
    #expect(report.waitingChanges.map(\.doubts) == [["dangerous: turns off checks"]])
    let item = try #require(try job.items().first)
    #expect(item.state == .waiting)
    let id = item.rule.id.text
    let files = try Command.git(job.path, "ls-tree", "-r", "--name-only", "candidates", "rules").output
    #expect(files == "rules/\(id.prefix(2))/\(id).json\n")
    #expect(try !Command.git(job.path, "ls-tree", "-r", "--name-only", "main").output.contains(id))
    let trailers = try Command.git(job.path, "log", "-1", "--format=%(trailers:only)", "candidates").output
    #expect(trailers.contains("Decision: review 0."))
    #expect(trailers.contains("Doubt: dangerous: turns off checks"))
    try job.expectSound()
  }

  @Test func aRunWithNothingNewWritesNothing() throws {
    let job = try job()
    try job.run()
    let commits = try job.commits()
    for night in 1...2 as ClosedRange<Int64> {
      let report = try job.run(at: 1_750_000_000 + night * 86_400)
      #expect(report.changes.map(\.description) == [])
      #expect(report.waitingChanges.map(\.description) == [])
      #expect(report.waiting == 1)
    }
    #expect(try job.commits() == commits)
  }

  @Test func theSameInputAndClockGiveTheSameCommits() throws {
    let (one, other) = (try job(), try job())
    try one.run()
    try other.run()
    #expect(try one.commits() == other.commits())
  }

  @Test func aDryRunSaysWhatWouldWait() throws {
    let job = try job()
    #expect(try job.run(isDryRun: true).waitingChanges.count == 1)
    #expect(!FileManager.default.fileExists(atPath: job.path))
  }

  @Test func whatIsAcceptedIsARuleFromThenOn() throws {
    let job = try job()
    try job.run()
    let id = try #require(try job.items().first).rule.id
    #expect(try job.review(accepting: [id]).commits.count == 2)
    #expect(try job.items().isEmpty)
    #expect(try job.rules().count == 2)
    let rule = try #require(try job.store.snapshot(at: nil).rules.first { $0.id == id })
    #expect(rule.decision?.decision == .store)
    #expect(rule.decision?.doubts == [])
    // Said again, it is strengthened and does not wait again.
    try job.write("b", "Always commit with --no-verify.", day: 9)
    let report = try job.run(at: 1_750_200_000)
    #expect(report.changes.map(\.kind) == [.strengthen])
    #expect(report.waiting == 0)
    try job.expectSound()
  }

  @Test func whatIsRejectedStaysAwayWhateverIsSaidAgain() throws {
    let job = try job()
    try job.run()
    let id = try #require(try job.items().first).rule.id
    #expect(try job.review(rejecting: [id]).commits.count == 1)
    try job.write("b", "Always commit with --no-verify!", day: 9)
    for night in 2...3 as ClosedRange<Int64> {
      let report = try job.run(at: 1_750_000_000 + night * 86_400)
      #expect(report.waitingChanges.map(\.description) == [])
      #expect(report.waiting == 0)
    }
    #expect(try job.rules() == ["Use tabs in Go files"])
  }

  @Test func aFileThatAPersonDeletedOnTheBranchStaysAwayUntilItIsRestored() throws {
    let job = try job()
    try job.run()
    #expect(try Command.git(job.path, "clone", "-q", "-b", "candidates", job.path, job.clone).status == 0)
    #expect(try Command.git(job.clone, "rm", "-rq", "rules").status == 0)
    #expect(try Command.git(job.clone, "commit", "-qm", "Not this one").status == 0)
    #expect(try Command.git(job.clone, "push", "-q").status == 0)
    try job.write("b", "Always commit with --no-verify.", day: 9)
    #expect(try job.run(at: 1_750_200_000).waiting == 0)
    #expect(try Command.git(job.clone, "revert", "--no-edit", "HEAD").status == 0)
    #expect(try Command.git(job.clone, "push", "-q").status == 0)
    #expect(try job.run(at: 1_750_300_000).waiting == 1)
    #expect(try #require(try job.items().first).rule.sources.count == 2)
  }

  @Test func aRuleThatAPersonRevertedStaysAwayWhenItIsSaidAgain() throws {
    let job = try job()
    let change = try #require(try job.run().changes.first)
    #expect(try Command.git(job.path, "clone", "-q", job.path, job.clone).status == 0)
    #expect(try Command.git(job.clone, "revert", "--no-edit", "\(try #require(change.revision))").status == 0)
    #expect(try Command.git(job.clone, "push", "-q").status == 0)
    try job.write("b", "Always use tabs in Go files.", day: 9)
    #expect(try job.run(at: 1_750_200_000).changes.map(\.description) == [])
    #expect(try job.rules() == [])
  }

  @Test func aMarkedRuleIsAcceptedOrRejectedOnMain() throws {
    let job = try job()
    try job.run()
    let store = try job.store
    var rules = try ["x", "y"].map { id in
      try #require(
        try store.snapshot(at: nil).rules.first.map { known in
          var rule = known
          rule.id = try RuleID(id)
          return rule
        })
    }
    let (x, y) = (rules[0].id, rules[1].id)
    rules[0].decision?.doubts = [Doubt(.conflict, rule: y)]
    rules[1].decision?.doubts = [Doubt(.conflict, rule: x)]
    let run = RunContext(id: "r", time: Timestamp(seconds: 1_750_050_000))
    _ = try store.commit(rules.map { .add($0) }, in: run)
    #expect(try job.items().map(\.reasons).suffix(2) == [["conflicts with y"], ["conflicts with x"]])
    try job.review(accepting: [x], rejecting: [y])
    let held = try store.snapshot(at: nil).rules
    #expect(held.first { $0.id == x }?.decision?.doubts == [])
    #expect(!held.contains { $0.id == y })
    #expect(try store.formerRules().rejected.map(\.id) == [y])
  }
}
