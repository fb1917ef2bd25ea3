import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What one session taught is taken back, and nothing else.
@Suite struct SessionUndoTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)
  private let one = Sample.source("session_001")
  private let two = Sample.source("session_002")

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    a = try Sample.rule("a", sources: [Sample.source("session_001")])
    b = try Sample.rule("b", "Never use tabs", kind: .style, sources: [Sample.source("session_002")])
  }

  private func undo(_ session: String) throws -> [RuleChange] {
    let history = try store.ruleHistory()
    return try SessionUndo(
      session, others: history.undoneSessions.keys, history: history, held: try store.snapshot(at: nil).rules
    ).changes
  }

  /// Undoes a session.
  private func commit(undoing session: String) throws {
    let run = Sample.run(session).reviewed(.undone, [Trailer(key: "Undo-Session", value: session)])
    let changes = try undo(session)
    #expect(try store.commit(changes, in: run).commits.count == changes.count)
    if changes.isEmpty { _ = try store.note("Undo", [], in: run) }
    try expectSound(store.path)
  }

  @Test func whatOnlyTheSessionTaughtGoes() throws {
    try store.commit([.add(a), .add(b)])
    #expect(try undo("session_001").map(\.rule) == [a])
    try commit(undoing: "session_001")
    #expect(try store.snapshot(at: nil).rules == [b])
    #expect(try undo("session_001").isEmpty)
    // It is not kept away for good, as what a person rejects: that is told by the session.
    #expect(try store.formerRules().rejected.isEmpty)
  }

  @Test func whatItReplacedComesBack() throws {
    try store.commit([.add(a)])
    try store.commit([.replace([a.id], with: b)])
    try commit(undoing: "session_002")
    #expect(try store.snapshot(at: nil).rules == [a])
  }

  @Test func whatSomethingElseEndedTooStaysAway() throws {
    try store.commit([.add(a)])
    try store.commit([.replace([a.id], with: b)])
    try store.commit([.restore(a)])
    try store.commit([.remove(a, reason: "Rejected.")])
    #expect(try undo("session_002").map(\.kind) == [.remove])
  }

  @Test func aChainOfReplacementsGoesBackAsFarAsItsSessionsAreUndone() throws {
    let c = try Sample.rule("c", "Use spaces", sources: [Sample.source("session_003")])
    try store.commit([.add(a)])
    try store.commit([.replace([a.id], with: b)])
    try store.commit([.replace([b.id], with: c)])
    try commit(undoing: "session_002")
    #expect(try store.snapshot(at: nil).rules == [c])
    try commit(undoing: "session_003")
    #expect(try store.snapshot(at: nil).rules == [a])
  }

  @Test func whatOthersStatedTooLosesTheSessionsPart() throws {
    try store.commit([.add(a)])
    var refined = a
    refined.action.description = "Use camelCase, except in tests"
    refined.confidence = 0.95
    refined.sources.append(two)
    try store.commit([.change(from: a, to: refined)])
    var stronger = refined
    stronger.sources.append(Sample.source("session_003"))
    try store.commit([.change(from: refined, to: stronger)])
    var expected = a
    expected.sources.append(Sample.source("session_003"))
    #expect(try undo("session_002") == [.change(from: stronger, to: expected)])
    // The first source goes: the next one is the first.
    var first = stronger
    first.sources.removeFirst()
    #expect(try undo("session_001") == [.change(from: stronger, to: first)])
    try commit(undoing: "session_002")
    #expect(try store.rule(a.id) == expected)
  }

  @Test func aFieldThatSomebodyChangedSinceStays() throws {
    try store.commit([.add(a)])
    var refined = a
    refined.action.description = "Use camelCase, except in tests"
    refined.rationale = "the tests are generated"
    refined.sources.append(two)
    try store.commit([.change(from: a, to: refined)])
    var edited = refined
    edited.action.description = "Use camelCase everywhere"
    try store.commit([.change(from: refined, to: edited)])
    var expected = a
    expected.action.description = edited.action.description
    #expect(try undo("session_002") == [.change(from: edited, to: expected)])
  }

  @Test func theFirstSourceIsToldAnew() throws {
    var rule = a
    rule.sourceID = "session_001#0"
    rule.timestamp = Timestamp(seconds: 1_000)
    rule.sources = [one, two]
    rule.sources[0].timestamp = Timestamp(seconds: 1_000)
    rule.sources[1].timestamp = Timestamp(seconds: 2_000)
    try store.commit([.add(rule)])
    let changed = try #require(try undo("session_001").first?.rule)
    #expect(changed.sourceID == "session_002#0")
    #expect(changed.timestamp == Timestamp(seconds: 2_000))
  }

  @Test func whatItTookBackComesBack() throws {
    try store.commit([.add(a), .add(b)])
    try store.commit([.remove(a, reason: RetractionReason.text("session_009#4")), .remove(b, reason: "Rejected.")])
    #expect(try undo("session_009") == [.restore(a)])
    #expect(try undo("session_00").isEmpty)
    #expect(RetractionReason.transcript(in: RetractionReason.text("a#b#12")) == "a#b")
    #expect(RetractionReason.transcript(in: RetractionReason.text(nil)) == nil)
    #expect(RetractionReason.transcript(in: "Taken back by the user in session_00…") == nil)
  }

  @Test func undoingEverySessionLeavesNothingThatASessionTaught() throws {
    try forAll(cases: 10) { (generator: inout SeededGenerator) throws in
      let store = try GitRuleStore(path: directory.path("\(generator.next()).git"), create: true)
      var held: [Rule] = []
      for number in 0..<12 {
        let source = Sample.source("s\(Int.random(in: 0..<4, using: &generator))", number)
        let place = held.indices.randomElement(using: &generator)
        switch (Int.random(in: 0..<4, using: &generator), place) {
        case (0, let place?):
          let old = held.remove(at: place)
          held.append(try Sample.rule("r\(number)", sources: [source]))
          try store.commit([.replace([old.id], with: held[held.count - 1])])
        case (1, let place?):
          let old = held.remove(at: place)
          try store.commit([.remove(old, reason: RetractionReason.text("\(source.transcript)#\(number)"))])
        case (2, let place?):
          let old = held[place]
          held[place].sources.append(source)
          held[place].action.description += " \(number)"
          try store.commit([.change(from: old, to: held[place])])
        default:
          held.append(try Sample.rule("r\(number)", sources: [source]))
          try store.commit([.add(held[held.count - 1])])
        }
      }
      for session in ["s0", "s1", "s2", "s3"].shuffled(using: &generator) {
        let history = try store.ruleHistory()
        let undo = try SessionUndo(
          session, others: history.undoneSessions.keys, history: history, held: try store.snapshot(at: nil).rules)
        let run = Sample.run(session).reviewed(.undone)
        #expect(try store.commit(undo.changes, in: run).refusals.isEmpty)
        _ = try store.note("Undo", [Trailer(key: "Undo-Session", value: session)], in: run)
        let left = try store.snapshot(at: nil).rules.flatMap(\.sources).map(\.session)
        #expect(!left.contains(session))
      }
      #expect(try store.snapshot(at: nil).rules.isEmpty)
    }
  }
}
