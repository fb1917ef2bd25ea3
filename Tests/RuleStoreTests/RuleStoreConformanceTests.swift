import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// What every store promises.
@Suite struct RuleStoreConformanceTests {
  @Test(arguments: StoreKind.allCases)
  func anEmptyStoreHasNoRevision(kind: StoreKind) throws {
    let test = try kind.make()
    #expect(try test.store.head() == nil)
    #expect(try test.store.snapshot(at: nil).rules.isEmpty)
    #expect(try test.store.log(of: nil, limit: nil).isEmpty)
    #expect(try test.store.history(from: nil, to: nil).isEmpty)
    #expect(try test.store.difference(from: nil, to: nil).isEmpty)
    for text in ["HEAD", "main", "main~1", "0123456789", "", "no such thing", "a\0b", "HEAD~99999999999999999999"] {
      #expect(throws: RuleStoreError.self) { try test.store.resolve(text) }
    }
    #expect(try test.commit().commits.isEmpty)
    #expect(try test.store.head() == nil)
  }

  @Test(arguments: StoreKind.allCases)
  func everyChangeIsACommitInTheOrderGiven(kind: StoreKind) throws {
    let test = try kind.make()
    let (a, b, c) = (try Sample.rule("a"), try Sample.rule("b"), try Sample.rule("c", "Never use tabs", kind: .style))
    let first = try test.commit(.add(b), .add(a))
    #expect(first.commits.map(\.change) == [.add(b), .add(a)])
    #expect(first.refusals.isEmpty)
    #expect(try test.ids() == ["a", "b"])
    #expect(try test.store.head() == first.commits.last?.revision)

    var stronger = a
    stronger.sources.append(Sample.source("session_002", 3))
    let second = try test.commit(.change(from: a, to: stronger), .replace([b.id], with: c))
    #expect(second.commits.count == 2)
    let snapshot = try test.store.snapshot(at: nil)
    #expect(snapshot.rules == [stronger, c])
    #expect(snapshot.problems.isEmpty)

    try test.commit(.remove(c, reason: "taken back in session_004#2"), .restore(b))
    #expect(try test.ids() == ["a", "b"])
    let log = try test.store.log(of: nil, limit: nil)
    #expect(log.map(\.kind) == [.restore, .remove, .replace, .strengthen, .add, .add])
    #expect(log.map { $0.difference.ids.map(\.text) } == [["b"], ["c"], ["b", "c"], ["a"], ["a"], ["b"]])
    #expect(log.map(\.author) == Array(repeating: "ltm", count: 6))
    #expect(try test.store.log(of: b.id, limit: nil).map(\.kind) == [.restore, .replace, .add])
    #expect(try test.store.log(of: nil, limit: 2).map(\.kind) == [.restore, .remove])
    #expect(try test.ids(at: first.commits.first?.revision) == ["b"])
  }

  @Test(arguments: StoreKind.allCases)
  func whatIsThereAlreadyMakesNoCommit(kind: StoreKind) throws {
    let test = try kind.make()
    let (a, b) = (try Sample.rule("a"), try Sample.rule("b"))
    var changed = a
    changed.rationale = "because"
    let changes: [RuleChange] = [.add(a), .change(from: a, to: changed), .replace([a.id], with: b)]
    for change in changes {
      #expect(try test.commit(change).commits.count == 1)
      let head = try test.store.head()
      let again = try test.commit(change, at: 1_760_000_000)
      #expect(again.commits.isEmpty)
      #expect(again.refusals.isEmpty)
      #expect(try test.store.head() == head)
    }
    #expect(try test.commit(.remove(a, reason: "gone")).commits.isEmpty)
    #expect(try test.ids() == ["b"])
  }

  @Test(arguments: StoreKind.allCases)
  func aChangeThatDoesNotFitIsRefusedAndTheOthersAreMade(kind: StoreKind) throws {
    let test = try kind.make()
    let (a, b) = (try Sample.rule("a"), try Sample.rule("b"))
    var edited = a
    edited.rationale = "as a person wrote it"
    var other = a
    other.rationale = "as the job would have it"
    try test.commit(.add(edited))
    let outcome = try test.commit(
      .add(a), .change(from: a, to: other), .remove(a, reason: "gone"), .replace([b.id], with: a), .add(b),
      .change(from: b, to: a))
    #expect(outcome.refusals.map(\.rule.text) == ["a", "a", "a", "a", "a"])
    #expect(Set(outcome.refusals.map(\.reason)) == [.changedMeanwhile])
    #expect(outcome.commits.map(\.change) == [.add(b)])
    #expect(try test.store.snapshot(at: nil).rules == [edited, b])
  }

