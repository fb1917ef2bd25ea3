import Rules
import StorageDecision
import TestSupport
import Testing

@Suite struct ReviewDecisionTests {
  @Test(arguments: [
    (0.9, Decision.Verdict.store), (0.7, .store), (0.69, .review), (0.45, .review), (0.44, .ignore), (0.1, .ignore),
  ])
  func howSurelyItWasMeantDecides(confidence: Double, verdict: Decision.Verdict) throws {
    let outcome = DecisionMaker(bounds: Night.bounds).decide([
      try Wish.make("a", "Use tabs", day: 1, confidence: confidence)
    ])
    #expect(outcome.decisions.map(\.decision) == [verdict])
    #expect(outcome.changes.count == (verdict == .store ? 1 : 0))
    #expect(outcome.waitingChanges.count == (verdict == .review ? 1 : 0))
  }

  @Test func aScoreBetweenTheBoundsWaits() throws {
    let bounds = DecisionBounds(storage: 0.95, confidence: 0.5, review: 0.4)
    let outcome = DecisionMaker(bounds: bounds).decide([try Wish.make("a", "Use tabs", day: 1)])
    #expect(outcome.decisions.map(\.decision) == [.review])
    #expect(outcome.decisions.first?.doubts.map(\.kind) == [.unsure])
  }

  @Test func aWishForTheMomentNeverWaits() throws {
    let outcome = DecisionMaker().decide([
      try Wish.make("a", "Use tabs here", day: 1, scope: .shortTerm, confidence: 0.6),
      try Wish.make("b", "Commit with --no-verify this time", day: 1, scope: .shortTerm),
    ])
    #expect(outcome.decisions.map(\.decision) == [.ignore, .ignore])
    #expect(outcome.waitingChanges.isEmpty)
  }

  @Test func whatIsDangerousWaitsWhateverItsScore() throws {
    var night = Night()
    for month in 0..<6 {
      night.run(
        try Wish.make(
          "a", "Always commit with --no-verify", day: 1 + 30 * month, session: "s\(month)", confidence: 0.98))
    }
    #expect(night.stored.isEmpty)
    #expect(night.waiting == ["a"])
    #expect(night.rule("a")?.sources.count == 6)
    #expect(night.rule("a")?.decision?.doubts == [Doubt(.dangerous, detail: "turns off checks")])
    #expect(night.rule("a")?.decision?.justification.hasPrefix("Waits for review with ") == true)
  }

  @Test func whatIsSaidOnceAMonthBecomesARuleInTheThird() throws {
    var night = Night()
    for month in 0..<3 {
      #expect(night.stored.isEmpty)
      night.run(try Wish.make("w\(month)", "Keep a changelog", day: 1 + 30 * month, confidence: 0.5))
      #expect(night.waiting == (month < 2 ? ["w0"] : []))
    }
    #expect(night.stored == ["w0"])
    #expect(night.rule("w0")?.sources.count == 3)
    #expect(night.rule("w0")?.decision?.doubts == [])
  }

  @Test func theSameNightAgainChangesNothing() throws {
    let candidates = [
      try Wish.make("a", "Keep a changelog", day: 1, confidence: 0.6),
      try Wish.make("b", "Force push to main", day: 2), try Wish.make("c", "Use tabs", day: 3),
      try Wish.make("d", "Name tests as sentences", day: 4, confidence: 0.5),
    ]
    var night = Night()
    night.run(candidates)
    #expect(night.waiting == ["a", "b", "d"])
    let again = night.run(candidates)
    #expect(again.changes.isEmpty)
    #expect(again.waitingChanges.isEmpty)
  }

  @Test func whatAPersonRejectedStaysAwayInOtherWordsToo() throws {
    let wish = try Wish.make("a", "Run the linter before each commit", day: 1)
    var night = Night()
    night.memory.rejected = [wish]
    let outcome = night.run(
      wish, try Wish.make("b", "Always run the linter before every commit", day: 9),
      try Wish.make("c", "Run the linter before commit", day: 50))
    #expect(night.stored.isEmpty)
    #expect(night.waiting.isEmpty)
    #expect(outcome.decisions.map(\.decision) == [.ignore])
    #expect(outcome.decisions.first?.justification.hasPrefix("A person said no to it") == true)
  }

  @Test func aWaitingWishThatIsTakenBackOrContradictedWaitsNoMore() throws {
    var night = Night()
    night.run(
      try Wish.make("a", "Keep a changelog", day: 1, confidence: 0.6),
      try Wish.make("b", "Indent with tabs", day: 1, confidence: 0.6, parameters: ["indent": "tabs"]))
    #expect(night.waiting == ["a", "b"])
    let outcome = night.run(
      try Wish.make("c", "No longer keep a changelog", day: 5, parameters: ["wanted": false]),
      try Wish.make("d", "Indent with spaces", day: 6, parameters: ["indent": "spaces"]))
    #expect(night.waiting.isEmpty)
    #expect(night.stored == ["d"])
    let reasons = outcome.waitingChanges.map { change in
      if case .withdraw(_, let reason) = change { reason } else { WaitingChange.Withdrawal.stored }
    }
    #expect(reasons == [.ended(.takenBack), .ended(.contradicted)])
  }

