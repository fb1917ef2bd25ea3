import DriftReduction
import RuleExtraction
import RuleStore
import Rules
import StorageDecision
package import SyntheticData
import Telemetry

/// Measures every stage on a labelled suite.
package struct EvaluateStage: Sendable {
  private let configuration: PipelineConfiguration
  private let extractor: RuleExtractor
  private let evaluator = ExtractionEvaluator()

  /// - Throws: `ExtractionError` when a pattern is not valid.
  package init(_ configuration: PipelineConfiguration) throws {
    self.configuration = configuration
    extractor = try configuration.makeExtractor()
  }

  /// Measures the stages on a suite.
  ///
  /// - Parameter name: what the report calls the suite.
  /// - Throws: `RuleStoreError`, and ``PipelineError/interrupted``.
  package func run(_ suite: Suite, name: String, _ environment: RunEnvironment) throws -> EvaluationReport {
    var candidates: [Rule] = []
    for (index, transcript) in suite.transcripts.enumerated() {
      try environment.checkInterruption()
      environment.progress("transcripts", index + 1, suite.transcripts.count)
      candidates += extractor.extract(from: transcript, observe: CodeObserver(transcript).observe).rules
    }
    let extraction = evaluator.evaluate(extracted: candidates, wishes: suite.statements)
    let outcome = DecideStage(configuration).run(candidates)
    let store = MemoryRuleStore()
    _ = try StoreStage.run(
      outcome.changes, in: store, run: RunContext(id: environment.now.description, time: environment.now))
    let stored = try store.snapshot(at: nil).rules
    let tasks = suite.tasks.map(\.task)
    return EvaluationReport(
      suite: name, transcripts: suite.transcripts.count, tasks: tasks.count,
      extraction: EvaluationReport.Extraction(
        scores: extraction.scores, actionTypeAccuracy: extraction.actionTypeAccuracy.fourDecimals,
        descriptionSimilarity: extraction.descriptionSimilarity.fourDecimals),
      decision: decision(outcome.decisions, stored: stored, suite),
      retrieval: try retrieval(suite.liveWishes.compactMap { suite.rule(of: $0) }, suite, environment),
      retrievalFromOwnRules: try retrieval(stored, suite, environment),
      consistency: try consistency(tasks, in: store, environment))
  }

  private func decision(_ decided: [DecidedRule], stored: [Rule], _ suite: Suite) -> EvaluationReport.Decision {
    let wishes = suite.wishes
    let pairs = evaluator.evaluate(extracted: decided.map(\.rule), wishes: wishes).pairs
    let same = pairs.count { wishes[$0.gold].rule.decision == decided[$0.extracted].decision }
    let live = suite.liveWishes
    let kept = evaluator.evaluate(extracted: stored, wishes: live)
    // What the live wishes leave over may be one that should have gone.
    let taken = Set(kept.pairs.map(\.extracted))
    let liveIDs = Set(live.map(\.rule.id))
    let ended = wishes.filter {
      $0.rule.decision == .store && !$0.rule.isRetraction && !liveIDs.contains($0.rule.id)
    }
    let rest = stored.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    return EvaluationReport.Decision(
      agreement: pairs.isEmpty ? 0 : (Double(same) / Double(pairs.count)).fourDecimals, pairs: pairs.count,
      stored: kept.scores, supersededStillLive: evaluator.evaluate(extracted: rest, wishes: ended).pairs.count)
  }

  private func retrieval(
    _ rules: [Rule], _ suite: Suite, _ environment: RunEnvironment
  ) throws -> EvaluationReport.Retrieval? {
    guard !suite.tasks.isEmpty else { return nil }
    let live = suite.liveWishes
    var names: [String: String] = [:]
    for pair in evaluator.evaluate(extracted: rules, wishes: live).pairs {
      names[rules[pair.extracted].id.text] = live[pair.gold].rule.id
    }
    let known = Set(names.values)
    var (hits, surplus, missed) = (0, 0, 0)
    let results = try RetrieveStage(rules: rules, configuration).run(suite.tasks.map(\.task), environment)
    for (task, result) in zip(suite.tasks, results) {
      let applied = Set(result.appliedRules.map { names[$0.text] ?? $0.text })
      let relevant = suite.relevant(to: task).intersection(known)
      hits += applied.intersection(relevant).count
      surplus += applied.subtracting(relevant).count
      missed += relevant.subtracting(applied).count
    }
    return EvaluationReport.Retrieval(
      scores: ClassificationScores(truePositives: hits, falsePositives: surplus, falseNegatives: missed).fourDecimals,
      overApplication: hits + surplus == 0 ? 0 : (Double(surplus) / Double(hits + surplus)).fourDecimals)
  }

  private func consistency(
    _ tasks: [TaskRequest], in store: MemoryRuleStore, _ environment: RunEnvironment
  ) throws -> EvaluationReport.Consistency? {
    guard let head = store.head(), !tasks.isEmpty else { return nil }
    let report = try DriftStage(tasks, configuration).run(over: store, from: head, to: head, environment)
    return EvaluationReport.Consistency(
      without: report.consistencyWithout, with: report.consistencyWith, improvement: report.improvement)
  }

  /// Reads a suite and measures the stages on it.
  ///
  /// - Throws: `SuiteError`, which names the file.
  package func run(suite directory: String, _ environment: RunEnvironment) throws -> EvaluationReport {
    try run(try Suite.read(from: directory), name: directory, environment)
  }
}

extension ExtractionEvaluator.Evaluation {
  /// Precision, recall and F1, 0…1.
  fileprivate var scores: ClassificationScores {
    ClassificationScores(
      truePositives: pairs.count, falsePositives: extractedCount - pairs.count,
      falseNegatives: goldCount - pairs.count
    ).fourDecimals
  }
}

extension ClassificationScores {
  fileprivate var fourDecimals: ClassificationScores {
    var rounded = self
    rounded.precision = precision.fourDecimals
    rounded.recall = recall.fourDecimals
    rounded.f1 = f1.fourDecimals
    return rounded
  }
}

extension Double {
  /// Rounded, so that a report's bytes do not depend on the last bit.
  fileprivate var fourDecimals: Double { (self * 10_000).rounded() / 10_000 }
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
