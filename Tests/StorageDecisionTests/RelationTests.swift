import Rules
import StorageDecision
import TestSupport
import Testing

/// How a later statement changes what is known.
@Suite struct RelationTests {
  private func night(_ descriptions: String..., project: String? = "p") throws -> Night {
    var night = Night()
    for (day, text) in descriptions.enumerated() {
      night.run(try Wish.make("r\(day)", text, day: day + 1, project: project))
    }
    return night
  }

  @Test(arguments: [
    ("Use camelCase for JavaScript variables", "Write JavaScript variables in camel case"),
    ("Run the tests before each commit", "Execute the tests before every commit"),
    ("Poll for a condition instead of sleeping in tests", "Do not sleep in tests; poll for a condition"),
    ("Keep amounts in integer cents, never in floats", "Do not use floats"),
    ("Add no dependencies without asking", "Add no packages without asking"),
  ])
  func theSameInOtherWordsIsOneRule(first: String, second: String) throws {
    let night = try night(first, second)
    #expect(night.stored == ["r0"])
    #expect(night.rule("r0")?.sources.count == 2)
  }

  @Test(arguments: [
    ("Do not prefix interface names with I", "Prefix table names with t_"),
    ("Give magic numbers a name", "Extract constants into constants.ts instead of using magic numbers"),
    ("Quote variables in shell scripts", "Do not use jq in shell scripts"),
    ("Run make lint before each commit", "Run make test before each commit"),
    ("Name roles with underscores, not hyphens", "Use hyphens in copy for all the long dashes"),
    ("Use tabs in Makefiles", "Run the linter before each commit"),
    ("Use single quotes", "In Ruby indent with two spaces, use double quotes and end lists with commas"),
  ])
  func whatIsAboutOtherThingsReplacesNothing(first: String, second: String) throws {
    let night = try night(first, second)
    #expect(night.stored == ["r0", "r1"])
  }

  @Test(arguments: [
    ("Keep lines to at most 100 columns", "Keep lines to at most 80 columns"),
    ("Write semicolons", "Write no semicolons"),
    ("Use leading commas in SQL", "Use trailing commas in SQL"),
    ("Answer in French", "Answer in German"),
    ("Use mocks in tests", "Use fakes, not mocks, in tests"),
    ("Never run terraform apply; run plan only", "Run terraform apply yourself when it is due"),
  ])
  func whatContradictsReplaces(first: String, second: String) throws {
    let night = try night(first, second)
    #expect(night.stored == ["r1"])
    #expect(night.rule("r1")?.supersedes.map(\.text) == ["r0"])
  }

  @Test func conventionsForOtherFilesAreOtherRules() throws {
    var night = Night()
    night.run(
      try Wish.make(
        "a", "Name component files in kebab-case", day: 1, parameters: ["convention": "kebab-case", "target": "file"]),
      try Wish.make(
        "b", "Name test files in snake_case", day: 2, parameters: ["convention": "snake_case", "target": "file"]),
      try Wish.make(
        "c", "Name component files in PascalCase", day: 3, parameters: ["convention": "PascalCase", "target": "file"]))
    #expect(night.stored == ["b", "c"])
  }

  @Test func whenItIsNotSureBothAreKeptAndMarked() throws {
    let night = try night("Write commit messages in Japanese", "Use no emojis in commit messages")
    #expect(night.stored == ["r0", "r1"])
    #expect(night.rule("r0")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("r1"))])
    #expect(night.rule("r1")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("r0"))])
  }

  @Test func aRefinementNarrowsTheRuleWhereItStands() throws {
    var night = try night("Use named exports", "Use named exports, except in pages")
    #expect(night.stored == ["r0"])
    #expect(night.rule("r0")?.action.description == "Use named exports, except in pages")
    // Said without the exception again, it keeps it; and the first words again are no new rule.
    night.run(try Wish.make("r2", "Use named exports", day: 9))
    #expect(night.stored == ["r0"])
    #expect(night.rule("r0")?.action.description == "Use named exports, except in pages")
    #expect(night.rule("r0")?.sources.count == 3)
  }

  @Test func theOppositeForOnePlaceDoesNotReplaceWhatHoldsElsewhere() throws {
    var night = Night()
    night.run(
      try Wish.make("a", "Use named exports", day: 1, parameters: ["exports": "named"]),
      try Wish.make("b", "Use default exports in pages", day: 2, parameters: ["exports": "default"]))
    #expect(night.stored == ["a", "b"])
    #expect(night.rule("a")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("b"))])
  }

  @Test func theOnlyPlaceOfAnExceptionIsNoConditionOfTheRule() throws {
    var night = Night()
    night.run(
      try Wish.make("a", "Use named exports", day: 1, parameters: ["exports": "named"]),
      try Wish.make(
        "b", "Use named exports, except in src/pages", day: 2, parameters: ["exports": "named"],
        context: ["path": "src/pages"]))
    #expect(night.stored == ["a"])
    #expect(night.rule("a")?.action.description == "Use named exports, except in src/pages")
    #expect(night.rule("a")?.matchCriteria.path == nil)
  }

