import Foundation
import Pipeline
import RuleStore
import Rules
import StorageDecision
import TestSupport
import Testing

/// What was learned from a transcript outlives it: real stores, and real transcripts that are deleted.
@Suite struct RememberedEvidenceTests {
  /// A home in which a tool writes transcripts and deletes them.
  private final class Home {
    let directory: TemporaryDirectory
    var configuration: PipelineConfiguration
    private var written = 0
    var store: String { directory.path("rules.git") }
    var input: String { directory.path("in") }

    init(_ configuration: PipelineConfiguration = PipelineConfiguration()) throws {
      directory = try TemporaryDirectory()
      self.configuration = configuration
      try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
    }

    /// Writes each message as a session of its own, a minute apart.
    func say(_ messages: [String], day: Int64) throws {
      for (minute, message) in messages.enumerated() {
        written += 1
        try write(
          "s\(written)",
          [(message, Timestamp(seconds: RememberedEvidenceTests.start + day * 86_400 + Int64(minute) * 60))])
      }
    }

    func write(_ session: String, _ messages: [(text: String, time: Timestamp)]) throws {
      let transcript = Transcript(
        id: session,
        segments: messages.map { TranscriptSegment(speaker: .user, content: $0.text, timestamp: $0.time) },
        sessionID: session)
      try directory.write(
        String(decoding: CanonicalJSON.file(transcript), as: UTF8.self), to: "in/\(session).json")
    }

