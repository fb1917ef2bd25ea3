import DriftReduction
import Foundation
import Rules
import Testing

@Suite struct ReplayTests {
  private func replay(
    _ tasks: [TaskRequest], _ revisions: [ReplayRevision], threshold: Double = 0.1, _ rewriting: Rewriting = Rewriting()
  ) -> DriftReport {
    var rest = revisions[...]
    return Replay(
      tasks: tasks, metrics: ConsistencyMetric.allCases, improvementThreshold: threshold,
      prepare: rewriting.preparation
    ).run { rest.popFirst() }
  }

  private let single = Rewriting.task("single", "f('x')\n")
  private let double = Rewriting.task("double", "f(\"x\")\n")
  private let other = Rewriting.task("other", "f('x')\n", type: "b")

  @Test func theCommitThatChangesAnOutputIsBlamedForIt() throws {
    let first = try Rewriting.rule("first", "'->\"")
    let second = try Rewriting.rule("second", "\n->;\n")
    let report = replay(
      [single, double, other],
      [
        Rewriting.revision(nil, []), Rewriting.revision("c1", [first]), Rewriting.revision("c2", [first, second]),
      ])
    #expect(report.changes.map(\.task) == ["single", "single", "double"])
    #expect(report.changes.map(\.revision) == ["c1", "c2", "c2"])
    #expect(report.changes.map { $0.rules.map(\.text) } == [["first"], ["second"], ["second"]])
    #expect(report.changes.map(\.subject) == ["Commit c1", "Commit c2", "Commit c2"])
    #expect(report.changes.allSatisfy { $0.linesAdded == 1 && $0.linesRemoved == 1 })
    #expect(report.changes.allSatisfy { ($0.scores[.style] ?? 1) < 1 })
    #expect(report.revisions.map(\.tasksChanged) == [1, 2])
    #expect(report.revisions.map(\.rules) == [1, 2])
  }

  @Test func aTaskThatNoChangedRuleFitsIsNotPerformedAgain() throws {
    let rewriting = Rewriting()
    let about = try Rewriting.rule("about", "'->\"")
    let elsewhere = try Rewriting.rule("elsewhere", "x->y", of: "b")
    _ = replay(
      [single, double, other],
      [
        Rewriting.revision(nil, []), Rewriting.revision("c1", [about]), Rewriting.revision("c2", [about, elsewhere]),
      ], rewriting)
    // Under both rules only the task that the second one fits is performed.
    #expect(rewriting.performances(rules: 2) == ["other": 1])
  }

  @Test func whereNoRuleChangedNothingIsPerformed() throws {
    let rewriting = Rewriting()
    let rules = [try Rewriting.rule("a", "'->\""), try Rewriting.rule("b", "x->y")]
    let report = replay(
      [single], [Rewriting.revision("c1", rules), Rewriting.revision("c2", rules)], rewriting)
    #expect(rewriting.performances(rules: 2) == ["single": 1])
    #expect(report.changes.isEmpty)
    #expect(report.revisions.map(\.tasksChanged) == [0, 0])
    #expect(report.revisions[1].againstPrevious?.mean == 1)
  }

  @Test func removingARuleBringsTheOutputBack() throws {
    let rule = try Rewriting.rule("a", "'->\"")
    let report = replay(
      [single], [Rewriting.revision(nil, []), Rewriting.revision("c1", [rule]), Rewriting.revision("c2", [])])
    #expect(report.changes.map(\.revision) == ["c1", "c2"])
    #expect(report.changes.last?.rules.map(\.text) == ["a"])
    #expect(report.revisions.last?.againstWithout?.mean == 1)
    #expect(report.revisions.first.flatMap { $0.againstWithout?.mean }.map { $0 < 1 } == true)
  }

  @Test func anotherFormOfARuleIsAChangeThatTheCommitCaused() throws {
    let before = try Rewriting.rule("a", "x->y")
    let after = try Rewriting.rule("a", "x->z")
    let moved = try Rewriting.rule("a", "x->z", of: "b")
    let report = replay(
      [single, other],
      [Rewriting.revision("c1", [before]), Rewriting.revision("c2", [after]), Rewriting.revision("c3", [moved])])
    #expect(report.changes.map(\.revision) == ["c2", "c3", "c3"])
    #expect(report.changes.map(\.task) == ["single", "single", "other"])
    #expect(report.changes.allSatisfy { $0.rules.map(\.text) == ["a"] })
  }

