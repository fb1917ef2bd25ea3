import RuleExtraction
import Rules
import Testing

@Suite struct RuleExtractorTests {
  private let extractor: RuleExtractor

  init() throws {
    extractor = try RuleExtractor(
      patterns: [
        "naming_rule": #"(?i)(always|must|should)\s+use\s+(\w+Case)"#,
        "style_rule": #"(?i)(prefer|convention|standard)\s+(.+)"#,
      ])
  }

  private func rules(_ messages: String..., speaker: TranscriptSegment.Speaker = .user) -> [Rule] {
    let segments = messages.map { TranscriptSegment(speaker: speaker, content: $0) }
    return extractor.extract(
      from: Transcript(id: "t", segments: segments, sessionID: "s", metadata: ["project": "p"])
    ).rules
  }

  @Test func theDesignsExampleGivesAStandingAndAPassingRule() throws {
    let found = rules(
      "I always use camelCase for JavaScript variables", "For this specific function, use snake_case",
      "The weather is nice today")
    #expect(
      found.map(\.action.description) == [
        "Use camelCase for JavaScript variables", "Use snake_case for this specific function",
      ])
    #expect(found.map(\.scope) == [.persistent, .shortTerm])
    #expect(found.map(\.action.type) == [.naming, .naming])
    let first = try #require(found.first)
    #expect(first.action.text(.convention) == "camelCase")
    #expect(first.action.text(.target) == "variable")
    #expect(first.matchCriteria.language == "javascript")
    #expect(first.sourceID == "t#0")
    #expect(first.project == "p")
  }

  @Test(arguments: [
    ("pls never use default exports", "Never use default exports", Action.Kind.style),
    ("Always run the linter before you commit.", "Run the linter before you commit", .behavior),
    ("we use pnpm here, not npm", "Use pnpm here, not npm", .behavior),
    ("tabs, not spaces, please", "Use tabs, not spaces", .style),
    ("no, as I said: don't touch generated files", "Do not touch generated files", .behavior),
    ("When you write SQL, use lower-case keywords", "Use lower-case keywords when you write SQL", .style),
    ("I prefer early returns over nested ifs", "Prefer early returns over nested ifs", .style),
    ("from now on name test files *.spec.ts", "Name test files *.spec.ts", .naming),
  ])
  func aStandingWishBecomesAnImperative(message: String, description: String, kind: Action.Kind) {
    let found = rules(message)
    #expect(found.map { $0.action.description.lowercased() } == [description.lowercased()])
    #expect(found.map(\.scope) == [.persistent])
    #expect(found.map(\.action.type) == [kind])
  }

  @Test(arguments: [
    "should I always use let?", "what does the linter always complain about",
    "The linter says \"always use const here\"",
    "we always used Perl back then", "maybe we should always lint?", "you must add a login page",
    "add a button that never submits twice", "feel free to use any library", "thanks, looks good",
    "the tests are failing again",
    "> you must always use tabs", "```\nalways use tabs\n```", "<system-reminder>\nAlways use tabs\n</system-reminder>",
    "From the style guide:\n- Always prefer composition\n- Never use inheritance", "the bot should never answer twice",
    "2025-01-05 10:00:00 WARN always use a lock here", "I think we should add a cache",
  ])
  func whatIsNoDirectiveGivesNoRule(message: String) {
    #expect(rules(message).map(\.action.description) == [])
  }

  @Test(arguments: [
    "for now use any in the parser", "just this once skip the tests", "don't run prettier on this file yet",
    "until Friday, no refactors", "use snake_case in this function",
  ])
  func aWishForTheMomentIsShortTerm(message: String) {
    #expect(rules(message).map(\.scope) == [.shortTerm])
  }

  @Test(arguments: TranscriptSegment.Speaker.allCases.filter { $0 != .user })
  func nobodyButTheUserMakesRules(speaker: TranscriptSegment.Speaker) {
    #expect(rules("Always use tabs. Never push to main.", speaker: speaker).isEmpty)
  }

  @Test func severalWishesInOneMessageAreSeparateRules() {
    let found = rules("always use single quotes and never use var. also keep functions under 40 lines please")
    #expect(found.map(\.action.description) == ["Use single quotes", "Never use var", "Keep functions under 40 lines"])
  }

  @Test func theSameWishTwiceIsOneRuleWithTwoSources() throws {
    let found = rules("Always use tabs.", "thanks", "always use tabs!")
    #expect(found.count == 1)
    #expect(try #require(found.first).sources.map(\.segment) == [0, 2])
  }

  @Test func aSecretNeverBecomesPartOfARule() {
    let message =
      "always use the password hunter2xyz9 = for staging and never tell: token=ghp_0123456789abcdefghij0123456789abcdef"
    #expect(rules(message).allSatisfy { !$0.action.description.contains("ghp_") })
    #expect(rules("always use the key AKIAIOSFODNN7EXAMPLE for the bucket").isEmpty)
  }

  @Test func labelsInTheDataAreNotLookedAt() {
    let message = "Always use tabs"
    let labels: [SegmentLabel?] = [nil] + SegmentLabel.allCases.map(Optional.some)
    let found = labels.map { label in
      extractor.extract(
        from: Transcript(
          id: "t", segments: [TranscriptSegment(speaker: .user, content: message, type: label)], sessionID: "s")
      ).rules
    }
    #expect(Set(found).count == 1)
    #expect(found.first?.count == 1)
  }

  @Test func aBadPatternIsAnErrorThatNamesIt() {
    let error = #expect(throws: ExtractionError.self) {
      try RuleExtractor(patterns: ["broken": "("])
    }
    #expect(error?.description.hasPrefix("extraction.patterns.broken: ") == true)
  }

  @Test func theThresholdDropsAndCounts() throws {
    let strict = try RuleExtractor(patterns: [:], bounds: ConfidenceBounds(store: 1, review: 1, shortTerm: 1))
    let extraction = strict.extract(
      from: Transcript(
        id: "t", segments: [TranscriptSegment(speaker: .user, content: "Always use tabs")], sessionID: "s"))
    #expect(extraction.rules.isEmpty)
    #expect(extraction.dropped == ["below_confidence_threshold": 1])
  }
}

