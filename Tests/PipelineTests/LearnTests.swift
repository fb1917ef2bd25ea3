import Foundation
import Pipeline
import RuleStore
import Rules
import StorageDecision
import TestSupport
import Testing

/// What people said of rules is learned from, by a reviewer whose bias is known.
@Suite struct LearnTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Rules as a job finds them: three a session, of all types, in two projects, of any confidence from 0.3.
  private func rules(_ count: Int, seed: UInt64) throws -> [Rule] {
    var generator = SeededGenerator(seed: seed)
    return try (0..<count).map { number in
      let confidence = (Double.random(in: 0.3...1, using: &generator) * 100).rounded() / 100
      let type = try #require(Action.Kind.allCases.randomElement(using: &generator))
      let session = "s\(seed)-\(number / 3)"
      return Rule(
        id: try RuleID("r\(seed)-\(number)"), matchCriteria: MatchCriteria(type: .context, value: "code"),
        action: Action(type: type, description: "Use form \(number)"), rationale: "", confidence: confidence,
        project: Bool.random(using: &generator) ? "shop" : "tidemark",
        sources: [
          RuleSource(
            transcript: session, segment: number % 3, session: session,
            quote: type == .style ? "Always put braces on line \(number)" : "Never touch file \(number)")
        ],
        decision: Decision(
          decision: .review, score: 0.7,
          criteria: Decision.Criteria(
            crossSessionValue: confidence, stability: 0.85, clearTriggers: Double.random(in: 0...1, using: &generator),
            reducesInconsistency: 0.5), justification: "said", doubts: [Doubt(.unsure)]))
    }
  }

  /// A store in which a reviewer looked at rules.
  private func store(_ name: String, _ rules: [Rule], _ likes: (Rule) -> Bool) throws -> GitRuleStore {
    let store = try GitRuleStore(path: directory.path(name), create: true)
    let night = RunContext(id: "night", time: Timestamp(seconds: 1_750_000_000))
    _ = try store.candidates.commit(rules.map { .add($0) }, in: night)
    let items = try ReviewQueue(store).items
    _ = try ReviewApplication(store, run: run).apply(
      items.map { ($0, likes($0.rule) ? .accept : .reject) }, current: items)
    return store
  }

  private var run: RunContext { RunContext(id: "review", time: Timestamp(seconds: 1_750_100_000)) }

  private func isShopStyle(_ rule: Rule) -> Bool { rule.project == "shop" && rule.action.type == .style }

  private func learn(_ store: GitRuleStore, _ mode: ReviewMode = .optional) throws -> LearnStage.Outcome {
    var configuration = PipelineConfiguration()
    configuration.store.review = mode
    let stage = LearnStage(configuration, store)
    var outcome = try stage.learn()
    try stage.commit(&outcome, isAgain: false, in: run)
    return outcome
  }

  private func brier(_ rules: [Rule], _ likes: (Rule) -> Bool, _ probability: (Rule) -> Double) -> Double {
    rules.reduce(0) { sum, rule in
      let error = probability(rule) - (likes(rule) ? 1 : 0)
      return sum + error * error
    } / Double(rules.count)
  }

  @Test func aReviewerWhoRefusesAKindOfRuleIsLearned() throws {
    let likes = { (rule: Rule) in !isShopStyle(rule) }
    let store = try store("r.git", try rules(39, seed: 1), likes)
    let outcome = try learn(store)
    #expect(outcome.report.labels["rejected"] ?? 0 >= 5)
    #expect(outcome.revision != nil)
    let used = outcome.report.rows.filter(\.isUsed)
    #expect(used.contains { $0.name == "confidence, calibrated: Brier score" && $0.after < $0.before })
    // Rules that nobody has seen.
    let configuration = PipelineConfiguration().applying(try LearnedSettings.read(from: store))
    let calibration = try #require(configuration.learned.confidence)
    let unseen = try rules(300, seed: 2)
    #expect(brier(unseen, likes) { calibration($0) } < 0.8 * brier(unseen, likes, \.confidence))
    // A person reads and reverts it as any commit.
    #expect(
      try Command.git(store.path, "show", "--stat", "--format=%s", "main").output.contains("settings/learned.json"))
    let clone = directory.path("clone")
    #expect(try Command.git(directory.path, "clone", "-q", store.path, clone).status == 0)
    #expect(try Command.git(clone, "revert", "--no-edit", "HEAD").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    #expect(try LearnedSettings.read(from: store) == nil)
    #expect(PipelineConfiguration().applying(try LearnedSettings.read(from: store)) == PipelineConfiguration())
    let after = try learn(store)
    #expect(after.revision == nil)
    #expect(after.report.notes.contains { $0.contains("'--again' does") })
    #expect(try Command.git(store.path, "fsck", "--strict", "--no-dangling").status == 0)
  }

  @Test func aReviewerWhoRefusesWhatIsUnsureMovesWhatIsStored() throws {
    let likes = { (rule: Rule) in rule.confidence > 0.85 }
    let outcome = try learn(try store("r.git", try rules(36, seed: 3), likes))
    let rows = Dictionary(uniqueKeysWithValues: outcome.report.rows.map { ($0.name, $0) })
    let loss = try #require(rows["confidence, calibrated: log loss"])
    #expect(loss.isUsed && loss.after < loss.before)
    let precision = try #require(rows["precision of what is stored"])
    #expect(precision.after > precision.before)
  }

  @Test func theModelsAreTunedWhereThereIsEnough() throws {
    // What is told by the words alone.
    let likes = { (rule: Rule) in rule.action.type != .style }
    let store = try store("r.git", try rules(60, seed: 4), likes)
    let outcome = try learn(store)
    let row = try #require(outcome.report.rows.first { $0.name == "confidence, models tuned: Brier score" })
    #expect(row.isUsed && row.after < row.before)
    let configuration = PipelineConfiguration().applying(try LearnedSettings.read(from: store))
    #expect(configuration.learned.clauses != nil)
    #expect(try PipelineConfiguration().applying(LearnedSettings.read(from: store)).learned == configuration.learned)
  }

  @Test func theSameHistoryGivesTheSameBytes() throws {
    let likes = { (rule: Rule) in !isShopStyle(rule) }
    let tips = try ["a.git", "b.git"].map { name in
      let store = try store(name, try rules(30, seed: 1), likes)
      _ = try learn(store)
      // Learned again, nothing is new.
      #expect(try learn(store).revision == nil)
      return try Command.git(store.path, "rev-parse", "main").output
    }
    #expect(tips[0] == tips[1])
  }

  @Test func tooLittleOrNothingToLearnChangesNothing() throws {
    let few = try learn(try store("few.git", try rules(12, seed: 5)) { $0.confidence > 0.6 })
    #expect(few.revision == nil)
    #expect(few.report.notes.first?.contains("20 are needed") == true)
    #expect(few.report.notes.first?.contains("there are 12") == true)
    // Who refuses nothing teaches nothing.
    let content = try learn(try store("content.git", try rules(30, seed: 5)) { _ in true })
    #expect(content.revision == nil)
    #expect(content.settings.isEmpty)
  }

  @Test func whatIsLearnedIsProposedWhereAReviewIsRequired() throws {
    let store = try store("r.git", try rules(39, seed: 1)) { !isShopStyle($0) }
    let main = try store.head()
    #expect(try learn(store, .required).revision != nil)
    #expect(try store.head() == main)
    #expect(try LearnedSettings.read(from: store) == nil)
    #expect(try LearnedSettings.read(from: store.proposals) != nil)
    #expect(try LearnStage(PipelineConfiguration(), store).accept(in: run) != nil)
    #expect(try LearnedSettings.read(from: store) == LearnedSettings.read(from: store.proposals))
    #expect(try LearnStage(PipelineConfiguration(), store).accept(in: run) == nil)
  }

  @Test func labelsComeFromAnyGitClient() throws {
    let all = try rules(4, seed: 6)
    let store = try store("r.git", Array(all[0...1])) { $0.id == all[0].id }
    let night = RunContext(id: "night", time: Timestamp(seconds: 1_750_200_000))
    _ = try store.commit([.add(all[2]), .add(all[3])], in: night)
    let clone = directory.path("clone")
    #expect(try Command.git(directory.path, "clone", "-q", store.path, clone).status == 0)
    let files = try [all[2], all[3]].map { try RuleFile.path(of: $0.id) }
    #expect(try Command.git(clone, "rm", "-q", files[0]).status == 0)
    var edited = all[3]
    edited.action.description = "Use another form"
    try CanonicalJSON.file(edited).write(to: URL(filePath: "\(clone)/\(files[1])"))
    #expect(try Command.git(clone, "commit", "-qam", "As I like it").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    let labels = try ReviewLabel.all(in: store)
    let verdicts = Dictionary(uniqueKeysWithValues: labels.map { ($0.rule.id, $0.verdict) })
    #expect(
      verdicts == [all[0].id: .accepted, all[1].id: .rejected, all[2].id: .rejected, all[3].id: .edited])
    #expect(labels.first { $0.rule.id == all[3].id }?.rule == all[3])
  }

  @Test func aRunUsesWhatTheStoreLearned() throws {
    try directory.write(
      #"{"id":"a","session_id":"a","segments":[{"speaker":"user","content":"Always use tabs in Go files."}]}"#,
      to: "in/a.json")
    func report(_ configuration: PipelineConfiguration, _ name: String) throws -> RunReport {
      let store = try GitRuleStore(path: directory.path(name), create: true)
      let settings =
        #"{"labels":{},"measured":[],"schema":1,"thresholds":{"confidence":0.7,"review":0.12,"storage":0.99}}"#
      _ = try store.commitSettings(Array("\(settings)\n".utf8), subject: "Learn", body: ["x"], in: run)
      return try RunStage(
        configuration,
        RunStage.Places(inputs: [directory.path("in")], store: store.path, output: directory.path("out")),
        isDryRun: false, RunEnvironment(now: Timestamp(seconds: 1_750_000_000))
      ).run()
    }
    let learned = try report(PipelineConfiguration(), "learned.git")
    #expect(learned.changes.isEmpty)
    #expect(learned.waiting == 1)
    var configuration = PipelineConfiguration()
    configuration.extraction.learned = false
    #expect(try report(configuration, "configured.git").changes.count == 1)
    // A file that somebody damaged stops the run before anything happens.
    let store = try GitRuleStore(path: directory.path("damaged.git"), create: true)
    _ = try store.commitSettings(Array("{\"schema\":9}".utf8), subject: "Learn", body: ["x"], in: run)
    #expect(throws: PipelineError.self) { try LearnedSettings.read(from: store) }
  }
}
