import DriftReduction
import Rules
import TestSupport
import Testing

@Suite struct ConsistencyCheckerTests {
  private let checker = ConsistencyChecker()

  private func script(_ code: String, names: [String] = []) -> TaskOutput {
    TaskOutput(language: "javascript", code: code, names: names)
  }

  private static let code = """
    import { load } from './load';
    import { save } from './save';

    const rowLimit = 100;

    export function readRows(rawRows) {
      const goodRows = rawRows.filter((row) => row.label !== 'none');
      const result = {
        rows: goodRows,
        label: 'good',
      };
      return save(load(result), rowLimit);
    }

    """

  private static let sorted = "import { load } from './load';\nimport { save } from './save';"
  private static let unsorted = "import { save } from './save';\nimport { load } from './load';"

  @Test func anOutputAgreesWithItself() {
    let scores = checker.compareOutputs(script(Self.code), script(Self.code))
    #expect(scores.values == [.naming: 1, .style: 1, .structure: 1])
  }

  @Test func whereThereIsNothingToCompareNothingDisagrees() {
    let scores = checker.compareOutputs(TaskOutput(), script(Self.code))
    #expect(scores.values == [.naming: 1, .style: 1, .structure: 1])
    #expect(checker.consistency(among: [TaskOutput(), TaskOutput()]) == nil)
    #expect(checker.consistency(among: [script(Self.code)]) == nil)
    #expect(checker.consistency(among: []) == nil)
  }

  @Test func instructionsAreNoneOfItsBusiness() {
    var other = script(Self.code)
    other.instructions = ["Answer in German"]
    #expect(checker.compareOutputs(script(Self.code), other).mean == 1)
  }

  @Test(
    arguments: [
      ("goodRows", "good_rows", .naming), ("readRows", "read_rows", .naming), ("'", "\"", .style),
      (";\n", "\n", .style),
      ("  ", "    ", .style), ("  ", "\t", .style), ("'good',", "'good'", .style),
      ("export f", "export default f", .style),
      ("export f", "/** Reads. */\nexport f", .style), (sorted, unsorted, .style),
      ("(rawRows)", "(rawRows, maxRows)", .structure), ("  return", "  if (!rawRows) return;\n  return", .structure),
    ] as [(String, String, ConsistencyMetric)])
  func eachKindOfDisagreementLowersItsMetric(old: String, new: String, metric: ConsistencyMetric) {
    let changed = Self.code.replacing(old, with: new)
    #expect(changed != Self.code)
    let scores = checker.compareOutputs(script(Self.code), script(changed))
    #expect(scores[metric].map { $0 < 1 } == true)
    for other in ConsistencyMetric.allCases where other != metric && metric != .structure && !new.contains("/**") {
      #expect(scores[other] == 1)
    }
  }

  @Test func theNamesThatATaskNeedsCount() {
    let scores = checker.compareOutputs(script("", names: ["user_name"]), script("", names: ["userName"]))
    #expect(scores[.naming] == 0)
    // One word fits every convention.
    #expect(checker.compareOutputs(script("", names: ["user"]), script("", names: ["userName"]))[.naming] == 1)
  }

  @Test func everyKindOfChoiceWeighsTheSameHoweverOftenItIsMade() {
    let lines = String(repeating: "  f();\n", count: 50)
    let single = script("function g() {\n\(lines)}\nf('a');\n")
    let double = script("function g() {\n\(lines)}\nf(\"a\");\n")
    // Indentation, semicolons and documentation agree; the quotes of one string do not.
    #expect(checker.compareOutputs(single, double)[.style] == 0.75)
  }

  @Test func moreDisagreementScoresLess() {
    let first = script("f('a', 'b', 'c', 'd');\n")
    let scores = ["f('a', 'b', 'c', \"d\");\n", "f('a', 'b', \"c\", \"d\");\n", "f(\"a\", \"b\", \"c\", \"d\");\n"]
      .compactMap { checker.compareOutputs(first, script($0))[.style] }
    #expect(scores.count == 3)
    #expect(scores.sorted(by: >) == scores && Set(scores).count == 3)
  }

  @Test func quotesThatALanguageDictatesDoNotCount() {
    let text = TaskOutput(language: "go", code: "package a\n\nvar x = \"a\"\n")
    let rune = TaskOutput(language: "go", code: "package a\n\nvar x = 'a'\n")
    #expect(checker.compareOutputs(text, rune)[.style] == 1)
  }

  @Test func comparisonIsSymmetricAndStaysWithinItsBounds() throws {
    try forAll(cases: 60) { generator in
      let (first, second) = (Self.arbitrary(&generator), Self.arbitrary(&generator))
      let scores = checker.compareOutputs(first, second)
      #expect(scores == checker.compareOutputs(second, first))
      #expect(Set(scores.values.keys) == Set(ConsistencyMetric.allCases))
      for value in scores.values.values { #expect((0...1).contains(value)) }
      #expect(checker.compareOutputs(first, first).values.values.allSatisfy { $0 == 1 })
    }
  }

  @Test func theOrderOfOutputsDoesNotMatter() throws {
    try forAll(cases: 20) { generator in
      let outputs = (0..<4).map { _ in Self.arbitrary(&generator) }
      let scores = checker.consistency(among: outputs)
      let mixed = checker.consistency(among: outputs.shuffled(using: &generator))
      for metric in ConsistencyMetric.allCases {
        let difference = (scores?[metric] ?? 2) - (mixed?[metric] ?? 2)
        #expect(abs(difference) < 1e-9)
      }
    }
  }

  @Test func outputsInDifferentLanguagesAreNotCompared() {
    let script = TaskOutput(language: "javascript", code: "const goodRows = 'a';\n")
    let python = TaskOutput(language: "python", code: "good_rows = \"a\"\n")
    #expect(checker.consistency(among: [script, python]) == nil)
    #expect(checker.consistency(among: [script, python, script])?.mean == 1)
  }

  @Test func onlyTheChosenMetricsAreGiven() {
    let checker = ConsistencyChecker(metrics: [.style])
    #expect(checker.compareOutputs(script(Self.code), script(Self.code)).values == [.style: 1])
  }

  private static func arbitrary(_ generator: inout SeededGenerator) -> TaskOutput {
    var code = Self.code
    let changes = [
      ("goodRows", "good_rows"), ("'", "\""), (";\n", "\n"), ("  ", "\t"), ("'good',", "'good'"), ("(rawRows)", "()"),
      ("{", Arbitrary.text(using: &generator)), ("export ", "export default "),
    ]
    for (old, new) in changes where Bool.random(using: &generator) { code = code.replacing(old, with: new) }
    return TaskOutput(
      language: Bool.random(using: &generator) ? "javascript" : "typescript", code: code,
      names: [["user_name", "userName", "user", ""].randomElement(using: &generator) ?? ""])
  }
}
