import Foundation
import Pipeline
import Rules
import SyntheticData
import Telemetry
import TestSupport
import Testing

@Suite struct EvaluateStageTests {
  private let environment = RunEnvironment(now: Timestamp(seconds: 0))

  private func evaluate(
    _ suite: SyntheticData.Suite, _ options: EvaluateStage.Options = .init(), method: ExtractionMethod = .patterns
  ) throws -> EvaluationReport {
    var configuration = PipelineConfiguration()
    configuration.extraction.method = method
    return try EvaluateStage(configuration).run(suite, name: "dir/s", options: options, environment)
  }

  private func gold(_ id: String, _ segment: Int, _ description: String, _ decision: Decision.Verdict) -> GoldRule {
    GoldRule(
      id: id, segments: [segment], decision: decision, matchCriteria: MatchCriteria(type: .context, value: ""),
      action: Action(type: .style, description: description), rationale: "")
  }

  /// What the baseline finds: the first and the third message.
  private var suite: SyntheticData.Suite {
    let texts = ["Always sort quotes.", "Use tabs.", "It never rains.", "Thanks."]
    return SyntheticData.Suite(
      transcripts: [
        Transcript(id: "t", segments: texts.map { TranscriptSegment(speaker: .user, content: $0) }, sessionID: "t")
      ],
      labels: [
        "t": TranscriptLabels(
          segments: [
            .init(index: 0, label: .shortTerm), .init(index: 1, label: .persistent),
            .init(index: 2, label: .irrelevant), .init(index: 3, label: .irrelevant),
          ], rules: [gold("a", 0, "Sort quotes", .ignore), gold("b", 1, "Use tabs", .store)])
      ])
  }

  @Test func theFiguresAreThoseWorkedOutByHand() throws {
    let report = try evaluate(suite)
    #expect(report.figures[.rulesPrecision] == 0.5)
    #expect(report.figures[.rulesRecall] == 0.5)
    #expect(report.figures[.rulesF1] == 0.5)
    // Said lasting: 0 and 2; said nothing: 1 and 3, of which one is right, as is one of two.
    #expect(report.segments.irrelevant.f1 == 0.5)
    #expect(report.segments.macroF1 == 0.1667)
    #expect(report.figures[.decisionAgreement] == report.decision.agreement)
    #expect(report.retrieval == nil)
    #expect(report.intervals.isEmpty && report.mistakes.isEmpty)
  }

  @Test func mistakesAreNamedTheWorstFirst() throws {
    let mistakes = try evaluate(suite, .init(mistakes: 10)).mistakes
    #expect(mistakes.map(\.kind) == [.missed, .surplus, .wrongScope])
    #expect(mistakes.map(\.segment).first == 1)
    #expect(mistakes.allSatisfy { $0.transcript == "t" && $0.text == nil })
    #expect(try evaluate(suite, .init(mistakes: 1, showsText: true)).mistakes.map(\.text) == ["Use tabs."])
  }

  @Test func messagesAreShownOnlyWhenAskedFor() throws {
    let silent = MistakesPage([try evaluate(suite, .init(mistakes: 10))], limit: 10).text
    #expect(silent.contains("s t#1"))
    #expect(!silent.contains("tabs"))
    #expect(MistakesPage([try evaluate(suite, .init(mistakes: 9, showsText: true))], limit: 9).text.contains("tabs"))
  }

  @Test func anIntervalHoldsItsFigureAndIsTheSameEveryTime() throws {
    var generator = SyntheticDataGenerator(seed: 3)
    let suite = generator.generateSuite(transcripts: 12)
    let (one, other) = (
      try evaluate(suite, .init(resamples: 200)), try evaluate(suite, .init(resamples: 200))
    )
    #expect(one.intervals == other.intervals)
    #expect(one.intervals.count == EvaluationFigure.allCases.count)
    for (figure, interval) in one.intervals {
      let value = try #require(one.figures[figure])
      #expect(interval.low <= value && value <= interval.high, "\(figure)")
    }
    let precision = try #require(one.intervals[.rulesPrecision])
    #expect(precision.low < precision.high)
  }

  @Test func theTableHasARowForEachSuiteAndMethod() throws {
    let reports = [try evaluate(suite, method: .model), try evaluate(suite)]
    let lines = EvaluationTable(reports).text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2].hasPrefix("s      model "))
    #expect(lines[3].hasPrefix("s      patterns "))
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test func messagesAreScoredAgainstTheirLabels() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(
      """
      {"id": "1", "text": "Always use tabs.", "label": "persistent"}
      {"id": "2", "text": "It never rains.", "label": "irrelevant"}
      {"id": "3", "text": "Use tabs.", "label": "persistent"}
      {"id": "4", "text": "Thanks.", "label": "irrelevant"}
      {"id": "5", "text": "You must be kidding.", "label": "irrelevant", "unsure": true}
      {"id": "6", "text": "It never rains."}
      {"id": "4", "text": "Write it in style.", "label": "short_term"}

      """, to: "m.jsonl")
    var configuration = PipelineConfiguration()
    configuration.extraction.method = .patterns
    let report = try EvaluateMessagesStage(configuration).run(input: file, resamples: 100, environment).report
    #expect(report.messages == 4)
    // Found are 1, 2 and the second 4.
    #expect(report.stored.scores.precision == 0.3333)
    #expect(report.stored.scores.recall == 0.5)
    #expect(report.stored.scores.f1 == 0.4)
    #expect(report.storedOrReview.scores == report.stored.scores)
    #expect(report.shortTerm.f1 == 0)
    let interval = try #require(report.stored.interval)
    #expect(interval.low <= 0.4 && 0.4 <= interval.high)
  }
}
