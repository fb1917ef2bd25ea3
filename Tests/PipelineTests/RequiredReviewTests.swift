import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// With `store.review: required` nothing reaches the rules unreviewed.
@Suite struct RequiredReviewTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var path: String { directory.path("rules.git") }
  private var store: GitRuleStore { get throws { try GitRuleStore(path: path) } }

  private func write(_ id: String, _ messages: String..., day: Int) throws {
    let segments = messages.map {
      #"{"speaker":"user","content":"\#($0)","timestamp":"2025-06-0\#(day)T10:00:00Z"}"#
    }
    try directory.write(
      #"{"id":"\#(id)","session_id":"\#(id)","segments":[\#(segments.joined(separator: ","))]}"#, to: "in/\(id).json")
  }

  @discardableResult
  private func run(night: Int64, _ mode: ReviewMode, isDryRun: Bool = false) throws -> RunReport {
    var configuration = PipelineConfiguration()
    configuration.store.review = mode
    return try RunStage(
      configuration, RunStage.Places(inputs: [directory.path("in")], store: path, output: directory.path("report")),
      isDryRun: isDryRun, RunEnvironment(now: Timestamp(seconds: 1_750_000_000 + night * 86_400))
    ).run()
  }

  private func tip(_ branch: String) throws -> String { try Command.git(path, "rev-parse", branch).output }

  private func review(_ decide: (ReviewItem) -> ReviewDecision) throws {
    let items = try ReviewQueue(try store).items
    let run = RunContext(id: "review", time: Timestamp(seconds: 1_750_500_000))
    _ = try ReviewApplication(try store, run: run).apply(items.map { ($0, decide($0)) }, current: items)
  }

  private func rules() throws -> [String] { try store.snapshot(at: nil).rules.map(\.action.description).sorted() }

  @Test func theJobNeverMovesTheRules() throws {
    try write("a", "Always use tabs in Go files.", day: 1)
    try run(night: 0, .optional)
    let main = try tip("main")
    try write("b", "Never use default exports, named exports only.", day: 2)
    let dry = try run(night: 1, .required, isDryRun: true)
    #expect(dry.proposals.map(\.description) == ["Never use default exports, named exports only"])
    let report = try run(night: 1, .required)
    #expect(try tip("main") == main)
    #expect(report.changes.isEmpty)
    #expect(report.proposals.map(\.description) == ["Never use default exports, named exports only"])
    #expect(report.rules == 1)
    #expect(report.waiting == 1)
    // A night with nothing new proposes nothing.
    let proposals = try tip("proposals")
    #expect(try run(night: 2, .required).proposals.isEmpty)
    #expect(try tip("proposals") == proposals)
    // A later statement changes what is proposed, and not the rules.
    try write("c", "Actually, use spaces in Go files from now on, not tabs.", day: 3)
    try run(night: 3, .required)
    #expect(try tip("main") == main)
    #expect(try Command.git(path, "fsck", "--strict", "--no-dangling").status == 0)
  }

  @Test func whatIsAcceptedIsARuleAndStrengthenedAsAProposal() throws {
    try write("a", "Always use tabs in Go files.", "Never use default exports, named exports only.", day: 1)
    try run(night: 0, .required)
    #expect(try store.head() == nil)
    try review { $0.rule.action.description.contains("tabs") ? .accept : .reject }
    #expect(try rules() == ["Use tabs in Go files"])
    let main = try tip("main")
    try write("b", "Always use tabs in Go files.", "Never use default exports, named exports only.", day: 4)
    let report = try run(night: 4, .required)
    #expect(try tip("main") == main)
    #expect(report.proposals.map(\.kind) == [.strengthen])
    #expect(report.waiting == 0)
    #expect(try ReviewQueue(try store).items.isEmpty)
  }

  @Test func mergingTheProposalsWithGitWorksAsWell() throws {
    try write("a", "Always use tabs in Go files.", day: 1)
    try run(night: 0, .optional)
    try review { _ in .accept }
    try write("b", "Never use default exports, named exports only.", day: 2)
    try run(night: 1, .required)
    let clone = directory.path("clone")
    #expect(try Command.git(directory.path, "clone", "-q", path, clone).status == 0)
    #expect(try Command.git(clone, "merge", "-q", "--no-ff", "--no-edit", "origin/proposals").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    #expect(try rules().count == 2)
    #expect(try ReviewQueue(try store).items.isEmpty)
    #expect(try run(night: 2, .required).proposals.isEmpty)
  }

  @Test func aRuleWhoseRemovalWasRejectedIsNotRemovedAgain() throws {
    try write("a", "Always run the linter before you commit.", day: 1)
    try run(night: 0, .optional)
    try review { _ in .accept }
    try write("b", "You no longer need to run the linter before you commit.", day: 3)
    #expect(try run(night: 1, .optional).changes.map(\.kind) == [.remove])
    try review { _ in .reject }
    #expect(try rules().count == 1)
    #expect(try run(night: 2, .optional).changes.isEmpty)
    #expect(try ReviewQueue(try store).items.isEmpty)
  }

  @Test func theModeCanBeSwitchedBackAndForth() throws {
    try write("a", "Always use tabs in Go files.", "Never use default exports, named exports only.", day: 1)
    try run(night: 0, .required)
    try review { $0.rule.action.description.contains("tabs") ? .skip : .reject }
    // What a person refused stays away in any mode.
    try run(night: 1, .optional)
    #expect(try rules() == ["Use tabs in Go files"])
    #expect(try ReviewQueue(try store).items.map(\.place) == [.stored])
    let main = try tip("main")
    try write("b", "Always end files with a newline.", day: 5)
    try run(night: 2, .required)
    #expect(try tip("main") == main)
    #expect(try ReviewQueue(try store).items.contains { $0.place == .proposed })
  }
}
