import RetrievalApplication
import Rules
import Testing

@Suite struct RuleRetrieverTests {
  static func rule(
    _ id: String, _ description: String, _ type: Action.Kind = .style, project: String? = nil,
    criteria: MatchCriteria = MatchCriteria(type: .context, value: "", context: [:]),
    parameters: [String: JSONValue]? = nil, confidence: Double = 0.9
  ) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: criteria,
      action: Action(type: type, description: description, parameters: parameters), rationale: "",
      confidence: confidence, project: project)
  }

  static func task(
    _ description: String = "Write a function that adds up the order", type: String = "code_generation",
    language: String? = "javascript", context: [String: JSONValue] = [:]
  ) -> TaskRequest {
    TaskRequest(id: "t", type: type, language: language, description: description, context: context)
  }

  private func applied(_ rules: [Rule], _ task: TaskRequest, limit: Int = 10) -> [String] {
    RuleRetriever(rules: rules, threshold: 0.8, limit: limit).rules(for: task).map(\.rule.id.text)
  }

  private func conditions(_ members: [String: JSONValue]) -> MatchCriteria {
    MatchCriteria(type: .context, value: "", context: members)
  }

  @Test func aRuleOfAnotherProjectIsSilent() throws {
    let rules = [
      try Self.rule("own", "Use single quotes", project: "shop"),
      try Self.rule("other", "Use double quotes", project: "bank"),
      try Self.rule("everywhere", "Use early returns"),
    ]
    #expect(applied(rules, Self.task(context: ["project": "shop"])).sorted() == ["everywhere", "own"])
    #expect(applied(rules, Self.task()) == ["everywhere"])
  }

  @Test(arguments: [("javascript", true), ("js", true), ("python", false), (nil, false)] as [(String?, Bool)])
  func aLanguageThatIsNotTheTasksKeepsARuleSilent(language: String?, fits: Bool) throws {
    let rule = try Self.rule("a", "Use single quotes", criteria: conditions(["language": "javascript"]))
    #expect(applied([rule], Self.task(language: language)).isEmpty == !fits)
  }

  @Test func theLanguageIsReadOffThePathWhereItIsNotGiven() throws {
    let rule = try Self.rule("a", "Use single quotes", criteria: conditions(["language": "typescript"]))
    #expect(applied([rule], Self.task(language: nil, context: ["path": "src/cart.ts"])) == ["a"])
  }

  @Test(arguments: [
    ("src/legacy", "src/legacy/a.js", true), ("src/legacy", "src/legacyfoo/a.js", false),
    ("**/*.test.js", "src/deep/a.test.js", true), ("*.sql", "db/a.sql", true), ("*.sql", "db/a.js", false),
    ("src/*/index.js", "src/cart/index.js", true), ("src/*/index.js", "src/cart/deep/index.js", false),
    ("migrations/", "db/migrations/0001.js", true),
  ])
  func aPathIsADirectoryAFileOrAGlob(condition: String, path: String, fits: Bool) throws {
    let rule = try Self.rule("a", "Use single quotes", criteria: conditions(["path": .string(condition)]))
    #expect(applied([rule], Self.task(context: ["path": .string(path)])).isEmpty == !fits)
  }

  @Test func aPathWithManyStarsTakesNoTimeToSpeakOf() throws {
    let stars = String(repeating: "*a", count: 2_000)
    let rule = try Self.rule("a", "Use single quotes", criteria: conditions(["path": .string(stars)]))
    #expect(applied([rule], Self.task(context: ["path": .string(String(repeating: "a", count: 1_999))])).isEmpty)
    let nested = Array(repeating: "**", count: 200).joined(separator: "/") + "/x"
    let deep = try Self.rule("b", "Use single quotes", criteria: conditions(["path": .string(nested)]))
    #expect(applied([deep], Self.task(context: ["path": .string(String(repeating: "a/", count: 200))])).isEmpty)
  }

  @Test func anActivityBindsARule() throws {
    let rule = try Self.rule(
      "a", "Write commit subjects in the imperative", .behavior, criteria: conditions(["activity": "commit"]))
    #expect(applied([rule], Self.task("Commit the change", type: "command", language: nil)) == ["a"])
    #expect(applied([rule], Self.task(context: ["activity": "commit"])) == ["a"])
    #expect(applied([rule], Self.task()).isEmpty)
  }

  @Test func aPatternAndAKeywordMustOccur() throws {
    let pattern = try Self.rule(
      "p", "Use camelCase", criteria: MatchCriteria(type: .pattern, value: "javascript.*order"))
    let keyword = try Self.rule("k", "Use dayjs", criteria: MatchCriteria(type: .keyword, value: "date, order"))
    let absent = try Self.rule("x", "Use dayjs", criteria: MatchCriteria(type: .keyword, value: "date, time"))
    let task = Self.task("javascript: add up the order")
    #expect(applied([pattern, keyword, absent], task) == ["p", "k"])
  }

  @Test func aPatternThatIsNoneIsSilentAndOneFromHellIsQuick() throws {
    let broken = try Self.rule("a", "Use tabs", criteria: MatchCriteria(type: .pattern, value: "("))
    let slow = try Self.rule("b", "Use tabs", criteria: MatchCriteria(type: .pattern, value: "(a*)*(a*)*(a*)*b$"))
    #expect(applied([broken, slow], Self.task(String(repeating: "a", count: 50_000))).isEmpty)
  }

  @Test func aRuleAboutSomethingSpecialIsSilentWhereThatIsNotMentioned() throws {
    let rule = try Self.rule("a", "Store money as integer cents", .structure)
    #expect(applied([rule], Self.task("Sort the users by name")).isEmpty)
    #expect(applied([rule], Self.task("Add the price of each item to the invoice total")) == ["a"])
  }

  @Test func whatTalksGetsNoRulesAboutCode() throws {
    let rules = [
      try Self.rule("code", "Use single quotes"),
      try Self.rule("talk", "Answer in German", .behavior, criteria: conditions(["activity": "communication"])),
    ]
    #expect(applied(rules, Self.task("Explain closures", type: "explanation")) == ["talk"])
  }

  @Test(arguments: [
    ("component styles", "Style the badge component", true), ("component styles", "Test the badge component", false),
    ("user interface texts", "Add a tooltip to the export page", true),
  ])
  func theHeadOfASubjectDecides(subject: String, task: String, fits: Bool) throws {
    let rule = try Self.rule(
      "a", "Follow the handbook of the design guild", .structure,
      criteria: MatchCriteria(type: .context, value: subject, context: ["language": "javascript"]))
    #expect(applied([rule], Self.task(task)).isEmpty == !fits)
  }

  @Test(arguments: ["outside of tests", "except in tests"])
  func whatSparesTestsIsSilentInTests(exception: String) throws {
    let rule = try Self.rule("a", "Use no global state \(exception)")
    #expect(applied([rule], Self.task("Write the tests of the parser")).isEmpty)
    #expect(applied([rule], Self.task("Write the parser")) == ["a"])
  }

  @Test func aWayOfWorkingThatNamesNothingIsSilentWhereNoCodeIsWritten() throws {
    let rules = [
      try Self.rule("work", "Do it in two commands", .behavior),
      try Self.rule("talk", "Say when you don't know", .behavior),
    ]
    #expect(applied(rules, Self.task("Explain closures", type: "explanation")) == ["talk"])
  }

  @Test func aRuleThatNamesNothingIsSilent() throws {
    let rules = [try Self.rule("a", "Use through all this", .behavior), try Self.rule("b", "Keep it the same way")]
    #expect(applied(rules, Self.task()).isEmpty)
  }

  @Test func anActivityThatIsNotKnownMustBeMentioned() throws {
    let rule = try Self.rule("a", "Draw axes in grey", criteria: conditions(["activity": "plotting"]))
    #expect(applied([rule], Self.task("Make a function for plotting the residuals")) == ["a"])
    #expect(applied([rule], Self.task()).isEmpty)
  }

  @Test func theBestComeFirstAndNoMoreThanTheLimit() throws {
    let rules = try (0..<20).map { index in
      try Self.rule("r\(index)", "Use single quotes", confidence: Double(index) / 20)
    }
    #expect(applied(rules, Self.task(), limit: 3) == ["r19", "r18", "r17"])
  }
}
