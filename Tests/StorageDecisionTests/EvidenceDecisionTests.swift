import Rules
import StorageDecision
import TestSupport
import Testing

/// What is remembered of wishes that are neither stored nor wait.
@Suite struct EvidenceDecisionTests {
  @Test func weakStatementsAddUp() throws {
    var night = Night()
    for month in 0..<6 {
      night.run(try Wish.make("w\(month)", "Keep a changelog", day: 1 + 30 * month, confidence: 0.3))
      #expect(night.evidence == (month < 2 ? ["w0"] : []))
      #expect(night.waiting == (2..<5 ~= month ? ["w0"] : []))
    }
    #expect(night.stored == ["w0"])
    #expect(night.rule("w0")?.sources.count == 6)
  }

  @Test func aWishThatEndsInTheNightInWhichItIsStatedStaysEnded() throws {
    let said = [
      try Wish.make("a", "Write semicolons", day: 1, confidence: 0.5, parameters: ["semicolons": true]),
      try Wish.make("b", "Write no semicolons", day: 2, parameters: ["semicolons": false]),
    ]
    var night = Night()
    night.run(said)
    #expect(night.stored == ["b"])
    #expect(night.evidence == ["a"])
    let decision = try #require(night.rule("a")?.decision)
    #expect(decision.ended == .contradicted)
    #expect(decision.decision == .ignore)
    #expect(decision.justification.hasPrefix("Ended with 0."))
    #expect(decision.justification.contains(", contradicted by a later statement: "))
    let again = night.run(said)
    #expect(again.changes.isEmpty && again.waitingChanges.isEmpty && again.evidenceChanges.isEmpty)
  }

  @Test func whatIsSaidUnsurelyOfAWishThatEndedCountsWhenItIsSaidSurely() throws {
    var night = Night()
    night.run(try Wish.make("a", "Write semicolons", day: 1, parameters: ["semicolons": true]))
    night.run(try Wish.make("b", "Write no semicolons", day: 2, parameters: ["semicolons": false]))
    #expect(night.evidence == [])
    night.run(try Wish.make("c", "Write semicolons", day: 3, confidence: 0.5, parameters: ["semicolons": true]))
    #expect(night.stored == ["b"])
    #expect(night.evidence == ["a"])
    night.run(try Wish.make("d", "Write semicolons", day: 4, parameters: ["semicolons": true]))
    #expect(night.stored == ["a"])
    #expect(night.evidence == [])
    #expect(night.rule("a")?.sources.map(\.transcript) == ["a", "c", "d"])
  }

  @Test func aStatementThatIsTooWeakToWaitBringsNoneBack() throws {
    var night = Night()
    night.run(try Wish.make("a", "Write semicolons", day: 1, parameters: ["semicolons": true]))
    night.run(try Wish.make("b", "Write no semicolons", day: 2, parameters: ["semicolons": false]))
    night.run(try Wish.make("c", "Write semicolons", day: 3, confidence: 0.2, parameters: ["semicolons": true]))
    #expect(night.stored == ["b"])
  }

  @Test func aWishForTheMomentIsRememberedOnlyWhereItCanBecomeARule() throws {
    let wishes = try (0..<3).map {
      try Wish.make("w", "Use tabs", day: 1 + 30 * $0, session: "s\($0)", scope: .shortTerm, confidence: 0.9)
    }
    var night = Night()
    for wish in wishes { night.run(wish) }
    #expect(night.evidence == [])
    night = Night()
    night.maker = DecisionMaker(bounds: DecisionBounds(storage: 0.29, confidence: 0.7, review: 0.1))
    for (month, wish) in wishes.enumerated() {
      #expect(night.evidence == (month == 0 ? [] : ["w"]))
      night.run(wish)
    }
    #expect(night.stored == ["w"])
    #expect(night.evidence == [])
  }

  @Test func aDangerousWishThatAddsUpWaits() throws {
    var night = Night()
    for month in 0..<8 {
      night.run(
        try Wish.make(
          "a", "Always commit with --no-verify", day: 1 + 30 * month, session: "s\(month)", confidence: 0.3))
      #expect(night.stored == [])
    }
    #expect(night.waiting == ["a"])
    #expect(night.rule("a")?.decision?.doubts.map(\.kind) == [.dangerous])
    // Also when it was taken back meanwhile, and comes again in words that do not show it.
    night.run(
      try Wish.make("x", "No longer commit with --no-verify", day: 300, parameters: ["wanted": false]))
    #expect(night.waiting == [])
    night.maker = DecisionMaker(bounds: Night.bounds, similarity: { _, _ in 0.95 })
    night.run(try Wish.make("y", "Save quickly", day: 310))
    #expect(night.stored == [])
    #expect(night.waiting == ["a"])
  }

  @Test func whatWasRejectedOrIsElsewhereIsNotRemembered() throws {
    let wish = try Wish.make("a", "Keep a changelog", day: 1, confidence: 0.3)
    for place in [\DecisionMaker.Memory.stored, \.waiting, \.rejected] {
      var night = Night()
      night.memory.evidence = [wish]
      night.memory[keyPath: place] = [wish]
      night.run([])
      #expect(night.evidence == [])
    }
  }

  @Test func whatExpiredIsForgottenUnlessItIsMet() throws {
    let wish = try Wish.make("a", "Keep a changelog", day: 1, confidence: 0.3)
    var night = Night()
    night.run(wish)
    night.memory.expired = [wish.id]
    night.run(wish)
    #expect(night.evidence == ["a"])
    night.run([])
    #expect(night.evidence == [])
  }

  @Test func whetherTranscriptsStayMakesNoDifference() throws {
    try forAll(cases: 80) { (generator: inout SeededGenerator) throws in
      let said = try Wish.sequence(of: [0.3, 0.5, 0.9], using: &generator)
      var (deleted, kept) = (Night(), Night())
      for (count, wish) in said.enumerated() {
        deleted.run(wish)
        kept.run(Array(said[...count]))
      }
      let stored = [deleted, kept].map { $0.memory.stored.sorted { $0.id < $1.id } }
      // Compared before the expectation, so that a failure prints what is needed.
      let isSame = stored[0] == stored[1]
      #expect(isSame, "\(said.map { "\($0.id) \($0.confidence)" })")
    }
  }
}
