import DriftReduction
import RuleExtraction
import RuleStore
import Rules
import StorageDecision
package import SyntheticData

/// Measures every stage on a labelled suite.
package struct EvaluateStage: Sendable {
  /// What is to be measured beyond the figures.
  package struct Options: Hashable, Sendable {
    /// How often transcripts and tasks are drawn anew for the intervals; 0 for no intervals.
    package var resamples: Int
    /// How many mistakes are named.
    package var mistakes: Int
    /// Whether mistakes show the user's message.
    package var showsText: Bool

    package init(resamples: Int = 0, mistakes: Int = 0, showsText: Bool = false) {
      self.resamples = resamples
      self.mistakes = mistakes
      self.showsText = showsText
    }
  }

  private let configuration: PipelineConfiguration
  /// As `ltm extract` and `ltm decide` have it, and as `ltm run` does, which keeps also what waits for a person.
  private let extractor: RuleExtractor
  private let runExtractor: RuleExtractor

  /// - Throws: what ``PipelineConfiguration/makeExtractor()`` throws.
  package init(_ configuration: PipelineConfiguration) throws {
    self.configuration = configuration
    let judge = try configuration.makeJudge()
    extractor = try configuration.makeExtractor(isForReview: false, judge: judge)
    runExtractor = try configuration.makeExtractor(isForReview: true, judge: judge)
  }

  /// Reads a suite and measures the stages on it; the report calls it by its directory.
  ///
  /// - Throws: `SuiteError`, which names the file, `RuleStoreError`, and ``PipelineError/interrupted``.
  package func run(
    suite directory: String, options: Options = Options(), _ environment: RunEnvironment
  ) throws -> EvaluationReport {
    try run(try Suite.read(from: directory), name: directory, options: options, environment)
  }

  /// Measures the stages on a suite.
  ///
  /// - Parameter name: what the report calls the suite.
  /// - Throws: `RuleStoreError`, and ``PipelineError/interrupted``.
  package func run(
    _ suite: Suite, name: String, options: Options = Options(), _ environment: RunEnvironment
  ) throws -> EvaluationReport {
    let (candidates, surest) = try candidates(in: suite, by: extractor, environment)
    let decide = try DecideStage(configuration)
    let decisions = decide.run(candidates).decisions
    let outcome = decide.run(try self.candidates(in: suite, by: runExtractor, environment).rules)
    let store = MemoryRuleStore()
    _ = try StoreStage.run(
      outcome.changes, in: store, run: RunContext(id: environment.now.description, time: environment.now))
    let measurement = SuiteMeasurement(
      suite, candidates: candidates, decisions: decisions, stored: try store.snapshot(at: nil).rules)
    let perTask = try applied(measurement.stored, suite, environment)
    var report = EvaluationReport(
      measurement, suite: name, method: configuration.extraction.method, perTask: perTask,
      retrieval: try applied(suite.liveWishes.compactMap { suite.rule(of: $0) }, suite, environment))
    report.consistency = try consistency(suite.tasks.map(\.task), in: store, environment)
    report.intervals = Self.intervals(measurement.perTranscript, perTask, options.resamples)
    report.mistakes = Array(
      Mistake.all(
        in: measurement, surest: surest, name: name, showsText: options.showsText
      ).prefix(options.mistakes))
    extractor.warnings.forEach(environment.warn)
    return report
  }

  /// The candidates of a suite, and how sure extraction was of anything in each segment.
  private func candidates(
    in suite: Suite, by extractor: RuleExtractor, _ environment: RunEnvironment
  ) throws -> (rules: [Rule], surest: [SourcePlace: Double]) {
    var candidates: [Rule] = []
    var surest: [SourcePlace: Double] = [:]
    var statements = StatementIndex()
    for (index, transcript) in suite.transcripts.enumerated() {
      try environment.checkInterruption()
      environment.progress(WorkProgress("transcripts", done: index, of: suite.transcripts.count))
      let extraction = extractor.extract(from: transcript, observe: CodeObserver(transcript).observe)
      candidates += extraction.rules.compactMap { statements.fresh($0) }
      for (segment, confidence) in extraction.surest {
        surest[SourcePlace(transcript: transcript.id, segment: segment)] = confidence
      }
    }
    environment.progress(WorkProgress("transcripts", done: suite.transcripts.count, of: suite.transcripts.count))
    return (candidates, surest)
  }

  /// What was counted for each task when rules were applied to it.
  private func applied(
    _ rules: [Rule], _ suite: Suite, _ environment: RunEnvironment
  ) throws -> [EvaluationCounts] {
    let live = suite.liveWishes
    var names: [String: String] = [:]
    for pair in ExtractionEvaluator().evaluate(extracted: rules, wishes: live).pairs {
      names[rules[pair.extracted].id.text] = live[pair.gold].rule.id
    }
    let known = Set(names.values)
    let results = try RetrieveStage(rules: rules, configuration).run(suite.tasks.map(\.task), environment)
    return zip(suite.tasks, results).map { task, result in
      let applied = Set(result.appliedRules.map { names[$0.text] ?? $0.text })
      let relevant = suite.relevant(to: task).intersection(known)
      var counts = EvaluationCounts()
      counts.applied = Hits(hit: applied.intersection(relevant).count, made: applied.count, gold: relevant.count)
      return counts
    }
  }

  /// The interval of each figure, with transcripts and tasks drawn apart.
  private static func intervals(
    _ transcripts: [EvaluationCounts], _ tasks: [EvaluationCounts], _ resamples: Int
  ) -> [EvaluationFigure: Bootstrap.Interval] {
    let figures = EvaluationFigure.allCases
    let intervals = Bootstrap(resamples: resamples).intervals(of: [transcripts.count, tasks.count]) { drawn in
      var sum = EvaluationCounts()
      for index in drawn[0] { sum += transcripts[index] }
      for index in drawn[1] { sum += tasks[index] }
      return figures.map { $0.value(of: sum) }
    }
    return Dictionary(uniqueKeysWithValues: zip(figures, intervals))
  }

  private func consistency(
    _ tasks: [TaskRequest], in store: MemoryRuleStore, _ environment: RunEnvironment
  ) throws -> EvaluationReport.Consistency? {
    guard let head = store.head(), !tasks.isEmpty else { return nil }
    let report = try DriftStage(tasks, configuration).run(over: store, from: head, to: head, environment)
    return EvaluationReport.Consistency(
      without: report.consistencyWithout, with: report.consistencyWith, improvement: report.improvement)
  }
}

extension Suite {
  /// The rule that should be stored for a wish.
  fileprivate func rule(of wish: LabelledWish) -> Rule? {
    guard let id = try? RuleID(wish.rule.id), let place = wish.places.map(\.transcript).min() else { return nil }
    return Rule(
      id: id, matchCriteria: wish.rule.matchCriteria, action: wish.rule.action, rationale: wish.rule.rationale,
      confidence: 0.95, project: transcripts.first { $0.id == place }?.project,
      sources: wish.places.sorted { ($0.transcript, $0.segment) < ($1.transcript, $1.segment) }.map {
        RuleSource(transcript: $0.transcript, segment: $0.segment, session: $0.transcript)
      })
  }
}
