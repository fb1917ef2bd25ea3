import Rules
import StorageDecision
import TestSupport
import Testing

@Suite struct DecisionMakerTests {
  private let maker = DecisionMaker()

  private func rule(
    _ id: String, _ description: String, day: Int, session: String? = nil, scope: Rule.Scope = .persistent,
    parameters: [String: JSONValue]? = nil, project: String? = "p"
  ) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .context, value: description.lowercased(), context: [:]),
      action: Action(type: .style, description: description, parameters: parameters), rationale: "", confidence: 0.9,
      scope: scope, project: project, sourceID: "\(id)#0",
      sources: [
        RuleSource(
          transcript: session ?? id, segment: 0, session: session ?? id,
          timestamp: Timestamp(seconds: Int64(day) * 86_400))
      ])
  }

  @Test func aStandingWishIsStoredAndAPassingOneIsNot() throws {
    let outcome = maker.decide([
      try rule("a", "Use tabs", day: 1), try rule("b", "Use spaces in this file", day: 2, scope: .shortTerm),
    ])
    #expect(outcome.decisions.map(\.decision) == [.store, .ignore])
    #expect(outcome.changes.count == 1)
    #expect(outcome.decisions.allSatisfy { !$0.justification.isEmpty && (0...1).contains($0.score) })
  }

  @Test func theScoreIsTheWeightedSumOfTheCriteria() throws {
    let decided = try #require(maker.decide([try rule("a", "Use tabs", day: 1)]).decisions.first)
    let sum =
      0.4 * decided.criteria.crossSessionValue + 0.3 * decided.criteria.stability + 0.2 * decided.criteria.clearTriggers
      + 0.1 * decided.criteria.reducesInconsistency
    #expect(abs(sum - decided.score) < 0.001)
  }

  @Test func moreSessionsGiveAHigherScore() throws {
    let once = maker.decide([try rule("a", "Use tabs", day: 1)]).decisions
    let twice = maker.decide([try rule("a", "Use tabs", day: 1), try rule("a", "Use tabs", day: 9, session: "t2")])
      .decisions
    #expect(twice.count == 1)
    #expect(try #require(twice.first).score > #require(once.first).score)
    #expect(twice.first?.rule.sources.count == 2)
  }

  @Test func theLaterOfTwoContradictoryWishesReplacesTheEarlier() throws {
    let tabs = try rule("a", "Use tabs", day: 1, parameters: ["indent": "tabs"])
    let spaces = try rule("b", "Use spaces", day: 5, parameters: ["indent": "spaces"])
    for order in [[tabs, spaces], [spaces, tabs]] {
      let outcome = maker.decide(order)
      #expect(outcome.decisions.map(\.decision) == [.store, .store])
      #expect(outcome.decisions.last?.rule.supersedes == [tabs.id])
      guard case .replace(let old, let new)? = outcome.changes.last else {
        Issue.record("expected a replacement")
        continue
      }
      #expect(old.map(\.id) == [tabs.id])
      #expect(new.id == spaces.id)
    }
  }

  @Test func anotherNumberForTheSameThingReplacesTheFirst() throws {
    let outcome = maker.decide([
      try rule("a", "Keep functions under 40 lines", day: 1), try rule("b", "Keep functions under 60 lines", day: 2),
      try rule("c", "Keep modules under 60 lines", day: 3), try rule("d", "Set the Ruby version to 3.3", day: 4),
      try rule("e", "Keep the Ruby version 3.4", day: 5),
    ])
    #expect(outcome.decisions.map { $0.rule.supersedes.map(\.text) } == [[], ["a"], [], [], ["d"]])
  }

  @Test func aWishTakenBackIsRemoved() throws {
    let outcome = maker.decide([
      try rule("a", "List the touched files after each turn", day: 1),
      try rule("b", "No longer list the touched files", day: 3, parameters: ["wanted": false]),
    ])
    guard case .remove(let removed, let retraction)? = outcome.changes.last else {
      Issue.record("expected a removal")
      return
    }
    #expect(removed.id.text == "a")
    #expect(retraction.supersedes == [removed.id])
    #expect(outcome.decisions.last?.decision == .ignore)
  }

  @Test func otherProjectsAreNotTouched() throws {
    let outcome = maker.decide([
      try rule("a", "Use tabs", day: 1, parameters: ["indent": "tabs"], project: "p"),
      try rule("b", "Use spaces", day: 5, parameters: ["indent": "spaces"], project: "q"),
    ])
    #expect(outcome.decisions.allSatisfy { $0.rule.supersedes.isEmpty })
    #expect(outcome.changes.count == 2)
  }

  @Test func decidingAgainOverTheSameInputChangesNothing() throws {
    let candidates = [
      try rule("a", "Use tabs", day: 1, parameters: ["indent": "tabs"]),
      try rule("b", "Use spaces", day: 5, parameters: ["indent": "spaces"]),
      try rule("c", "Keep a changelog", day: 6),
      try rule("d", "No longer keep a changelog", day: 7, parameters: ["wanted": false]),
      try rule("e", "Always run the linter", day: 8),
    ]
    var stored: [RuleID: Rule] = [:]
    var retired: [Rule] = []
    for change in maker.decide(candidates).changes {
      switch change {
      case .add(let rule), .strengthen(_, let rule): stored[rule.id] = rule
      case .replace(let old, let rule):
        for gone in old {
          stored[gone.id] = nil
          retired.append(gone)
        }
        stored[rule.id] = rule
      case .remove(let rule, _), .suspend(let rule, _):
        stored[rule.id] = nil
        retired.append(rule)
      }
    }
    #expect(stored.keys.map(\.text).sorted() == ["b", "e"])
    #expect(maker.decide(candidates, stored: Array(stored.values), retired: retired).changes.isEmpty)
  }

  /// Plays changes over rules as a store would.
  private func play(_ changes: [PlannedChange], _ stored: inout [RuleID: Rule], _ retired: inout [RuleID: Rule]) {
    for change in changes {
      switch change {
      case .add(let rule), .strengthen(_, let rule):
        stored[rule.id] = rule
        retired[rule.id] = nil
      case .replace(let old, let rule):
        for gone in old {
          stored[gone.id] = nil
          retired[gone.id] = gone
        }
        stored[rule.id] = rule
        retired[rule.id] = nil
      case .remove(let rule, _), .suspend(let rule, _):
        stored[rule.id] = nil
        retired[rule.id] = rule
      }
    }
  }

  @Test func anySequenceOfWishesAndRetractionsIsDecidedOnceAndForAll() throws {
    let wishes = [
      "Run the linter before each commit", "Run the tests before each commit", "Keep a changelog",
      "Keep the changelog short", "Use fakes, not mocks, in tests", "Use mocks in tests",
    ]
    try forAll(cases: 60) { (generator: inout SeededGenerator) throws in
      let candidates = try (1...8).map { day in
        let number = Int.random(in: wishes.indices, using: &generator)
        let takesBack = Int.random(in: 0..<3, using: &generator) == 0
        let text = takesBack ? "No longer " + wishes[number].lowercased() : wishes[number]
        return try rule(
          "r\(number)\(takesBack ? "x" : "")", text, day: day, session: "t\(day)",
          parameters: takesBack ? ["wanted": false] : nil)
      }
      var stored: [RuleID: Rule] = [:]
      var retired: [RuleID: Rule] = [:]
      play(maker.decide(candidates).changes, &stored, &retired)
      let again = maker.decide(
        candidates, stored: stored.values.sorted { $0.id < $1.id }, retired: retired.values.sorted { $0.id < $1.id })
      #expect(again.changes.isEmpty)
    }
  }

  @Test func aRetractionSeenAgainTakesBackNoSimilarRule() throws {
    let lint = try rule("a", "Run the linter before each commit", day: 1)
    let test = try rule("b", "Run the tests before each commit", day: 2)
    let retraction = try rule("c", "No longer run the linter before commits", day: 3, parameters: ["wanted": false])
    let outcome = maker.decide([lint, test, retraction], stored: [test], retired: [lint])
    #expect(outcome.changes.isEmpty)
  }

  @Test func theOrderOfTheInputDoesNotMatter() throws {
    try forAll(cases: 30) { (generator: inout SeededGenerator) throws in
      let rules = try (0..<8).map { _ in try Arbitrary.rule(using: &generator) }
      let one = maker.decide(rules)
      let other = maker.decide(rules.shuffled(using: &generator))
      // Compared before the expectation, so that a failure does not print every rule.
      let same = one.decisions == other.decisions && one.changes == other.changes
      #expect(same)
    }
  }
}
