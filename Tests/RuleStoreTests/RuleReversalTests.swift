import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What a commit did to rules is taken back field by field, and what came later stays.
@Suite struct RuleReversalTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    (a, b) = (try Sample.rule("a"), try Sample.rule("b", "Never use tabs", kind: .style))
  }

  private func commit(_ changes: RuleChange...) throws -> RevisionID {
    try #require(try store.commit(changes, run: UUID().uuidString).commits.last).revision
  }

  private func reversal(of revision: RevisionID, only rules: Set<RuleID>? = nil) throws -> RuleReversal {
    let (entry, later) = try store.entry(of: revision)
    return try RuleReversal(of: entry, only: rules, later: later) { try store.rule($0) }
  }

  /// Takes a commit back.
  private func revert(_ revision: RevisionID) throws -> RevisionID {
    let reversal = try reversal(of: revision)
    #expect(reversal.conflicts.isEmpty)
    let run = Sample.run(UUID().uuidString).reviewed(
      .reverted, [Trailer(key: "Reverts", value: revision.description)])
    let outcome = try store.commit(reversal.changes, in: run)
    #expect(outcome.refusals.isEmpty)
    try expectSound(store.path)
    return try #require(outcome.commits.last).revision
  }

  @Test func aFieldGetsItsValueBackAndLaterOnesStay() throws {
    _ = try commit(.add(a))
    var described = a
    described.action.description = "Use snake_case"
    let change = try commit(.change(from: a, to: described))
    var reasoned = described
    reasoned.rationale = "because"
    reasoned.sources.append(Sample.source("session_002"))
    _ = try commit(.change(from: described, to: reasoned))
    let revert = try revert(change)
    var expected = reasoned
    expected.action.description = a.action.description
    #expect(try store.rule(a.id) == expected)
    let entry = try store.log(at: revert)
    #expect(entry.review == .reverted && entry.isByPerson && entry.reverts == change.description)
    // And back again.
    _ = try self.revert(revert)
    #expect(try store.rule(a.id) == reasoned)
  }

  @Test func whatWasAddedGoesAndWhatWentComesBack() throws {
    let add = try commit(.add(a))
    let replace = try commit(.replace([a.id], with: b))
    #expect(try reversal(of: add).changes.isEmpty)
    #expect(try reversal(of: add).settled == [a.id])
    let revert = try revert(replace)
    #expect(try store.snapshot(at: nil).rules == [a])
    #expect(try store.ruleHistory().lives[b.id]?.isAlive == false)
    #expect(try store.formerRules().rejected == [b])
    #expect(try reversal(of: replace).changes.isEmpty)
    // That was two commits, of which this is the one that brought the rule back.
    _ = try self.revert(revert)
    #expect(try store.snapshot(at: nil).rules.isEmpty)
  }

  @Test func onlyTheRulesThatAreMeantAreTouched() throws {
    _ = try commit(.add(a))
    let replace = try commit(.replace([a.id], with: b))
    #expect(try reversal(of: replace, only: [a.id]).changes == [.restore(a)])
    #expect(try reversal(of: replace, only: [b.id]).changes.map(\.kind) == [.remove])
  }

  @Test func aLaterChangeOfTheSameFieldIsInTheWayAndIsNamed() throws {
    _ = try commit(.add(a))
    var first = a
    first.action.description = "Use snake_case"
    first.rationale = "because"
    let change = try commit(.change(from: a, to: first))
    var second = first
    second.action.description = "Use kebab-case"
    let later = try commit(.change(from: first, to: second))
    let reversal = try reversal(of: change)
    #expect(reversal.changes.isEmpty)
    let conflict = try #require(reversal.conflicts.first)
    #expect(conflict.fields == ["action.description"])
    #expect(conflict.revisions == [later])
    // Git says the same of its lines.
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "revert", "--no-edit", change.description).status != 0)
    // Once that is out of the way it goes.
    _ = try revert(later)
    _ = try revert(change)
    #expect(try store.rule(a.id) == a)
  }

  @Test func evidenceIsNeverInTheWay() throws {
    let add = try commit(.add(a))
    var stronger = a
    stronger.confidence = 0.95
    stronger.sources.append(Sample.source("session_002"))
    let strengthen = try commit(.change(from: a, to: stronger))
    var strongest = stronger
    strongest.confidence = 0.99
    strongest.sources.append(Sample.source("session_003"))
    _ = try commit(.change(from: stronger, to: strongest))
    var expected = strongest
    expected.sources.remove(at: 1)
    #expect(try reversal(of: strengthen).changes == [.change(from: strongest, to: expected)])
    _ = try revert(add)
    #expect(try store.snapshot(at: nil).rules.isEmpty)
  }

  @Test func aRuleThatWentSinceIsInTheWay() throws {
    _ = try commit(.add(a))
    var changed = a
    changed.rationale = "because"
    let change = try commit(.change(from: a, to: changed))
    let removal = try commit(.remove(changed, reason: "gone"))
    #expect(try reversal(of: change).conflicts.map(\.revisions) == [[removal]])
    var other = changed
    other.rationale = "again"
    let addition = try commit(.add(other))
    #expect(try reversal(of: removal).conflicts.map(\.revisions) == [[addition]])
  }

  @Test func aCommitOfAnotherBranchIsNotTakenBack() throws {
    _ = try commit(.add(a))
    let other = try #require(try store.candidates.commit([.add(b)]).commits.first).revision
    #expect(throws: RuleStoreError.notInHistory(other, branch: "main")) { try store.entry(of: other) }
  }

  @Test func takingBackEverythingInTurnLeavesTheBeginning() throws {
    try forAll(cases: 6) { (generator: inout SeededGenerator) throws in
      let store = try GitRuleStore(path: directory.path("\(generator.next()).git"), create: true)
      var held: [Rule] = []
      for number in 0..<10 {
        if let old = held.randomElement(using: &generator), Bool.random(using: &generator) {
          held.removeAll { $0.id == old.id }
          var new = old
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: try store.commit([.remove(old, reason: "gone")])
          case 1:
            new = try Sample.rule("r\(number)")
            held.append(new)
            try store.commit([.replace([old.id], with: new)])
          default:
            new.rationale = "reason \(number)"
            held.append(new)
            try store.commit([.change(from: old, to: new)])
          }
        } else {
          held.append(try Sample.rule("r\(number)"))
          try store.commit([.add(held[held.count - 1])])
        }
      }
      for entry in try store.log(of: nil, limit: nil) {
        let (entry, later) = try store.entry(of: entry.revision)
        let reversal = try RuleReversal(of: entry, later: later) { try store.rule($0) }
        #expect(reversal.conflicts.isEmpty)
        _ = try store.commit(reversal.changes, in: Sample.run("back").reviewed(.reverted))
      }
      #expect(try store.snapshot(at: nil).rules.isEmpty)
    }
  }
}
