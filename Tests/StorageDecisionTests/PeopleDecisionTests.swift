import Rules
import StorageDecision
import TestSupport
import Testing

/// What people did binds the decisions.
@Suite struct PeopleDecisionTests {
  private func night(_ rule: Rule, _ people: PeoplesPart) -> Night {
    var night = Night()
    night.memory.stored = [rule]
    night.memory.people[rule.id] = people
    return night
  }

  @Test func whatAPersonWroteIsNeitherReplacedNorTakenBack() throws {
    let rule = try Wish.make("a", "Indent with tabs", day: 1, parameters: ["indent": "tabs"])
    for rival in [
      try Wish.make("b", "Indent with spaces", day: 9, parameters: ["indent": "spaces"]),
      try Wish.make("c", "No longer indent with tabs", day: 9, parameters: ["wanted": false]),
    ] {
      var free = night(rule, PeoplesPart())
      free.run(rival)
      #expect(!free.stored.contains("a"))
      var kept = night(rule, PeoplesPart(fields: ["rationale"]))
      let outcome = kept.run(rival)
      #expect(kept.stored == ["a"])
      #expect(outcome.changes.count == 1)
      #expect(kept.rule("a")?.decision?.doubts.map(\.kind) == [.conflict])
      #expect(kept.run(rival).changes.isEmpty)
      // Once answered, it is not asked again.
      var answered = kept
      answered.memory.people[rule.id]?.doubts = Set(kept.rule("a")?.decision?.doubts ?? [])
      answered.memory.stored[0].decision?.doubts = []
      #expect(answered.run(rival).changes.isEmpty)
    }
  }

  @Test func whatWasSaidBeforeAPersonDecidedIsOver() throws {
    let rule = try Wish.make("a", "Indent with tabs", day: 1, parameters: ["indent": "tabs"])
    var night = night(rule, PeoplesPart(fields: ["rationale"], time: Timestamp(seconds: 20 * 86_400)))
    night.run(try Wish.make("b", "Indent with spaces", day: 9, parameters: ["indent": "spaces"]))
    #expect(night.waiting == [])
    #expect(night.memory.stored == [rule])
    night.run(try Wish.make("c", "Indent with spaces", day: 30, parameters: ["indent": "spaces"]))
    #expect(night.stored == ["a"])
    #expect(!night.waiting.isEmpty)
  }

  @Test func noFieldOfAPersonChanges() throws {
    try forAll(cases: 60) { (generator: inout SeededGenerator) throws in
      let said = try Wish.sequence(using: &generator)
      var night = Night()
      for wish in said.prefix(4) { night.run(wish) }
      guard let rule = night.memory.stored.randomElement(using: &generator) else { return }
      let before = try RuleFields(rule)
      let fields = Set(before.values.keys.filter { _ in Bool.random(using: &generator) })
      night.memory.people[rule.id] = PeoplesPart(fields: fields)
      for wish in said.dropFirst(4) { night.run(wish) }
      guard !fields.isEmpty else { return }
      let held = try #require(night.memory.stored.first { $0.id == rule.id })
      let after = try RuleFields(held)
      for path in fields { #expect(after.values[path] == before.values[path], "\(path)") }
      let again = night.run(said)
      let changes = again.changes.map { "\($0)".prefix(80) } + again.waitingChanges.map { "\($0)".prefix(80) }
      #expect(changes == [], "\(said.map { "\($0.id) \($0.confidence)" })")
    }
  }

  @Test func theWordsThatARejectedRuleHadBeforeStayAwayToo() throws {
    let original = try Wish.make("a", "Run the linter before each commit", day: 1)
    var edited = original
    edited.action.description = "Follow the handbook"
    var night = Night()
    night.memory.rejected = [edited]
    night.memory.people[edited.id] = PeoplesPart(fields: ["action.description"], forms: [original])
    night.run(try Wish.make("b", "Always run the linter before every commit", day: 9))
    #expect(night.stored == [] && night.waiting == [])
  }
}
