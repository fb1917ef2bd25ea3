import Foundation
import Rules
import TestSupport
import Testing

@testable import RuleExtraction

@Suite struct ActionClassifierTests {
  private static let texts: [Action.Kind: [String]] = [
    .naming: [
      "Name boolean columns with a leading is_", "Call test files after the class",
      "Rename abbreviations to whole words",
    ],
    .style: ["Indent with two columns", "Write comments in short sentences", "Prefer early returns to nesting"],
    .structure: [
      "Put shared types in a package of their own", "Inject clients through the constructor",
      "Keep routes thin and call services",
    ],
    .behavior: ["Run the linter before you commit", "Ask before you push", "Do not deploy on Fridays"],
  ]
  private static let examples = Action.Kind.allCases.flatMap { kind in
    (texts[kind] ?? []).map { ActionClassifier.Example(text: $0, kind: kind) }
  }

  private func kind(_ text: String, _ classifier: ActionClassifier) -> Action.Kind? {
    zip(Action.Kind.allCases, classifier.probabilities(of: text)).max { $0.1 < $1.1 }?.0
  }

  @Test(arguments: [
    ("Ask before you deploy", Action.Kind.behavior), ("Inject services through the constructor", .structure),
    ("Name columns after the class", .naming), ("Write short comments", .style),
  ])
  func whatWasLearnedTellsTheKindOfNewDirectives(text: String, expected: Action.Kind) {
    #expect(kind(text, ActionClassifier(learning: Self.examples)) == expected)
  }

  @Test func theSameExamplesGiveTheSameModelToTheByte() throws {
    let first = try ActionClassifier(learning: Self.examples).data
    #expect(try ActionClassifier(learning: Self.examples).data == first)
  }

  @Test func aModelIsReadAsItWasWrittenButForRounding() throws {
    let directory = try TemporaryDirectory()
    let learned = ActionClassifier(learning: Self.examples)
    try learned.data.write(to: URL(filePath: directory.path("kinds.json")))
    let read = try ActionClassifier(path: directory.path("kinds.json"))
    for example in Self.examples {
      let pairs = zip(learned.probabilities(of: example.text), read.probabilities(of: example.text))
      #expect(pairs.allSatisfy { abs($0 - $1) < 0.05 })
    }
    #expect(try read.data == (try ActionClassifier(path: directory.path("kinds.json")).data))
  }

  @Test func aModelHoldsNoWordOfItsExamples() throws {
    let text = try #require(String(bytes: ActionClassifier(learning: Self.examples).data, encoding: .utf8))
    #expect(!["linter", "constructor", "nesting", "Fridays"].contains { text.contains($0) })
  }

  @Test(arguments: ["", "{}", #"{"format": "action-kind/1"}"#, #"{"format": "other"}"#])
  func whatIsNoModelIsAnErrorThatNamesTheFile(content: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(content, to: "kinds.json")
    #expect(throws: ActionClassifier.ModelError.malformed(path: path)) { try ActionClassifier(path: path) }
    #expect(throws: ActionClassifier.ModelError.unreadable(path: path + "x")) { try ActionClassifier(path: path + "x") }
  }

  @Test func theModelThatIsShippedIsReadAndKnowsThePlainCases() throws {
    let classifier = try ActionClassifier(
      path: packageDirectory.appending(path: "config/models/action_kinds.json").path(percentEncoded: false))
    #expect(kind("Run the tests before you push", classifier) == .behavior)
    #expect(kind("Prefix boolean columns with is_", classifier) == .naming)
  }

  @Test func probabilitiesAddUpToOneForAnyText() throws {
    let classifier = ActionClassifier(learning: Self.examples)
    try forAll(cases: 60) { (generator: inout SeededGenerator) in
      let sum = classifier.probabilities(of: Arbitrary.text(using: &generator)).reduce(0, +)
      #expect(abs(sum - 1) < 1e-9)
    }
  }

  @Test func withoutExamplesEveryKindIsAsLikely() {
    let classifier = ActionClassifier(learning: [])
    #expect(classifier.probabilities(of: "Use tabs").allSatisfy { abs($0 - 0.25) < 1e-9 })
  }
}
