import FoundationEssentials
import LogisticModels
import Rules
import Testing

@testable import StorageDecision

/// What becomes of a rule that the user probably revoked.
@Suite struct SuspensionTests {
  /// A model that half believes one cue.
  private func judge() throws -> ChangeJudge {
    let json = """
      {"schema": 2, "encoder": "none",
       "ends": {"bias": -6, "flags": {"cue.ditch": 4, "best_by_words": 1.8}, "lengths": [], "embedding": []},
       "takes_back": {"bias": -3, "flags": {"cue.stop": 6}, "lengths": [], "embedding": []},
       "excepts": {"bias": -6, "flags": {"cue.exempt": 9}, "lengths": [], "embedding": []}}
      """
    return ChangeJudge(try ChangeModel.read(Data(json.utf8), path: "changes.json"), similarity: { _, _ in 0 })
  }

  /// A store with two rules.
  private func night() throws -> Night {
    var night = Night()
    night.maker = DecisionMaker(bounds: Night.bounds, changes: try judge())
    night.run(try Wish.make("tables", "Give every table a created_at column", day: 1))
    night.run(try Wish.make("fetch", "Load rosters through the gateway client", day: 2))
    return night
  }

  private let replacement = "Ditch rosters of the gateway, read the snapshot file"

  @Test func itIsNoLongerStoredButWaitsWithTheLaterStatementMarked() throws {
    var night = try night()
    let outcome = night.run(try Wish.make("new", replacement, day: 3))
    #expect(night.stored == ["new", "tables"])
    #expect(night.waiting == ["fetch"])
    #expect(
      night.rule("fetch")?.decision?.doubts.first == Doubt(.revoked, detail: "new#0", rule: try RuleID("new")))
    #expect(night.rule("new")?.decision?.doubts == [Doubt(.conflict, rule: try RuleID("fetch"))])
    let suspended = outcome.changes.contains { if case .suspend = $0 { true } else { false } }
    #expect(suspended)
  }

  @Test func anUnsureStatementSuspendsToo() throws {
    var night = try night()
    night.run(try Wish.make("new", replacement, day: 3, confidence: 0.5))
    #expect(night.stored == ["tables"])
    #expect(night.waiting == ["fetch", "new"])
  }

  @Test func theSameInputAgainChangesNothing() throws {
    for confidence in [0.5, 0.9] {
      var night = try night()
      let later = try Wish.make("new", replacement, day: 3, confidence: confidence)
      let earlier = try Wish.make("fetch", "Load rosters through the gateway client", day: 2)
      night.run(later)
      let again = night.run(earlier, later)
      #expect(again.changes.isEmpty, "\(again.changes)")
      #expect(again.waitingChanges.isEmpty, "\(again.waitingChanges)")
    }
  }

  @Test func oneRunOverAllGivesTheSameAsANightForEach() throws {
    var nights = try night()
    let later = try Wish.make("new", replacement, day: 3)
    nights.run(later)
    var once = Night()
    once.maker = nights.maker
    once.run(
      try Wish.make("tables", "Give every table a created_at column", day: 1),
      try Wish.make("fetch", "Load rosters through the gateway client", day: 2), later)
    #expect(once.stored == nights.stored)
    #expect(once.waiting == nights.waiting)
  }

  @Test func saidAgainItIsStoredAgain() throws {
    var night = try night()
    night.run(try Wish.make("new", replacement, day: 3))
    night.run(try Wish.make("again", "Load rosters through the gateway client", day: 4))
    #expect(night.stored.contains("fetch"))
    #expect(night.waiting.isEmpty)
  }

  @Test func onceTheLaterRuleIsAcceptedItHasEnded() throws {
    var night = try night()
    night.run(try Wish.make("new", replacement, day: 3))
    let place = try #require(night.memory.stored.firstIndex { $0.id.text == "new" })
    night.memory.stored[place].decision?.doubts = []
    night.run()
    #expect(night.stored == ["new", "tables"])
    #expect(night.waiting.isEmpty)
  }

  @Test func onceTheLaterRuleIsRejectedItIsStoredAgain() throws {
    var night = try night()
    night.run(try Wish.make("new", replacement, day: 3))
    night.memory.rejected += night.memory.stored.filter { $0.id.text == "new" }
    night.memory.stored.removeAll { $0.id.text == "new" }
    night.run()
    #expect(night.stored == ["fetch", "tables"])
    #expect(night.waiting.isEmpty)
  }

  @Test func acceptedByAPersonItIsNotSuspendedByTheSameStatementAgain() throws {
    var night = try night()
    let later = try Wish.make("back", "Ditch rosters of the gateway, stop that", day: 3, confidence: 0.5)
    night.run(later)
    #expect(night.stored == ["tables"])
    var rule = try #require(night.rule("fetch"))
    #expect(rule.decision?.doubts.first == Doubt(.revoked, detail: "back#0"))
    night.memory.withdrawn = night.memory.waiting
    night.memory.waiting = []
    rule.decision?.doubts = []
    night.memory.stored.append(rule)
    let again = night.run(later)
    #expect(again.changes.isEmpty)
    #expect(night.stored == ["fetch", "tables"])
  }

  @Test func whatIsSaidToBeAnExceptionIsWrittenIntoTheRule() throws {
    var night = try night()
    let exception = try Wish.make("demo", "Demos are exempt", day: 3, confidence: 0.5)
    night.run(exception)
    let limited = night.memory.stored.filter { !$0.action.exceptions.isEmpty }
    #expect(limited.map(\.action.exceptions) == [["Demos are exempt"]])
    #expect(night.waiting.isEmpty)
    #expect(night.run(exception).changes.isEmpty)
  }

  @Test func aRuleThatHoldsEverywhereIsNotSuspendedByOneProjectsOppositeWish() throws {
    var night = Night()
    night.run(try Wish.make("all", "Write semicolons", day: 1, project: nil))
    night.run(try Wish.make("own", "Write no semicolons", day: 2, confidence: 0.6))
    #expect(night.stored == ["all"])
  }
}