  @Test(arguments: StoreKind.allCases)
  func aRuleThatIsTooLargeIsRefused(kind: StoreKind) throws {
    let test = try kind.make()
    let large = try Sample.rule("large", rationale: String(repeating: "x", count: RuleFile.sizeLimit))
    var infinite = try Sample.rule("infinite")
    infinite.confidence = .infinity
    var outside = try Sample.rule("outside")
    outside.confidence = 2
    let outcome = try test.commit(.add(large), .add(infinite), .add(outside), .add(try Sample.rule("small")))
    #expect(outcome.refusals.map(\.rule.text) == ["large", "infinite", "outside"])
    #expect(outcome.refusals.dropFirst().map(\.reason) == [.notCanonical, .notCanonical])
    #expect(try test.ids() == ["small"])
  }

  @Test(arguments: StoreKind.allCases)
  func revisionsAreNamedAsInGit(kind: StoreKind) throws {
    let test = try kind.make()
    let ids = try test.commit(
      .add(try Sample.rule("a")), .add(try Sample.rule("b")), .add(try Sample.rule("c"))
    ).commits.map(\.revision)
    for text in ["HEAD", "main", "HEAD~0", ids[2].description, ids[2].short] {
      #expect(try test.store.resolve(text) == ids[2])
    }
    #expect(try test.store.resolve("main~2") == ids[0])
    #expect(throws: RuleStoreError.self) { try test.store.resolve("main~4") }
    #expect(throws: RuleStoreError.self) { try test.store.resolve(String(repeating: "0", count: 40)) }
  }

  @Test(arguments: StoreKind.allCases)
  func aRevisionThatIsNotThereIsUnknown(kind: StoreKind) throws {
    let test = try kind.make()
    try test.commit(.add(try Sample.rule("a")))
    let absent = RevisionID(try #require(ObjectID(hex: String(repeating: "1", count: 40))))
    let operations: [() throws -> Void] = [
      { _ = try test.store.snapshot(at: absent) },
      { _ = try test.store.difference(from: absent, to: nil) },
      { _ = try test.store.difference(from: nil, to: absent) },
      { _ = try test.store.history(from: nil, to: absent) },
    ]
    for operation in operations {
      let error = #expect(throws: RuleStoreError.self, performing: operation)
      guard case .unknownRevision(absent.description, _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func historyAndDifferencesSayWhoIsToBlame(kind: StoreKind) throws {
    let test = try kind.make()
    let (a, b) = (try Sample.rule("a"), try Sample.rule("b"))
    var changed = a
    changed.action.description = "Use snake_case"
    let ids = try test.commit(.add(a), .add(b), .change(from: a, to: changed), .remove(b, reason: "x")).commits
      .map(\.revision)
    let store = test.store
    #expect(try store.history(from: nil, to: nil) == ids)
    #expect(try store.history(from: ids[1], to: ids[2]) == [ids[1], ids[2]])
    #expect(try store.history(from: ids[1], to: ids[1]) == [ids[1]])
    #expect(throws: RuleStoreError.notAnAncestor(ids[2], of: ids[1])) { try store.history(from: ids[2], to: ids[1]) }

    let difference = try store.difference(from: ids[1], to: nil)
    #expect(difference.added.isEmpty)
    #expect(difference.removed == [b])
    #expect(difference.changed.map(\.before) == [a])
    #expect(difference.changed.map(\.after) == [changed])
    #expect(try store.difference(from: nil, to: ids[1]).added == [a, b])
    #expect(try store.difference(from: ids[3], to: ids[0]).changed.map(\.after) == [a])

    #expect(try store.revisions(changing: a.id, from: nil, to: nil) == [ids[0], ids[2]])
    #expect(try store.revisions(changing: a.id, from: ids[0], to: ids[3]) == [ids[2]])
    #expect(try store.revisions(changing: b.id, from: ids[1], to: ids[2]).isEmpty)
  }

  @Test(arguments: StoreKind.allCases)
  func anyRuleComesBackEqual(kind: StoreKind) throws {
    try forAll(cases: kind == .memory ? 50 : 3) { (generator: inout SeededGenerator) throws in
      let test = try kind.make()
      var rules: [RuleID: Rule] = [:]
      for _ in 0..<20 {
        let rule = try Arbitrary.rule(using: &generator)
        if rules[rule.id] == nil { rules[rule.id] = rule }
      }
      let all = rules.values.sorted { $0.id < $1.id }
      let outcome = try test.store.commit(all.shuffled(using: &generator).map(RuleChange.add), in: Sample.run())
      #expect(outcome.commits.count == all.count)
      let snapshot = try test.store.snapshot(at: nil)
      #expect(snapshot.rules == all)
      #expect(snapshot.problems.isEmpty)
      if let git = test.store as? GitRuleStore { try expectSound(git.path) }
    }
  }
}
