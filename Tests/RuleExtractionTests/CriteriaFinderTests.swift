import Rules
import Testing

@testable import RuleExtraction

@Suite struct CriteriaFinderTests {
  private func criteria(_ message: String, spoken: String? = nil) throws -> MatchCriteria {
    let reading = try #require(MessageReader.passages(in: message).first { $0.reading.frame != .none }?.reading)
    return CriteriaFinder.criteria(of: reading, action: ActionReader.action(of: reading), spoken: spoken)
  }

  @Test(
    arguments: [
      ("Use f-strings for formatting", "python"), ("in Kotlin, use sealed interfaces for states", "kotlin"),
      ("Do not force unwrap in Swift", "swift"), ("Put styling in CSS modules", nil), ("Keep replies short", nil),
    ] as [(String, String?)])
  func aLanguageIsNamedOrImpliedByATool(message: String, language: String?) throws {
    #expect(try criteria(message).language == language)
  }

  @Test func whatTheConversationIsAboutCountsForCodeOnly() throws {
    #expect(try criteria("Use early returns instead of nesting", spoken: "go").language == "go")
    #expect(try criteria("Always run the linter before you commit", spoken: "go").language == nil)
    #expect(try criteria("Use no emojis in commit messages", spoken: "go").language == nil)
  }

  @Test(
    arguments: [
      ("Don't touch vendor/ ever", "vendor/"), ("in src/api/ use zod for validation", "src/api/"),
      ("Put hooks in src/hooks/", nil), ("Use named exports except in src/pages/", nil),
      ("Give every resource owner/team tags", nil), ("Use tabs and/or spaces in none of them", nil),
    ] as [(String, String?)])
  func aPathIsAConditionOnlyWhereItSaysWhere(message: String, path: String?) throws {
    #expect(try criteria(message).path == path)
  }

  @Test(
    arguments: [
      ("Write commit messages in the imperative", "commit"),
      ("when you open a pull request, add a screenshot", "pull request"),
      ("Use only test customers on staging", nil), ("Use no unwrap outside of tests", nil),
      ("Name test functions as sentences", "testing"),
    ] as [(String, String?)])
  func anActivityIsWhatIsDoneAndNoModifier(message: String, activity: String?) throws {
    #expect(try criteria(message).activity == activity)
  }

  @Test(arguments: [
    ("Use polars for data frames", "data frames"), ("Put styling in CSS modules", "styling"),
    ("Use pnpm, not npm", "package manager"),
  ])
  func theSubjectIsWhatADirectiveIsAbout(message: String, subject: String) throws {
    #expect(try criteria(message).value == subject)
  }
}
