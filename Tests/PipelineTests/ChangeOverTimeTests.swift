import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// How rules change over time: real transcripts, night by night, into a real store.
@Suite struct ChangeOverTimeTests {
  /// A person's machine: projects in which sessions are held, and the store that learns from them.
  private final class Machine {
    let directory: TemporaryDirectory
    private var written = 0
    var path: String { directory.path("rules.git") }

    init() throws { directory = try TemporaryDirectory() }

    /// Holds a session, one message an hour, and lets the job run the night after.
    @discardableResult
    func say(_ messages: String..., day: Int, project: String = "shop", session: String? = nil) throws -> RunReport {
      written += 1
      try write(session ?? "s\(written)", messages, day: day, hour: 9, project: project)
      return try run(day: day)
    }

    func write(_ session: String, _ messages: [String], day: Int, hour: Int, project: String = "shop") throws {
      let segments = messages.enumerated().map { index, text in
        TranscriptSegment(
          speaker: .user, content: text,
          timestamp: Timestamp(seconds: 1_750_000_000 + Int64(day) * 86_400 + Int64(hour + index) * 3600))
      }
      let transcript = Transcript(
        id: session, segments: segments, sessionID: session, metadata: ["project": .string(project)])
      try directory.write(
        String(decoding: CanonicalJSON.file(transcript), as: UTF8.self), to: "in/\(session).json")
    }

