import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// Who did what to a rule is read from commits alone.
@Suite struct RuleHistoryTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    (a, b) = (try Sample.rule("a"), try Sample.rule("b", "Never use tabs", kind: .style))
  }

  private func pushEdit(of rule: Rule?, at id: RuleID, _ message: String) throws {
    let work = directory.path(UUID().uuidString)
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    let path = try RuleFile.path(of: id)
    if let rule {
      let file = URL(filePath: "\(work)/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try CanonicalJSON.file(rule).write(to: file)
      #expect(try Command.git(work, "add", "--all").status == 0)
    } else {
      #expect(try Command.git(work, "rm", "--quiet", path).status == 0)
    }
    #expect(try Command.git(work, "commit", "--quiet", "-m", message).status == 0)
    #expect(try Command.git(work, "push", "--quiet").status == 0)
    try expectSound(store.path)
  }

  @Test func everyStoreBeginsWithTheSameCommit() throws {
    try store.commit([.add(a)])
    try store.candidates.commit([.add(b)])
    let other = try GitRuleStore(path: directory.path("other.git"), create: true)
    try other.commit([.add(b)], run: "another")
    let roots = try [(store, "main"), (store, "candidates"), (other, "main")].map { store, branch in
      try Command.git(store.path, "rev-list", "--max-parents=0", branch).output
    }
    #expect(Set(roots).count == 1)
    let attributes = try Command.git(store.path, "show", "\(roots[0].prefix(40)):.gitattributes").output
    #expect(attributes.contains("merge=ltm-rule"))
    // So git merges them without being told that it may.
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "merge", "--quiet", "--no-edit", "origin/candidates").status == 0)
    #expect(try Command.git(work, "push", "--quiet").status == 0)
    #expect(try store.snapshot(at: nil).rules == [a, b])
  }

  @Test func theFieldsThatAPersonChangedAreKnown() throws {
    try store.commit([.add(a), .add(b)])
    #expect(try store.ruleHistory().lives[a.id]?.isReviewed == false)
    var edited = a
    edited.action.description = "Use camelCase, except in tests"
    edited.rationale = "the tests are generated"
    try pushEdit(of: edited, at: a.id, "Make an exception")
    var again = edited
    again.sources.append(RuleSource(transcript: "session_009", segment: 3, session: "session_009"))
    try store.commit([.change(from: edited, to: again)], run: "later")
    let life = try #require(try store.ruleHistory().lives[a.id])
    #expect(life.events.map(\.kind) == [.added, .changed, .strengthened])
    #expect(life.events.map(\.isByPerson) == [false, true, false])
    #expect(life.personFields == ["action.description", "rationale"])
    #expect(life.events[2].fields == ["sources.session_009#3"])
    #expect(life.isReviewed)
    #expect(try store.ruleHistory().personFields(of: b.id).isEmpty)
  }

  @Test func aRuleThatAPersonWroteIsThePersonsInEveryField() throws {
    try store.commit([.add(a)])
    try pushEdit(of: b, at: b.id, "Write a rule by hand")
    let fields = try store.ruleHistory().personFields(of: b.id)
    #expect(fields.isSuperset(of: ["action.description", "action.type", "match_criteria.value", "rationale"]))
  }

  @Test func aRuleThatComesBackAsItWasIsNobodysButItsOwn() throws {
    try store.commit([.add(a), .add(b)])
    try pushEdit(of: nil, at: a.id, "Drop")
    #expect(try store.ruleHistory().lives[a.id]?.isAlive == false)
    try pushEdit(of: a, at: a.id, "Take it back")
    let life = try #require(try store.ruleHistory().lives[a.id])
    #expect(life.isAlive)
    #expect(life.personFields.isEmpty)
  }

  @Test func fieldsGoApartAndTogether() throws {
    try forAll(cases: 200) { (generator: inout SeededGenerator) throws in
      let old = try Arbitrary.rule(using: &generator)
      let new = try Arbitrary.rule(using: &generator)
      let before = try RuleFields(old)
      var fields = try RuleFields(new)
      #expect(try fields.rule().action == new.action)
      fields.take(RuleFields.differences(before, fields), from: before)
      #expect(fields == before)
      #expect(try RuleFields(try fields.rule()) == before)
    }
  }
}