    func deleteTranscripts() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: input) {
        try FileManager.default.removeItem(atPath: "\(input)/\(name)")
      }
    }

    @discardableResult
    func run(day: Int64, store: String? = nil) throws -> RunReport {
      try RunStage(
        configuration,
        RunStage.Places(inputs: [input], store: store ?? self.store, output: directory.path("report")), isDryRun: false,
        environment(day: day)
      ).run()
    }

    func environment(day: Int64) -> RunEnvironment { RunEnvironment(now: time(day: day)) }

    func time(day: Int64) -> Timestamp { Timestamp(seconds: RememberedEvidenceTests.start + day * 86_400 + 43_200) }

    func rules(_ branch: GitRuleStore.Branch = .main) throws -> [Rule] {
      try GitRuleStore(path: store).on(branch).snapshot(at: nil).rules
    }

    func descriptions(_ branch: GitRuleStore.Branch = .main) throws -> [String] {
      try rules(branch).map(\.action.description).sorted()
    }

    func references(in store: String? = nil) throws -> String {
      try Command.git(store ?? self.store, "for-each-ref", "--format=%(refname) %(objectname)").output
    }

    func git(_ arguments: String...) throws -> String {
      let command = try Command.run(["git", "-C", store] + arguments)
      #expect(command.status == 0, "\(command.errors)")
      return command.output
    }
  }

  fileprivate static let start: Int64 = 1_750_000_000

  /// Three nights, a month apart.
  struct Story: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var nights: [[String]]
    var stored: [String]
    var waiting: [String] = []
    var remembered: [String] = []
    var storage = 0.7
    var confidence = 0.7
    var review = 0.12

    fileprivate var configuration: PipelineConfiguration {
      var configuration = PipelineConfiguration()
      configuration.extraction.confidenceThreshold = confidence
      configuration.storageDecision.storageThreshold = storage
      configuration.storageDecision.reviewThreshold = review
      return configuration
    }
  }

  static let stories = [
    Story(
      testDescription: "a wish that waits",
      nights: [["Keep an index of the docs."], ["Keep an index of the docs."], ["Keep an index of the docs."]],
      stored: ["Keep an index of the documentation"]),
    Story(
      testDescription: "a wish that is too weak to wait",
      nights: [["Keep a changelog."], ["Keep a changelog."], ["Keep a changelog."]], stored: ["Keep a changelog"],
      storage: 0.8, confidence: 0.3, review: 0.75),
    Story(
      testDescription: "a wish for the moment, which never becomes a rule",
      nights: Array(repeating: ["For now, use tabs in Go files."], count: 3), stored: []),
    Story(
      testDescription: "a wish for the moment, where three of them suffice",
      nights: Array(repeating: ["For now, use tabs in Go files."], count: 3), stored: ["Use tabs in Go files"],
      storage: 0.38),
    Story(
      testDescription: "a wish that was contradicted at once, never said surely",
      nights: [["Keep a changelog.", "Never keep a changelog."], ["Keep a changelog."], ["Keep a changelog."]],
      stored: ["Never keep a changelog"], remembered: ["Keep a changelog"], confidence: 0.6),
    Story(
      testDescription: "a wish that was taken back and is said again",
      nights: [
        ["Keep an index of the docs."], ["You no longer have to keep an index of the docs."],
        ["Keep an index of the docs."],
      ],
      stored: [], waiting: ["Keep an index of the documentation"]),
    Story(
      testDescription: "a weak wish that was taken back and is said again",
      nights: [["Keep a changelog."], ["You no longer need to keep a changelog."], ["Keep a changelog."]], stored: [],
      remembered: ["Keep a changelog"], storage: 0.8, confidence: 0.3, review: 0.75),
    Story(
      testDescription: "a rule that was taken back and is said again",
      nights: [["Use mocks in tests."], ["Stop using mocks in tests."], ["Use mocks in tests."]],
      stored: ["Use mocks in tests"]),
  ]

  @Test(arguments: stories)
  func aDeletedTranscriptLosesNothingThatWasLearnedFromIt(story: Story) throws {
    let (poor, rich) = (try Home(story.configuration), try Home(story.configuration))
    for (month, messages) in story.nights.enumerated() {
      try poor.deleteTranscripts()
      for home in [poor, rich] {
        try home.say(messages, day: Int64(month) * 30)
        try home.run(day: Int64(month) * 30)
      }
    }
    #expect(try poor.descriptions() == story.stored)
    #expect(try poor.descriptions(.candidates) == story.waiting)
    #expect(try poor.descriptions(.evidence) == story.remembered)
    // The same rules, also in their sources, confidence and decision, and the same commits.
    for branch in GitRuleStore.Branch.allCases { #expect(try poor.rules(branch) == rich.rules(branch)) }
    #expect(try poor.references() == rich.references())
    for home in [poor, rich] {
      let references = try home.references()
      try home.run(day: 61)
      #expect(try home.references() == references)
      #expect(try home.git("fsck", "--strict", "--no-dangling") == "")
    }
  }

  @Test(arguments: stories.prefix(4))
  func threeNightsGiveTheRuleOfOneNight(story: Story) throws {
    let (poor, once) = (try Home(story.configuration), try Home(story.configuration))
    for (month, messages) in story.nights.enumerated() {
      try poor.deleteTranscripts()
      for home in [poor, once] { try home.say(messages, day: Int64(month) * 30) }
      try poor.run(day: Int64(month) * 30)
    }
    try once.run(day: 60)
    #expect(try poor.rules() == once.rules())
  }

  @Test func aMessageThatIsCopiedWhenItsSessionIsResumedCountsOnce() throws {
    let home = try Home()
    try home.say(["Keep an index of the docs."], day: 0)
    try home.run(day: 0)
    try home.deleteTranscripts()
    try home.write(
      "resumed",
      [
        ("Keep an index of the docs.", Timestamp(seconds: Self.start)),
        ("Thanks.", Timestamp(seconds: Self.start + 2_592_000)),
      ])
    let references = try home.references()
    try home.run(day: 30)
    #expect(try home.references() == references)
  }

  private static var weak: PipelineConfiguration {
    var configuration = PipelineConfiguration()
    configuration.extraction.confidenceThreshold = 0.3
    configuration.storageDecision.storageThreshold = 0.8
    configuration.storageDecision.reviewThreshold = 0.75
    return configuration
  }

  @Test func evidenceIsOneCommitARunInTheLayoutOfRules() throws {
    let home = try Home(Self.weak)
    try home.say(["Keep a changelog.", "Keep a glossary."], day: 0)
    let report = try home.run(day: 0)
    #expect(report.evidenceChanges.map(\.kind) == [.add, .add])
    #expect(report.evidence == 2 && report.waiting == 0 && report.changes.isEmpty)
    let files = try home.git("ls-tree", "-r", "--name-only", "evidence").split(separator: "\n")
    #expect(
      files.sorted() == (try home.rules(.evidence)).map { "rules/\($0.id.text.prefix(2))/\($0.id).json" }.sorted())
    let log = try home.git("log", "--format=%an%n%B", "evidence")
    #expect(
      log == """
        ltm
        Add 2 wishes

        \(try home.rules(.evidence).map { rule in
          "Add \(rule.action.type.rawValue) rule: keep a \(rule.action.description.dropFirst(7))"
        }.joined(separator: "\n"))

        Run: 2025-06-16T03:06:40Z


        """)
    #expect(try Self.page(home).contains("Remembered beside these: 2 wishes, on the branch evidence: 2 new\n"))
    let items = try ReviewStage.items(
      try GitRuleStore(path: home.store), try GitRuleStore(path: home.store).candidates)
    #expect(items.isEmpty)
  }

  private static func page(_ home: Home) throws -> String {
    try String(contentsOfFile: home.directory.path("report/report.txt"), encoding: .utf8)
  }

  @Test func evidenceExpiresWhenItsTranscriptIsGone() throws {
    let home = try Home(Self.weak)
    home.configuration.storageDecision.evidenceDays = 90
    try home.say(["Keep a changelog."], day: 0)
    try home.run(day: 0)
    let references = try home.references()
    // While the transcript is there, nothing is forgotten.
    try home.run(day: 100)
    #expect(try home.references() == references)
    try home.deleteTranscripts()
    try home.run(day: 89)
    #expect(try home.references() == references)
    let report = try home.run(day: 90)
    #expect(report.evidenceChanges.map(\.kind) == [.remove])
    #expect(try home.rules(.evidence).isEmpty)
    #expect(try home.git("log", "-1", "--format=%b", "evidence").contains("Not said again for too long."))
    #expect(try Self.page(home).contains("Remembered beside these: 0 wishes, on the branch evidence: 1 no longer\n"))
    // What expired is forgotten, and not kept away.
    try home.say(["Keep a changelog."], day: 100)
    try home.run(day: 100)
    #expect(try home.rules(.evidence).map(\.sources.count) == [1])
  }

  @Test func whatAPersonDeletesFromTheEvidenceStaysAway() throws {
    let home = try Home(Self.weak)
    try home.say(["Keep a changelog."], day: 0)
    try home.run(day: 0)
    let clone = home.directory.path("clone")
    #expect(try Command.git(home.store, "clone", "-q", "-b", "evidence", home.store, clone).status == 0)
    #expect(try Command.git(clone, "rm", "-rq", "rules").status == 0)
    #expect(try Command.git(clone, "commit", "-qm", "Not this one").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    try home.say(["Keep a changelog.", "Keep a changelog."], day: 30)
    try home.run(day: 30)
    for branch in GitRuleStore.Branch.allCases { #expect(try home.rules(branch).isEmpty) }
  }

  @Test func nothingThatIsDroppedForSafetyIsRemembered() throws {
    let home = try Home(Self.weak)
    let token = "ghp_0123456789abcdefghij0123456789abcdef"
    try home.say(
      ["Always use the token \(token).", "```\nKeep a changelog.\n```", "> Keep a glossary."],
      day: 0)
    try home.run(day: 0)
    #expect(try home.rules(.evidence).isEmpty)
  }

  /// A run that is killed between two of its steps is finished by the next one.
  @Test func aRunThatIsStoppedAfterAnyStepIsFinishedByTheNext() throws {
    let home = try Home()
    home.configuration.storageDecision.evidenceDays = 45
    try home.say(
      [
        "Keep an index of the docs.", "Keep a changelog.", "Use single quotes.", "Keep a glossary.",
        "Never keep a glossary.",
      ], day: 0)
    try home.run(day: 0)
    try home.deleteTranscripts()
    try home.say(["Keep an index of the docs."], day: 30)
    try home.run(day: 30)
    try home.deleteTranscripts()
    try home.say(
      [
        "Keep an index of the docs.", "Keep a changelog.", "Never keep a changelog.", "Always use double quotes.",
        "Keep a list of terms.", "Use lines at most 80 columns.", "Stop using single quotes.",
      ], day: 60)
    let whole = home.directory.path("whole.git")
    try FileManager.default.copyItem(atPath: home.store, toPath: whole)
    try home.run(day: 60, store: whole)

    let candidates = try ExtractStage(home.configuration, isForReview: true)
      .run([home.input], home.environment(day: 60)).candidates
    let reading = try StoreBranches(try GitRuleStore(path: home.store).on).read()
    let memory = reading.memory(at: home.time(day: 60), evidenceDays: 45, candidateDays: 365)
    let outcome = try DecideStage(home.configuration).run(candidates, given: memory)
    let steps = StoreStage.steps(outcome, former: reading.former)
    #expect(steps.map(\.branch) == [.evidence, .candidates, .main, .candidates, .evidence])
    let run = RunContext(id: home.time(day: 60).description, time: home.time(day: 60))
    for count in 0...steps.count {
      let stopped = home.directory.path("stopped\(count).git")
      try FileManager.default.copyItem(atPath: home.store, toPath: stopped)
      for step in steps.prefix(count) {
        #expect(try GitRuleStore(path: stopped).on(step.branch).commit(step.changes, in: run).refusals.isEmpty)
      }
      try home.run(day: 60, store: stopped)
      #expect(try home.references(in: stopped) == home.references(in: whole), "stopped after step \(count)")
    }
  }
}
