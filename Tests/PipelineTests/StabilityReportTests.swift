import Git
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// How long rules hold is read from the store's history.
@Suite struct StabilityReportTests {
  private static let start: Int64 = 1_750_000_000
  private let store = MemoryRuleStore()

  private func time(day: Int64) -> Timestamp { Timestamp(seconds: Self.start + day * 86_400) }

  private func rule(_ id: String, _ kind: Action.Kind = .style, project: String? = nil) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: id),
      action: Action(type: kind, description: "Do \(id)"), rationale: "", project: project)
  }

  private func commit(day: Int64, review: RunContext.Review? = nil, _ changes: RuleChange...) throws {
    let run = RunContext(id: "day \(day)", time: time(day: day), review: review)
    #expect(try store.commit(changes, in: run).refusals.isEmpty)
  }

  /// Seven rules: one each that is superseded, taken back, rejected, undone, expired, changed, and brought back.
  private func makeHistory() throws -> RuleHistory {
    let rules = try ["a", "b", "c", "d", "e", "f", "g"].map { try rule($0, $0 < "d" ? .naming : .style) }
    try commit(day: 0, .add(rules[0]), .add(rules[1]), .add(rules[2]), .add(rules[3]), .add(rules[4]))
    try commit(day: 0, .add(rules[5]), .add(rules[6]))
    try commit(day: 10, .replace([rules[0].id], with: try rule("h", project: "shop")))
    try commit(day: 20, .remove(rules[1], reason: RetractionReason.text("s#1")))
    try commit(day: 30, review: .rejected, .remove(rules[2], reason: "Rejected."))
    try commit(day: 40, review: .undone, .remove(rules[3], reason: "x"))
    try commit(day: 50, .remove(rules[4], reason: "Not said again for too long."))
    var changed = rules[5]
    changed.rationale = "because"
    try commit(day: 96, .change(from: rules[5], to: changed))
    try commit(day: 60, .remove(rules[6], reason: "x"))
    try commit(day: 70, .restore(rules[6]))
    return try store.ruleHistory()
  }

  @Test func everyWayToEndIsCounted() throws {
    let report = StabilityReport(try makeHistory(), at: time(day: 100))
    #expect(report.all.alive == 3 && report.all.ended == 5)
    #expect(report.all.ends.map(\.cause) == [.superseded, .takenBack, .rejected, .undone, .expired])
    #expect(report.all.ends.allSatisfy { $0.count == 1 })
    // Seven from day 0: five ended on days 10 to 50; `h` came on day 10.
    let shares = report.all.survival.map(\.share)
    let thirty: Double = (7.0 / 8) * (6.0 / 7) * (5.0 / 6)
    #expect(shares[0] == 1 && shares[1] == 1)
    #expect(shares[2].map { abs($0 - thirty) < 1e-12 } == true)
    #expect(shares[3].map { abs($0 - 3.0 / 8) < 1e-12 } == true)
    #expect(shares[4] == nil)
    #expect(report.all.survival.map(\.rules) == [8, 8, 6, 3, 0, 0])
    #expect(report.all.halfLife == 40)
    #expect(report.all.age == Quartiles([100, 100, 90]))
    #expect(report.all.changesPerRule == 1.0 / 8)
  }

  @Test func groupsAndTimesLimitWhatIsMeasured() throws {
    let history = try makeHistory()
    let byType = StabilityReport(history, by: .type, at: time(day: 100))
    #expect(byType.groups.map(\.name) == ["naming", "style"])
    #expect(byType.groups.map(\.alive) == [0, 3])
    #expect(byType.groups.map(\.halfLife) == [20, nil])
    let byProject = StabilityReport(history, by: .project, at: time(day: 100))
    #expect(byProject.groups.map(\.name) == ["everywhere", "shop"])
    let late = StabilityReport(history, since: time(day: 5), at: time(day: 100))
    #expect(late.all.alive == 1 && late.all.ended == 0 && late.all.halfLife == nil)
    let early = StabilityReport(history, at: time(day: 1))
    #expect(early.time == time(day: 96))
  }

  @Test func eachWeekHasItsChurn() throws {
    let weeks = StabilityReport(try makeHistory(), at: time(day: 100)).weeks
    #expect(weeks.count == StabilityReport.weekCount)
    #expect(weeks.last?.begin == time(day: 93))
    #expect(weeks.map(\.aliveAtStart) == [7, 6, 5, 5, 4, 3, 3, 2, 3, 3, 3, 3])
    #expect(weeks.map(\.removed) == [1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0])
    #expect(weeks.map(\.added) == [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
    #expect(weeks.map(\.changed) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    #expect(weeks.last?.churn == 1.0 / 3)
    let empty = StabilityReport(RuleHistory([], held: []), by: .type, at: time(day: 0))
    #expect(empty.weeks.allSatisfy { $0.churn == nil && $0.aliveAtStart == 0 })
    #expect(empty.all.age == nil && empty.groups.isEmpty)
  }
}
