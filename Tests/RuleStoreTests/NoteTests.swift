import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// Some commits change no rule and say something all the same.
@Suite struct NoteTests {
  @Test(arguments: StoreKind.allCases)
  func aNoteIsReadBackFromHistory(kind: StoreKind) throws {
    let test = try kind.make()
    let rule = try Sample.rule("a")
    try test.commit(.add(rule))
    let run = Sample.run("review").reviewed(.accepted)
    let revision = try test.store.note("Accept", [Trailer(key: "Accepted", value: rule.id.text)], in: run)
    #expect(try test.store.head() == revision)
    #expect(try test.ids() == ["a"])
    let life = try #require(try test.store.ruleHistory().lives[rule.id])
    #expect(life.events.map(\.kind) == [.added, .accepted])
    #expect(life.isReviewed && life.isAlive)
    #expect(try test.store.log(of: rule.id, limit: nil).count == 2)
    if let git = test.store as? GitRuleStore { try expectSound(git.path) }
  }

  @Test(arguments: StoreKind.allCases)
  func aNoteStandsAlsoInAnEmptyStore(kind: StoreKind) throws {
    let test = try kind.make()
    let author = PersonIdentity(name: "Ann", email: "ann@example.org")
    let run = RunContext(
      id: "r", time: Timestamp(seconds: 1_750_000_000), review: .undone, author: author,
      trailers: [Trailer(key: "Undo-Session", value: "s1")])
    _ = try test.store.note("Undo session s1\nReview: forged", [], in: run)
    let entry = try #require(try test.store.log(of: nil, limit: nil).first)
    #expect(entry.author == "Ann" && entry.email == "ann@example.org")
    #expect(entry.subject == "Undo session s1 Review: forged")
    #expect(entry.isByPerson && entry.review == .undone)
    #expect(try test.store.ruleHistory().undoneSessions.keys.sorted() == ["s1"])
    _ = try test.store.note("Redo", [Trailer(key: "Redo-Session", value: "s1")], in: Sample.run())
    #expect(try test.store.ruleHistory().undoneSessions.isEmpty)
  }

  @Test func aPersonIsTheAuthorOfWhatTheyDo() throws {
    let test = try StoreKind.git.make()
    let git = try #require(test.store as? GitRuleStore)
    let run = RunContext(
      id: "r", time: Timestamp(seconds: 1_750_000_000), author: PersonIdentity(name: "Ann", email: "ann@example.org"))
    _ = try git.commit([.add(try Sample.rule("a"))], in: run.reviewed(.restored, [Trailer(key: "Reverts", value: "x")]))
    let format = "--format=%an <%ae>%n%(trailers:key=Review)%(trailers:key=Reverts)"
    let log = try Command.git(git.path, "log", "-1", format)
    #expect(log.output.hasPrefix("Ann <ann@example.org>\nReview: restored\nReverts: x\n"))
  }

  @Test func oneCommitForManyChangesSaysWhoseItIs() throws {
    let test = try StoreKind.git.make()
    let git = try #require(test.store as? GitRuleStore)
    let run = Sample.run().reviewed(.undone, [Trailer(key: "Undo-Session", value: "s1")])
    _ = try git.evidence.commit([.add(try Sample.rule("a")), .add(try Sample.rule("b"))], in: run)
    let entry = try #require(try git.evidence.log(of: nil, limit: nil).first)
    #expect(entry.review == .undone && entry.undoneSessions == ["s1"])
  }

  @Test func historyIsReadInTheOrderOfGit() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    for number in 0..<3 { try store.commit([.add(try Sample.rule("r\(number)"))]) }
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "checkout", "--quiet", "-b", "side", "main~1").status == 0)
    let file = String(decoding: try CanonicalJSON.file(Sample.rule("side")), as: UTF8.self)
    try directory.write(file, to: "work/rules/side.json")
    for command in [
      ["add", "--all"], ["commit", "--quiet", "-m", "Side"], ["checkout", "--quiet", "main"],
      ["merge", "--quiet", "--no-ff", "--no-edit", "side"], ["push", "--quiet", "origin", "main"],
    ] {
      #expect(try Command.run(["git", "-C", work, "-c", "user.name=T", "-c", "user.email=t@e"] + command).status == 0)
    }
    try store.commit([.add(try Sample.rule("r9"))])
    func read(since: String?, limit: Int) throws -> [String] {
      var read: [String] = []
      let start = try since.map { GitRuleStore.LogStart.revision(try store.resolve($0)) }
      try store.forEachEntry(since: start) { entry in
        read.append(entry.revision.description)
        return read.count < limit
      }
      return read
    }
    func git(_ arguments: String...) throws -> [String] {
      let list = try Command.run(["git", "-C", store.path, "rev-list", "--topo-order", "--date-order"] + arguments)
      return list.output.split(separator: "\n").map(String.init)
    }
    #expect(try read(since: nil, limit: 1) == git("-1", "main"))
    #expect(try Set(read(since: nil, limit: .max)) == Set(git("main")))
    for start in ["main~1", "main~2", "main~1^2", "main~3", "main"] {
      #expect(try Set(read(since: start, limit: .max)) == Set(git("main", "^\(start)")), "\(start)")
    }
  }
}
