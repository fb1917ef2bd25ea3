import RetrievalApplication
import Rules
import Testing

@Suite struct RuleApplicatorTests {
  private func apply(_ rules: Rule..., to task: TaskRequest) -> RuleApplicator.Application {
    RuleApplicator(RuleRetriever(rules: rules)).apply(to: task)
  }

  private let camel: [String: JSONValue] = ["convention": "camelCase", "target": "variable"]

  @Test func namesThatTheTaskNeedsAreRenamed() throws {
    let rule = try RuleRetrieverTests.rule("a", "Use camelCase for variables", .naming, parameters: camel)
    let task = RuleRetrieverTests.task(context: ["variables_needed": ["user_name", "userAge", "MAX_AGE", "total"]])
    let application = apply(rule, to: task)
    #expect(application.output.names == ["userName", "userAge", "MAX_AGE", "total"])
    #expect(application.result.appliedRules.map(\.text) == ["a"])
    let modification = try #require(application.result.modifications.first)
    #expect(application.result.modifications.count == 1)
    #expect(modification.kind == .rename)
    #expect(modification.place == "context.variables_needed[0]")
    #expect((modification.before, modification.after) == ("user_name", "userName"))
  }

  @Test func namesThatTheCodeDeclaresAreRenamedAndNothingElse() throws {
    let rule = try RuleRetrieverTests.rule("a", "Use camelCase for variables", .naming, parameters: camel)
    let code = """
      const user_name = load("user_name"); // user_name
      console.log(user_name, other.user_name);
      """
    let output = apply(rule, to: RuleRetrieverTests.task(context: ["existing_code": .string(code)])).output
    #expect(
      output.code == """
        const userName = load("user_name"); // user_name
        console.log(userName, other.user_name);
        """)
  }

  @Test func aRenameThatWouldMergeTwoNamesIsNotMade() throws {
    let rule = try RuleRetrieverTests.rule("a", "Use camelCase for variables", .naming, parameters: camel)
    let task = RuleRetrieverTests.task(context: [
      "variables_needed": ["user_name", "userName"], "existing_code": "let user_name = 1; let userName = 2;",
    ])
    let application = apply(rule, to: task)
    #expect(application.output.names == ["user_name", "userName"])
    #expect(application.output.code == "let user_name = 1; let userName = 2;")
    #expect(application.result.modifications.map(\.kind) == [.instruction])
  }

  @Test func styleIsEditedAndTheEditShowsBothSides() throws {
    let rule = try RuleRetrieverTests.rule("a", "Use single quotes", parameters: ["quotes": "single"])
    let code = "const a = \"one\";\nconst b = 'two';\n"
    let application = apply(rule, to: RuleRetrieverTests.task(context: ["existing_code": .string(code)]))
    #expect(application.output.code == "const a = 'one';\nconst b = 'two';\n")
    let modification = try #require(application.result.modifications.first)
    #expect(modification.kind == .edit)
    #expect((modification.before, modification.after) == ("const a = \"one\";", "const a = 'one';"))
  }

  @Test func whatNoProgramCanDoIsAnInstruction() throws {
    let rule = try RuleRetrieverTests.rule("a", "Prefer early returns over nesting")
    let application = apply(rule, to: RuleRetrieverTests.task())
    #expect(application.result.modifications.map(\.kind) == [.instruction])
    #expect(application.result.modifications.map(\.description) == ["Prefer early returns over nesting"])
    #expect(application.output.instructions == ["Prefer early returns over nesting"])
  }

  @Test func theBetterOfTwoRulesThatDisagreeWins() throws {
    let snake: [String: JSONValue] = ["convention": "snake_case", "target": "variable"]
    let weak = try RuleRetrieverTests.rule(
      "w", "Use snake_case for variables", .naming, parameters: snake, confidence: 0.7)
    let strong = try RuleRetrieverTests.rule("s", "Use camelCase for variables", .naming, parameters: camel)
    let task = RuleRetrieverTests.task(context: [
      "variables_needed": ["user_name"], "existing_code": "let user_name = 1;",
    ])
    let output = apply(weak, strong, to: task).output
    #expect(output.names == ["userName"])
    #expect(output.code == "let userName = 1;")
  }

  @Test func codeInALanguageThatCannotBeReadIsLeftAlone() throws {
    let rule = try RuleRetrieverTests.rule("a", "Use camelCase for variables", .naming, parameters: camel)
    let task = RuleRetrieverTests.task(
      language: "cobol", context: ["existing_code": "MOVE user_name TO X", "variables_needed": ["user_name"]])
    let output = apply(rule, to: task).output
    #expect(output.code == "MOVE user_name TO X")
    #expect(output.names == ["userName"])
  }

  @Test func withoutRulesTheTaskIsAsItWas() {
    let task = RuleRetrieverTests.task(context: ["variables_needed": ["a_b"], "existing_code": "let a_b = \"x\""])
    let application = RuleApplicator(RuleRetriever(rules: [])).apply(to: task)
    #expect(application.output == TaskOutput(language: "javascript", code: "let a_b = \"x\"", names: ["a_b"]))
    #expect(application.result == TaskResult(task: task))
  }
}