  @Test func aPermissionIsWrittenIntoTheRuleThatItLimits() throws {
    let wishes = [
      try Wish.make("a", "Never write raw SQL", day: 1), try Wish.make("b", "Keep a changelog", day: 2),
      try Wish.make("c", "Raw SQL is fine in migrations", day: 3),
    ]
    var night = Night()
    night.run(wishes)
    #expect(night.stored == ["a", "b"])
    let rule = try #require(night.rule("a"))
    #expect(rule.action.description == "Never write raw SQL; exception: raw SQL is fine in migrations")
    #expect(rule.action.parameters?["exceptions"] == ["Raw SQL is fine in migrations"])
    #expect(rule.sources.map(\.transcript) == ["a", "c"])
    let again = night.run(wishes)
    #expect(again.changes.isEmpty)
  }

  @Test func aBareExceptionLimitsTheWishBeforeIt() throws {
    var night = Night()
    night.run(
      try Wish.make("a", "Use double quotes", day: 1, session: "s"),
      try Wish.make("b", "Keep a changelog", day: 1, session: "t"),
      try Wish.make("c", "Except in generated files", day: 1, segment: 4, session: "s"))
    #expect(night.stored == ["a", "b"])
    #expect(night.rule("a")?.action.description == "Use double quotes, except in generated files")
  }

  @Test func anExceptionOfNothingKnownIsAWishOfItsOwn() throws {
    let night = try night("Keep a changelog", "Print statements are fine in scripts")
    #expect(night.rule("r0")?.action.description == "Keep a changelog")
  }

  @Test func aStatementAboutTheMomentTouchesNoStandingRule() throws {
    var night = Night()
    night.run(try Wish.make("a", "Indent with tabs", day: 1, parameters: ["indent": "tabs"]))
    night.run(
      try Wish.make("b", "Indent with spaces", day: 2, scope: .shortTerm, parameters: ["indent": "spaces"]),
      try Wish.make("c", "Indent no more with tabs", day: 3, scope: .shortTerm, parameters: ["wanted": false]),
      try Wish.make("d", "Tabs are fine in this file", day: 4, scope: .shortTerm))
    #expect(night.stored == ["a"])
    #expect(night.rule("a")?.action.description == "Indent with tabs")
    #expect(night.rule("a")?.decision?.doubts == [])
  }

  @Test func aWishOfThreeProjectsHoldsEverywhere() throws {
    var night = Night()
    for (day, project) in ["p", "q", "r"].enumerated() {
      #expect(night.memory.stored.allSatisfy { $0.project != nil })
      night.run(try Wish.make("r\(day)", "Keep a changelog", day: day + 1, project: project))
    }
    #expect(night.stored == ["r0"])
    #expect(night.rule("r0")?.project == nil)
    #expect(night.rule("r0")?.sources.count == 3)
    let again = night.run(
      try ["p", "q", "r", "s"].enumerated().map { day, project in
        try Wish.make("r\(day)", "Keep a changelog", day: day + 1, project: project)
      })
    #expect(again.changes.count == 1)
    #expect(night.stored == ["r0"])
  }

  @Test func aWishStatedForEveryProjectHoldsEverywhere() throws {
    var night = Night()
    var wish = try Wish.make("a", "Keep a changelog", day: 1)
    wish.sources[0].quote = "keep a changelog, in all my projects"
    night.run(wish)
    #expect(night.rule("a")?.project == nil)
  }

  @Test func oneProjectsOwnWayEndsNothingElsewhere() throws {
    var night = Night()
    night.run(try Wish.make("a", "Indent with tabs", day: 1, parameters: ["indent": "tabs"], project: nil))
    night.run(try Wish.make("b", "Indent with spaces", day: 2, parameters: ["indent": "spaces"], project: "q"))
    #expect(night.stored == ["a", "b"])
    #expect(night.rule("b")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("a"))])
    // Back to what holds everywhere.
    night.run(try Wish.make("c", "Indent with tabs", day: 3, parameters: ["indent": "tabs"], project: "q"))
    #expect(night.stored == ["a"])
  }

  @Test func likenessInMeaningIsTakenFromOutside() throws {
    let first = try Wish.make("a", "Talk to me like to an expert", day: 1)
    let second = try Wish.make("b", "Assume that the basics are known", day: 2)
    #expect(DecisionMaker().decide([first, second]).decisions.count == 2)
    let maker = DecisionMaker(similarity: { _, _ in 0.95 })
    #expect(maker.decide([first, second]).decisions.count == 1)
  }
}
