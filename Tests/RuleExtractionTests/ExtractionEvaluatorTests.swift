import Rules
import Testing

@testable import RuleExtraction

@Suite struct ExtractionEvaluatorTests {
  @Test func theSameRulesFromTheSamePlacesArePerfect() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Use tabs", at: 0), try rule("Never push to main", at: 2)],
      groundTruth: [gold("Use tabs", at: [0]), gold("Never push to main", at: [2])])
    #expect(result.precision == 1)
    #expect(result.recall == 1)
    #expect(result.f1 == 1)
    #expect(result.actionTypeAccuracy == 1)
    #expect(result.descriptionSimilarity == 1)
  }

  @Test func aRuleFromAnotherPlaceIsNoMatchHoweverSimilar() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Use tabs", at: 1), try rule("Use tabs", at: 0, transcript: "other")],
      groundTruth: [gold("Use tabs", at: [0])])
    #expect(result.pairs.isEmpty)
    #expect(result.f1 == 0)
  }

  @Test func twoRulesThatAreEachOthersOnlyCandidatesMatchByPlaceAlone() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Kommentare auf Englisch", at: 0)], groundTruth: [gold("Write comments in English", at: [0])]
    )
    #expect(result.f1 == 1)
  }

  @Test func amongSeveralCandidatesTheDescriptionsDecide() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Something quite different", at: 0), try rule("Sort the imports", at: 0)],
      groundTruth: [gold("Use tabs", at: [0]), gold("Sort imports alphabetically", at: [0])])
    #expect(result.pairs.map(\.gold) == [1])
    #expect(result.pairs.map(\.extracted) == [1])
    #expect(result.precision == 0.5)
    #expect(result.recall == 0.5)
  }

  @Test func eachRuleMatchesOnceAndTheMoreSimilarOneFirst() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Use tabs in Go files", at: 0), try rule("Use tabs in files", at: 0)],
      groundTruth: [gold("Use tabs in files", at: [0])])
    #expect(result.pairs.map(\.extracted) == [1])
    #expect(result.precision == 0.5)
    #expect(result.recall == 1)
  }

  @Test func aNameInCamelCaseCountsAsItsWordsAndAvoidIsNoFiller() throws {
    // Worked out by hand: {camel, case, name} against {camel, case, name}; {avoid, tab} against {tab}.
    let same = ExtractionEvaluator().evaluate(
      extracted: [try rule("Use camelCase name", at: 0)], groundTruth: [gold("camel case name", at: [0])])
    #expect(same.descriptionSimilarity == 1)
    let opposite = ExtractionEvaluator().evaluate(
      extracted: [try rule("Avoid tabs", at: 0)], groundTruth: [gold("Use tabs", at: [0])])
    #expect(abs(opposite.descriptionSimilarity - 2.0 / 3) < 1e-12)
  }

  @Test func theActionTypeIsCountedOverTheMatchedRulesOnly() throws {
    let result = ExtractionEvaluator().evaluate(
      extracted: [try rule("Use tabs", at: 0), try rule("Use x", at: 2, type: .naming), try rule("Foo", at: 4)],
      groundTruth: [gold("Use tabs", at: [0]), gold("Use x", at: [2])])
    #expect(result.actionTypeAccuracy == 0.5)
  }

  @Test func nothingGivesZerosAndNotNumbersThatAreNone() {
    let result = ExtractionEvaluator().evaluate(extracted: [], groundTruth: [])
    #expect(result.precision == 0 && result.recall == 0 && result.f1 == 0)
    #expect(result.actionTypeAccuracy == 0 && result.descriptionSimilarity == 0)
  }

  private func rule(
    _ text: String, at segment: Int, transcript: String = "t", type: Action.Kind = .style
  ) throws -> Rule {
    Rule(
      id: try RuleID("r"), matchCriteria: MatchCriteria(type: .context, value: ""),
      action: Action(type: type, description: text), rationale: "",
      sources: [RuleSource(transcript: transcript, segment: segment, session: "s")])
  }

  private func gold(_ text: String, at segments: [Int]) -> (transcript: String, rule: GoldRule) {
    (
      "t",
      GoldRule(
        id: text, segments: segments, decision: .store, matchCriteria: MatchCriteria(type: .context, value: ""),
        action: Action(type: .style, description: text), rationale: "")
    )
  }
}