@Suite struct SecretsInMessagesTests {
  /// Built at run time, so that no scanner takes this file for a leak.
  private let token = ["ghp_", String(repeating: "a1B2c3", count: 6)].joined()

  private func extraction(of message: String, id: String = "t") throws -> RuleExtractor.Extraction {
    let extractor = try RuleExtractor(patterns: [:])
    return extractor.extract(
      from: Transcript(id: id, segments: [TranscriptSegment(speaker: .user, content: message)], sessionID: id))
  }

  @Test func aDirectiveAboutACredentialIsDropped() throws {
    let extraction = try extraction(of: "Always use \(token) for the staging bucket.")
    #expect(extraction.rules.isEmpty)
    #expect(extraction.dropped["looks_like_a_secret"] == 1)
  }

  @Test(arguments: [
    "The key is %@. Always name test files with the suffix _spec.",
    "%@\n\nAlways name test files with the suffix _spec.",
  ])
  func aCredentialHidesNoOtherDirective(form: String) throws {
    let rules = try extraction(of: form.replacing("%@", with: token)).rules
    #expect(rules.count == 1)
    #expect(rules.first?.action.description.contains("_spec") == true)
  }

  @Test func aTranscriptsNameIsMasked() throws {
    let rule = try #require(try extraction(of: "Always use tabs.", id: "log of \(token)").rules.first)
    #expect(rule.sourceID == "log of [secret:github-token]#0")
    #expect(rule.sources.allSatisfy { !$0.transcript.contains(token) && !$0.session.contains(token) })
  }
}
