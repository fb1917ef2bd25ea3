import Rules
import TestSupport
import Testing

@testable import StorageDecision

/// Contradictions of which neither answers the other.
@Suite struct ConcurrencyTests {
  /// A wish that was said at an hour of the first day.
  private func wish(_ id: String, _ description: String, hour: Int64, session: String) throws -> Rule {
    var rule = try Wish.make(id, description, day: 0, session: session)
    rule.sources[0].timestamp = Timestamp(seconds: hour * 3600)
    return rule
  }

  @Test func ofTwoSessionsAtTheSameTimeBothWishesAreKeptAndMarked() throws {
    var night = Night()
    night.run(
      try wish("a", "Write semicolons", hour: 1, session: "one"),
      try wish("b", "Write no semicolons", hour: 2, session: "two"),
      try wish("c", "Run the linter before each commit", hour: 3, session: "one"))
    #expect(night.stored == ["a", "b", "c"])
    #expect(night.rule("a")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("b"))])
    #expect(night.rule("b")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("a"))])
  }

  @Test func whatSpeaksOfAChangeReplacesAllTheSame() throws {
    var night = Night()
    var later = try wish("b", "Write no semicolons", hour: 2, session: "two")
    later.sources[0].quote = "no semicolons from now on"
    night.run(
      try wish("a", "Write semicolons", hour: 1, session: "one"), later,
      try wish("c", "Run the linter before each commit", hour: 3, session: "one"))
    #expect(night.stored == ["b", "c"])
  }

  @Test func ofSessionsOneAfterTheOtherTheLaterWins() throws {
    var night = Night()
    night.run(
      try wish("a", "Write semicolons", hour: 1, session: "one"),
      try wish("c", "Run the linter before each commit", hour: 2, session: "one"),
      try wish("b", "Write no semicolons", hour: 3, session: "two"))
    #expect(night.stored == ["b", "c"])
  }

  @Test func inOneSessionTheLaterWins() throws {
    var night = Night()
    night.run(
      try wish("a", "Write semicolons", hour: 1, session: "one"),
      try wish("b", "Write no semicolons", hour: 2, session: "one"),
      try wish("c", "Run the linter before each commit", hour: 3, session: "one"))
    #expect(night.stored == ["b", "c"])
  }
}

/// Contradictions in a set of rules that come from two stores.
@Suite struct ConflictFinderTests {
  private func rules() throws -> [Rule] {
    [
      try Wish.make("a", "Write semicolons", day: 1), try Wish.make("b", "Write no semicolons", day: 2),
      try Wish.make("c", "Keep lines to at most 80 columns", day: 1),
      try Wish.make("d", "Keep lines to at most 100 columns", day: 3),
      try Wish.make("e", "Write no semicolons", day: 2, project: "other"),
      try Wish.make("f", "Run the linter before each commit", day: 2),
      try Wish.make("g", "Use single quotes", day: 2, parameters: ["quotes": "single"]),
      try Wish.make("h", "Strings in double quotation marks", day: 2, parameters: ["quotes": "double"]),
    ]
  }

  @Test func contradictionsOfOneProjectAreFound() throws {
    let found = ConflictFinder.conflicts(among: try rules())
    #expect(found.map { "\($0.first) \($0.second)" } == ["a b", "c d", "g h"])
  }

  @Test func theOrderOfTheRulesDoesNotMatter() throws {
    let rules = try rules()
    let found = ConflictFinder.conflicts(among: rules)
    try forAll { generator in
      #expect(ConflictFinder.conflicts(among: rules.shuffled(using: &generator)) == found)
    }
  }

  @Test func whatHoldsEverywhereIsComparedWithEveryProject() throws {
    let rules = [
      try Wish.make("a", "Write semicolons", day: 1, project: nil),
      try Wish.make("b", "Write no semicolons", day: 2, project: "q"),
    ]
    #expect(ConflictFinder.conflicts(among: rules).count == 1)
  }

  @Test func thousandsOfAlikeRulesTakeNoTimeSquared() throws {
    let rules = try (0..<4000).map {
      try Wish.make("r\($0)", "Keep module \($0) in its own folder, not in shared\($0)", day: 1)
    }
    #expect(ConflictFinder.conflicts(among: rules).isEmpty)
  }
}