  @Test(arguments: [(0.46, ["a"], ["b"]), (0.6, [], ["a", "b"])])
  func anUnsureWishReplacesNone(confidence: Double, stored: [String], waiting: [String]) throws {
    var night = Night()
    night.run(try Wish.make("a", "Indent with tabs", day: 1, parameters: ["indent": "tabs"]))
    night.run(
      try Wish.make("b", "Indent with spaces", day: 5, confidence: confidence, parameters: ["indent": "spaces"]))
    #expect(night.stored == stored)
    #expect(night.waiting == waiting)
    #expect(night.rule("b")?.decision?.doubts.contains(Doubt(.conflict, rule: try RuleID("a"))) == true)
  }

  @Test func anUnsureRetractionRemovesNothingForGood() throws {
    var night = Night()
    night.run(try Wish.make("a", "Keep a changelog", day: 1))
    night.run(
      try Wish.make("c", "Do not keep a changelog", day: 2, scope: .shortTerm, parameters: ["wanted": false]),
      try Wish.make("d", "No longer keep a changelog", day: 2, confidence: 0.4, parameters: ["wanted": false]))
    #expect(night.stored == ["a"])
    night.run(try Wish.make("b", "No longer keep a changelog", day: 3, confidence: 0.5, parameters: ["wanted": false]))
    #expect(night.stored.isEmpty)
    #expect(night.waiting == ["a"])
    #expect(night.rule("a")?.decision?.doubts.first == Doubt(.revoked, detail: "b#0"))
  }

  @Test func whatWasStoredElsewhereWaitsNoMore() throws {
    let rule = try Wish.make("a", "Keep a changelog", day: 1, confidence: 0.6)
    var night = Night()
    night.memory.stored = [rule]
    night.memory.waiting = [rule]
    let outcome = night.run([])
    #expect(outcome.changes.isEmpty)
    #expect(night.waiting.isEmpty)
  }

  @Test func theJustificationCitesTheEvidence() throws {
    var rules = try (0..<5).map { try Wish.make("a", "Use tabs", day: 20_000 + $0, session: "s\($0)") }
    rules[1].sources[0].observed = RuleSource.Observation(followed: 3, broken: 2)
    let text = try #require(DecisionMaker().decide(rules).decisions.first?.justification)
    #expect(text.contains("stated in 5 sessions over 4 days from 2024-10-04 to 2024-10-08 (s0#0, s1#0, … s4#0)"))
    #expect(text.contains("code broke it in 2 of 5 places in 1 session"))
  }

  @Test func aCalibratedScoreDecides() throws {
    let low = try #require(ScoreCalibration([.init(score: 0, share: 0), .init(score: 1, share: 0.65)]))
    let outcome = DecisionMaker(calibration: low).decide([try Wish.make("a", "Use tabs", day: 1)])
    #expect(outcome.decisions.map(\.decision) == [.review])
    #expect(try #require(outcome.decisions.first).score < 0.65)
  }

  @Test func anExceptionThatIsSaidAgainLessSurelyIsNoWishOfItsOwn() throws {
    var night = Night()
    let said = [
      try Wish.make("a", "Never write raw SQL", day: 1, session: "t1", confidence: 0.9),
      try Wish.make("b", "Raw SQL is fine in migrations", day: 2, session: "t2", confidence: 0.9),
      try Wish.make("b", "Raw SQL is fine in migrations", day: 3, session: "t3", confidence: 0.5),
    ]
    for wish in said { night.run(wish) }
    #expect(night.stored == ["a"])
    #expect(night.waiting == [])
    let again = night.run(said)
    #expect(again.changes.isEmpty && again.waitingChanges.isEmpty)
  }

  @Test func anySequenceOfNightsIsDecidedOnceAndForAll() throws {
    try forAll(cases: 80) { (generator: inout SeededGenerator) throws in
      var night = Night()
      let said = try Wish.sequence(using: &generator)
      for wish in said { night.run(wish) }
      let again = night.run(said)
      // Compared before the expectation, so that a failure prints what is needed.
      let changes =
        again.changes.map { "\($0)".prefix(60) }
        + (again.waitingChanges + again.evidenceChanges).map { "\($0)".prefix(90) }
      #expect(changes == [], "\(said.map { "\($0.id) \($0.confidence)" })")
    }
  }
}
