import FoundationEssentials
import LogisticModels
import Rules
import Testing

@testable import RetrievalApplication

/// Which rules a trained model finds to fit.
@Suite struct FitTests {
  /// A model that believes what the hand-made fit says, and a little in likeness of meaning.
  private func judge(_ similarity: @escaping FitJudge.Similarity = { _, _ in 0 }) throws -> FitJudge {
    let json = """
      {"schema": 1, "encoder": "none",
       "fits": {"bias": -2, "flags": {"by_hand.fits": 4}, "lengths": [0, 0, 0, 0, 0, 2, 0, 0], "embedding": []}}
      """
    return FitJudge(try FitModel.read(Data(json.utf8), path: "fits.json"), similarity: similarity)
  }

  private func applied(_ rules: [Rule], _ task: TaskRequest, _ judge: FitJudge) -> [String] {
    RuleRetriever(rules: rules, judge: judge).rules(for: task).map(\.rule.id.text)
  }

  @Test func whatTheModelFindsProbableIsApplied() throws {
    let rules = [
      try RuleRetrieverTests.rule("quotes", "Use single quotes"),
      try RuleRetrieverTests.rule("dags", "Give each DAG an owner", .structure),
    ]
    #expect(applied(rules, RuleRetrieverTests.task(), try judge()) == ["quotes"])
    let alike = try judge { rule, _ in rule.contains("DAG") ? 1 : 0 }
    #expect(applied(rules, RuleRetrieverTests.task(), alike).sorted() == ["dags", "quotes"])
  }

  @Test func noModelAppliesARuleOfAnotherProjectOrPath() throws {
    let path = MatchCriteria(type: .context, value: "", context: ["path": "docs/"])
    let rules = [
      try RuleRetrieverTests.rule("other", "Use double quotes", project: "bank"),
      try RuleRetrieverTests.rule("docs", "Use sentence case", criteria: path),
    ]
    let task = RuleRetrieverTests.task(context: ["project": "shop", "path": "src/cart.js"])
    #expect(applied(rules, task, try judge { _, _ in 1 }).isEmpty)
  }

  @Test func aPatternSaysByItselfWhenItsRuleHolds() throws {
    let pattern = MatchCriteria(type: .pattern, value: "ledger", context: nil)
    let rules = [try RuleRetrieverTests.rule("ledger", "Ask before touching it", .behavior, criteria: pattern)]
    let judge = try judge()
    #expect(applied(rules, RuleRetrieverTests.task("Sum the ledger"), judge) == ["ledger"])
    #expect(applied(rules, RuleRetrieverTests.task("Sum the cart"), judge).isEmpty)
  }

  @Test(arguments: [(0.0, 0.0), (0.275, 0.4), (0.55, 0.8), (0.775, 0.9), (1.0, 1.0)])
  func theScaleOfFitsKeepsItsThreshold(probability: Double, fit: Double) {
    #expect(abs(FitJudge.fit(ofProbability: probability) - fit) < 1e-9)
  }

  @Test func namesOfFeaturesAreUnique() {
    #expect(Set(FitFeatures.names).count == FitFeatures.names.count)
  }

  @Test func trainingFindsWhatFitsAndGivesTheSameModelAgain() throws {
    var examples: [FitTrainer.Example] = []
    for index in 0..<12 {
      let rules = [
        try RuleRetrieverTests.rule("a\(index)", "Start commit subjects with the ticket", .naming),
        try RuleRetrieverTests.rule("b\(index)", "Keep amounts in integer cents", .structure),
      ]
      let commit = RuleRetrieverTests.task("Commit the staged fix", type: "command", context: ["activity": "commit"])
      let code = RuleRetrieverTests.task("Add up the amounts of the cart")
      examples.append(.init(rules: rules, task: commit, relevant: [0], group: "g\(index)"))
      examples.append(.init(rules: rules, task: code, relevant: [1], group: "g\(index)"))
    }
    let trainer = FitTrainer(encoder: "none") { _, _ in 0 }
    let (model, report) = trainer.train(examples)
    #expect(report.pairs == 48)
    #expect(report.relevant == 24)
    #expect(try #require(report.points.first { $0.threshold == 0.5 }).recall == 1)
    #expect(trainer.train(examples).model == model)
  }

  @Test func aModelOfAnotherFormIsNamed() {
    #expect(throws: TrainedModelError(path: "f.json", kind: "fits")) {
      try FitModel.read(Data("[]".utf8), path: "f.json")
    }
  }
}
