import Rules
import Testing

@testable import RuleExtraction

/// How a directive is written down.
@Suite struct DescriptionTests {
  private func description(_ sentence: String) throws -> String {
    let passage = try #require(MessageReader.passages(in: sentence).first)
    let reading =
      passage.reading.frame == .none ? passage.reading.holding(passage.clause) : passage.reading
    return DescriptionWriter.description(of: reading)
  }

  @Test(arguments: [
    ("Images get pinned by digest.", "Pin images by digest"),
    ("Hooks live in src/hooks.", "Put hooks in src/hooks"),
    ("Money is always integer cents.", "Keep money integer cents"),
    ("please never use var", "Never use var"),
    ("We keep migrations small.", "Keep migrations small"),
  ])
  func aPlainFactOrHabitBecomesAnOrder(sentence: String, order: String) throws {
    #expect(try description(sentence) == order)
  }

  @Test(arguments: [
    ("Diagnostics go through tracing.", "Make sure that diagnostics go through tracing"),
    ("CSS modules is how all of this is styled.", "Make sure that CSS modules is how all of this is styled"),
    ("nothing in a handler may block", "Make sure that nothing in a handler may block"),
  ])
  func anEntangledFactIsNotTurned(sentence: String, kept: String) throws {
    #expect(try description(sentence) == kept)
  }

  @Test(arguments: [
    ("you dont need the whole suite each time", "No need for the whole suite each time"),
    ("You don't need to ask before installing.", "No longer ask before installing"),
  ])
  func whatIsNotNeededIsSaidSo(sentence: String, order: String) throws {
    #expect(try description(sentence) == order)
  }

  @Test func anotherLanguageIsKeptAsItWasSaid() throws {
    #expect(
      try description("Teksty w UI zawsze przez tłumacza, żadnych stałych")
        == "Teksty w UI zawsze przez tłumacza, żadnych stałych")
  }

  @Test func spacesAreAsTheyWereTyped() throws {
    #expect(try description("Use [SerializeField], not public fields").contains("[SerializeField], not"))
  }

  private func findings(_ message: String, joined: Set<Int> = [], sure: Set<Int>) -> [RuleExtractor.Finding] {
    MessageReader.passages(in: message).enumerated().map { index, passage in
      let whole = passage.reading.holding(passage.clause)
      let reading = passage.reading.frame == .none ? whole : passage.reading
      var judgement = ClauseClassifier.Judgement(persistent: sure.contains(index) ? 0.9 : 0.1, shortTerm: 0)
      judgement.joinsPrevious = joined.contains(index) ? 0.9 : 0.1
      return RuleExtractor.Finding(
        reading: reading, evidence: Evidence(reading, matchesPattern: false, surroundings: passage.surroundings),
        judgement: judgement, range: passage.range, sentence: passage.sentence,
        parts: [.init(reading: reading, words: whole.body, sentence: passage.sentence, isMain: true)])
    }
  }

  private func directives(_ found: [RuleExtractor.Finding]) -> [String] {
    RuleExtractor.directives(in: found, ConfidenceBounds()).sure.map(\.action.description)
  }

  @Test func clausesOfOneWishAreWrittenAsOne() {
    let message = "One table, not five functions. Thats how tests look here."
    #expect(
      directives(findings(message, joined: [1], sure: [0])) == [
        "Use one table, not five functions; that's how tests look here"
      ])
    #expect(directives(findings(message, sure: [0])) == ["Use one table, not five functions"])
  }

  @Test func twoOrdersAreTwoWishesHoweverCloseTheyStand() {
    let found = findings("Use single quotes. Never use var.", joined: [1], sure: [0, 1])
    #expect(directives(found) == ["Use single quotes", "Never use var"])
  }

  @Test func aPronounBringsInWhatItStandsFor() throws {
    let found = findings("events_clean is an old name. Do not copy it anywhere.", sure: [1])
    #expect(directives(found).count == 1)
    #expect(try #require(directives(found).first).contains("events_clean"))
  }

  @Test func namesOfFeaturesAreUnique() {
    #expect(Set(NeighbourFeatures.names).count == NeighbourFeatures.names.count)
  }
}