    /// Deletes the transcripts, as tools do after a while.
    func forget() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: directory.path("in")) {
        try FileManager.default.removeItem(atPath: directory.path("in/\(name)"))
      }
    }

    @discardableResult
    func run(day: Int) throws -> RunReport {
      try RunStage(
        PipelineConfiguration(),
        RunStage.Places(inputs: [directory.path("in")], store: path, output: directory.path("report")), isDryRun: false,
        RunEnvironment(now: Timestamp(seconds: 1_750_000_000 + Int64(day) * 86_400 + 80_000))
      ).run()
    }

    func git(_ arguments: String...) throws -> [String] {
      let command = try Command.run(["git", "-C", path] + arguments)
      #expect(command.status == 0, "\(command.errors)")
      return command.output.split(separator: "\n").map(String.init)
    }

    func rules(_ branch: GitRuleStore.Branch = .main) throws -> [Rule] {
      try GitRuleStore(path: path).on(branch).snapshot(at: nil).rules
    }

    func descriptions(_ branch: GitRuleStore.Branch = .main) throws -> [String] {
      try rules(branch).map(\.action.description).sorted()
    }

    func items() throws -> [ReviewStage.Item] {
      let store = try GitRuleStore(path: path)
      return try ReviewStage.items(store, store.candidates)
    }

    /// The file of the only rule.
    func file() throws -> String {
      let rule = try #require(try rules().first)
      return "rules/\(rule.id.text.prefix(2))/\(rule.id.text).json"
    }

    func expectSound() throws {
      #expect(try git("fsck", "--strict", "--no-dangling").isEmpty)
    }
  }

  @Test func theSameWishInOtherWordsStrengthensOneRule() throws {
    let machine = try Machine()
    try machine.say("Always run the tests before each commit.", day: 1)
    let file = try machine.file()
    let report = try machine.say("Always execute the tests before every commit.", day: 2)
    #expect(report.changes.map(\.kind) == [.strengthen])
    #expect(try machine.rules().map(\.sources.count) == [2])
    #expect(try machine.file() == file)
    #expect(try machine.git("log", "--follow", "--format=%s", "main", "--", file).count == 2)
    try machine.expectSound()
  }

  @Test func aRefinementEditsTheRuleInPlaceSoThatItsFileIsItsLife() throws {
    let machine = try Machine()
    try machine.say("Always use named exports.", day: 1)
    let file = try machine.file()
    try machine.say("Always use named exports, except in pages.", day: 3)
    #expect(try machine.file() == file)
    #expect(try machine.descriptions() == ["Use named exports, except in pages"])
    let life = try machine.git("log", "--follow", "--reverse", "--format=%s", "main", "--", file)
    #expect(life.count == 2)
    #expect(life.first?.hasPrefix("Add ") == true)
    #expect(life.last?.hasPrefix("Change ") == true)
    let changed = try machine.git("diff", "--name-status", "main~1", "main")
    #expect(changed == ["M\t\(file)"])
    try machine.expectSound()
  }

  @Test func aLaterContradictionSupersedesInOneCommitThatRemovesTheOldAndAddsTheNew() throws {
    let machine = try Machine()
    try machine.say("Always use tabs in Go files.", day: 1)
    let old = try machine.file()
    let report = try machine.say("From now on use spaces in Go files, not tabs.", day: 3)
    #expect(report.changes.map(\.kind) == [.replace])
    let new = try machine.file()
    #expect(new != old)
    let changed = try machine.git("diff", "--no-renames", "--name-status", "main~1", "main").sorted()
    #expect(changed == ["A\t\(new)", "D\t\(old)"])
    let rule = try #require(try machine.rules().first)
    #expect(rule.supersedes.map(\.text) == [String(old.dropFirst(9).dropLast(5))])
    try machine.expectSound()
  }

  @Test func aRetractionRemovesTheRule() throws {
    let machine = try Machine()
    try machine.say("Always run the linter before each commit.", day: 1)
    let file = try machine.file()
    let report = try machine.say("You don't have to run the linter before each commit any more.", day: 3)
    #expect(report.changes.map(\.kind) == [.remove])
    #expect(try machine.rules().isEmpty)
    #expect(try machine.git("diff", "--name-status", "main~1", "main") == ["D\t\(file)"])
    // Nor is it learned again from what was said before.
    #expect(try machine.run(day: 4).changes.isEmpty)
    try machine.expectSound()
  }

  @Test func aRuleOfOneProjectThatIsMetInOthersHoldsEverywhere() throws {
    let machine = try Machine()
    try machine.say("Always run the tests before each commit.", day: 1, project: "shop")
    try machine.say("Always run the tests before each commit.", day: 2, project: "depot")
    #expect(try machine.rules().compactMap(\.project).sorted() == ["depot", "shop"])
    try machine.forget()
    let report = try machine.say("Always run the tests before each commit.", day: 3, project: "tram")
    #expect(report.refusals.isEmpty)
    let rule = try #require(try machine.rules().first)
    #expect(try machine.rules().count == 1)
    #expect(rule.project == nil)
    #expect(rule.sources.count == 3)
    #expect(report.changes.map(\.kind) == [.change, .replace])
    try machine.expectSound()
  }

  @Test func contradictionsOfTwoPeopleAtTheSameTimeAreBothKeptFlaggedAndShownForReview() throws {
    let machine = try Machine()
    try machine.write(
      "ann", ["Always write semicolons in TypeScript.", "Always run the tests before each commit."], day: 1, hour: 9)
    try machine.write(
      "bob", ["Never write semicolons in TypeScript.", "Always sort imports alphabetically."], day: 1, hour: 9)
    try machine.run(day: 1)
    let marked = try machine.items().filter { $0.reasons.contains { $0.hasPrefix("conflicts with ") } }
    #expect(marked.map(\.state) == [.stored, .stored])
    #expect(Set(marked.flatMap { $0.rule.sources.map(\.session) }) == ["ann", "bob"])
    #expect(try machine.run(day: 2).changes.isEmpty)
    try machine.expectSound()
  }

  @Test func aRuleThatWasProbablyRevokedLeavesTheRulesAndWaitsForReview() throws {
    let machine = try Machine()
    let store = { try GitRuleStore(path: machine.path) }
    try machine.say("Always run the linter before each commit.", "Always use tabs in Go files.", day: 1)
    try machine.say(Self.unsureRetraction, day: 3)
    #expect(try machine.descriptions() == ["Use tabs in Go files"])
    #expect(try machine.descriptions(.candidates).contains("Run the linter before each commit"))
    let item = try #require(try machine.items().first { $0.rule.action.description.contains("linter") })
    #expect(item.state == .waiting)
    #expect(item.reasons.contains { $0.hasPrefix("probably ended by s2#") })
    #expect(try machine.run(day: 4).changes.isEmpty)
    // A person says that it holds: then the same statement does not take it away again.
    try review(try store(), accepting: [item.rule.id], at: Timestamp(seconds: 1_750_500_000))
    #expect(try machine.run(day: 6).changes.isEmpty)
    #expect(try machine.descriptions().contains("Run the linter before each commit"))
    try machine.expectSound()
  }

  /// Said in a way of which extraction is not sure.
  private static let unsureRetraction = "I think you no longer need to run the linter before each commit, maybe."
}
