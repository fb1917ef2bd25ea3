import Foundation
import TestSupport
import Testing

@testable import Rules

@Suite struct LabelledDataTests {
  @Test func labelsAreReadInTheFormInWhichPeopleWriteThem() throws {
    let text = """
      {"segments": [{"index": 0, "label": "short_term"}, {"index": 2, "label": "persistent"}],
       "rules": [{"id": "a_r1", "segments": [2], "decision": "store",
         "match_criteria": {"type": "context", "value": "variables", "context": {"language": "go"}},
         "action": {"type": "naming", "description": "Use short names"}, "rationale": "said so",
         "supersedes": ["b_r1"], "retraction": true, "same_as": "c_r1"}]}
      """
    let labels = try CanonicalJSON.decode(TranscriptLabels.self, from: Data(text.utf8))
    #expect(labels.segments.map(\.label) == [.shortTerm, .persistent])
    let rule = try #require(labels.rules.first)
    #expect(rule.segments == [2])
    #expect(rule.decision == .store)
    #expect(rule.matchCriteria.language == "go")
    #expect(rule.supersedes == ["b_r1"])
    #expect(rule.isRetraction)
    #expect(rule.sameAs == "c_r1")
  }

  @Test func aTasksKeysAndTheRelevantRulesStandInOneObject() throws {
    let text = """
      {"id": "task_1", "type": "command", "description": "Commit", "context": {"project": "p"}, "relevant": ["a_r1"]}
      """
    let task = try CanonicalJSON.decode(LabelledTask.self, from: Data(text.utf8))
    #expect(task.task.project == "p")
    #expect(task.relevant == ["a_r1"])
    let object = try CanonicalJSON.decode(JSONValue.self, from: try CanonicalJSON.line(task)).object
    #expect(object?["relevant"] == .array(["a_r1"]))
    #expect(object?["description"] == "Commit")
  }

  @Test func aTaskWithoutRelevantRulesListedIsNotLabelled() {
    let text = #"{"id": "task_1", "type": "command", "description": "Commit"}"#
    #expect(throws: DecodingError.self) { try CanonicalJSON.decode(LabelledTask.self, from: Data(text.utf8)) }
  }

  @Test func onlyARetractionSaysThatItIsOne() throws {
    var rule = gold(text: "Use tabs")
    #expect(try keys(of: rule).contains("retraction") == false)
    rule.isRetraction = true
    #expect(try keys(of: rule).contains("retraction"))
  }

  @Test func labelledDataSurviveWritingAndReading() throws {
    try forAll { generator in
      var rule = gold(text: Arbitrary.text(using: &generator))
      rule.isRetraction = .random(using: &generator)
      rule.sameAs = Bool.random(using: &generator) ? Arbitrary.text(using: &generator) : nil
      rule.supersedes = [Arbitrary.text(using: &generator)]
      let labels = TranscriptLabels(segments: [.init(index: 1, label: .persistent)], rules: [rule])
      let labelsAgain = try CanonicalJSON.decode(TranscriptLabels.self, from: try CanonicalJSON.file(labels))
      #expect(labelsAgain == labels)
      let task = LabelledTask(
        task: TaskRequest(
          id: "t", type: "x", description: Arbitrary.text(using: &generator),
          context: Arbitrary.object(using: &generator)),
        relevant: [Arbitrary.text(using: &generator)])
      let taskAgain = try CanonicalJSON.decode(LabelledTask.self, from: try CanonicalJSON.line(task))
      #expect(taskAgain == task)
    }
  }

  private func gold(text: String) -> GoldRule {
    GoldRule(
      id: "a_r1", segments: [0], decision: .store, matchCriteria: MatchCriteria(type: .context, value: "code"),
      action: Action(type: .style, description: text), rationale: "said so")
  }

  private func keys(of rule: GoldRule) throws -> [String] {
    let value = try CanonicalJSON.decode(JSONValue.self, from: try CanonicalJSON.line(rule))
    return (value.object ?? [:]).keys.sorted()
  }
}