  @Test func theFirstRevisionIsComparedWithAndChangesNothing() throws {
    let rule = try Rewriting.rule("a", "'->\"")
    let report = replay([single], [Rewriting.revision("c1", [rule])])
    #expect((report.from, report.to) == ("c1", "c1"))
    #expect(report.changes.isEmpty)
    #expect(report.revisions.map(\.revision) == ["c1"])
    #expect(report.revisions.first?.againstPrevious == nil)
  }

  @Test func withoutAFirstRevisionTheStateBeforeAllRulesIsComparedWith() throws {
    let rule = try Rewriting.rule("a", "'->\"")
    let report = replay([single], [Rewriting.revision(nil, []), Rewriting.revision("c1", [rule])])
    #expect(report.from == nil)
    #expect(report.to == "c1")
    #expect(report.revisions.map(\.revision) == ["c1"])
    #expect(report.changes.map(\.revision) == ["c1"])
  }

  @Test func withoutRevisionsOrTasksThereIsNothingToSay() {
    let report = replay([single], [])
    #expect(report.revisions.isEmpty && report.changes.isEmpty && report.to == nil)
    #expect(report.consistencyWith == report.consistencyWithout)
    let idle = replay([], [Rewriting.revision("c1", [])])
    #expect(idle.consistencyWith == nil && idle.improvement == nil && !idle.isImproved)
  }

  @Test(arguments: [(0.1, true), (0.9, false)])
  func theImprovementIsTheShareByWhichOutputsAgreeMore(threshold: Double, isImproved: Bool) throws {
    let rule = try Rewriting.rule("a", "'->\"")
    let report = replay(
      [single, double], [Rewriting.revision(nil, []), Rewriting.revision("c1", [rule])], threshold: threshold)
    let without = try #require(report.consistencyWithout?.mean)
    let with = try #require(report.consistencyWith?.mean)
    #expect(with == 1 && without < 1)
    #expect(try abs(#require(report.improvement) - (with / without - 1)) < 1e-4)
    #expect(report.isImproved == isImproved)
  }

  @Test func rulesThatSetOutputsApartMakeItWorse() throws {
    let rule = try Rewriting.rule("a", "'->\"")
    let report = replay([single, other], [Rewriting.revision(nil, []), Rewriting.revision("c1", [rule])])
    #expect(report.consistencyWithout?.mean == 1)
    #expect(try #require(report.improvement) < 0)
    #expect(!report.isImproved)
  }

  @Test(arguments: [("bank", "javascript"), ("shop", "typescript")])
  func outputsOfDifferentProjectsAndLanguagesNeedNotAgree(project: String, language: String) {
    let apart = Rewriting.task("apart", "f(\"x\")\n", project: project, language: language)
    #expect(replay([single, apart], []).consistencyWithout == nil)
    #expect(replay([single, apart, single], []).consistencyWithout?.mean == 1)
    #expect(replay([single, double], []).consistencyWithout.map { $0.mean < 1 } == true)
  }

  @Test func theReportIsTheSameBytesEachTimeAndReadsBack() throws {
    let rules = [try Rewriting.rule("a", "'->\""), try Rewriting.rule("b", "\n->;\n", of: "b")]
    let revisions = [
      Rewriting.revision(nil, []), Rewriting.revision("c1", [rules[0]]), Rewriting.revision("c2", rules),
    ]
    let file = try CanonicalJSON.file(replay([single, double, other], revisions))
    for _ in 0..<5 { #expect(try CanonicalJSON.file(replay([single, double, other], revisions)) == file) }
    let decoded = try CanonicalJSON.decode(DriftReport.self, from: file)
    #expect(try CanonicalJSON.file(decoded) == file)
    #expect(String(decoding: file, as: UTF8.self).contains(#""from""#) == false)
  }

  @Test func scoresAreWrittenWithFourDecimals() throws {
    let line = try CanonicalJSON.line(ConsistencyScores([.style: 2.0 / 3, .naming: 1]))
    #expect(String(decoding: line, as: UTF8.self) == #"{"naming_consistency":1,"style_consistency":0.6667}"# + "\n")
  }
}
