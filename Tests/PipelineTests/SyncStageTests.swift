import Foundation
import Git
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// Machines of a team that learn apart and meet at a hub, with real git in between.
@Suite struct SyncStageTests {
  /// A machine with its own transcripts and store.
  private final class Machine {
    let directory: TemporaryDirectory
    let hub: String
    var configuration = PipelineConfiguration()
    var path: String { directory.path("rules.git") }
    private static let start: Int64 = 1_750_000_000

    init(_ hub: String) throws {
      directory = try TemporaryDirectory()
      self.hub = hub
      try FileManager.default.createDirectory(atPath: directory.path("in"), withIntermediateDirectories: true)
    }

    func say(_ session: String, _ messages: String..., day: Int64 = 0) throws {
      let time = Timestamp(seconds: Self.start + day * 86_400)
      let transcript = Transcript(
        id: session, segments: messages.map { TranscriptSegment(speaker: .user, content: $0, timestamp: time) },
        sessionID: session)
      try directory.write(String(decoding: CanonicalJSON.file(transcript), as: UTF8.self), to: "in/\(session).json")
    }

    func environment(_ day: Int64) -> RunEnvironment {
      RunEnvironment(now: Timestamp(seconds: Self.start + day * 86_400 + 43_200))
    }

    func run(day: Int64 = 0) throws {
      _ = try RunStage(
        configuration,
        RunStage.Places(inputs: [directory.path("in")], store: path, output: directory.path("out")), isDryRun: false,
        environment(day)
      ).run()
      if try git("remote") == "" { #expect(try git("remote", "add", "origin", hub) == "") }
    }

    @discardableResult
    func sync(day: Int64 = 0, isDryRun: Bool = false) throws -> SyncReport {
      let report = try SyncStage.run(
        try configuration.openStore(path), with: "origin", isDryRun: isDryRun,
        GitTransport(path, environment: Self.variables), environment(day))
      #expect(try git("fsck", "--strict", "--no-dangling") == "")
      return report
    }

    static let variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
      "GIT_CONFIG_NOSYSTEM": "1",
    ]

    @discardableResult
    func git(_ arguments: String...) throws -> String {
      let command = try Command.run(["git", "-C", path] + arguments, environment: Self.variables)
      #expect(command.status == 0, "\(arguments) \(command.errors)")
      return command.output
    }

    func trees() throws -> [String] {
      try GitRuleStore.Branch.allCases.map { branch in
        let store = try GitRuleStore(path: path).on(branch)
        return try store.head() == nil ? "" : git("rev-parse", "\(branch.rawValue)^{tree}")
      }
    }

    func heads() throws -> String { try git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads") }

    func rules(_ branch: GitRuleStore.Branch = .main) throws -> [Rule] {
      try GitRuleStore(path: path).on(branch).snapshot(at: nil).rules
    }

    /// What a person does in a clone of the store.
    func edit(_ id: RuleID, _ change: (inout Rule) -> Void) throws {
      let work = directory.path(UUID().uuidString)
      var rule = try #require(try rules().first { $0.id == id })
      change(&rule)
      #expect(try Command.git(directory.path, "clone", "-q", path, work).status == 0)
      try CanonicalJSON.file(rule).write(to: URL(filePath: "\(work)/\(RuleFile.path(of: id))"))
      #expect(try Command.git(work, "commit", "-qam", "Edit").status == 0)
      #expect(try Command.git(work, "push", "-q").status == 0)
    }
  }

  private let directory: TemporaryDirectory
  private let (one, other): (Machine, Machine)
  private var hub: String { directory.path("hub.git") }

  init() throws {
    directory = try TemporaryDirectory()
    let hub = directory.path("hub.git")
    #expect(try Command.git(directory.path, "init", "-q", "--bare", "-b", "main", hub).status == 0)
    (one, other) = (try Machine(hub), try Machine(hub))
  }

  /// Both read some sessions alone and one together, on the same night.
  private func night() throws {
    for machine in [one, other] {
      try machine.say(
        "shared", "Always use tabs in Go files.", "Keep an index of the docs.", "Always commit with --no-verify.")
    }
    try one.say("a", "Always use tabs in Go files.", "Always use single quotes in JavaScript.", "Keep a glossary.")
    try other.say(
      "b", "Always use tabs in Go files.", "Never use emojis in commit messages.", "Keep a glossary.", day: 1)
    for machine in [one, other] { try machine.run(day: 2) }
  }

  @Test(arguments: [[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 1, 0]])
  func machinesThatLearnOnTheSameNightEndWithTheSameTree(order: [Int]) throws {
    try night()
    #expect(try one.trees() != other.trees())
    for index in order { try [one, other][index].sync(day: 2) }
    #expect(try one.trees() == other.trees())
    #expect(try one.heads() == other.heads())
    let tabs = try #require(try one.rules().first { $0.action.description.contains("tabs") })
    #expect(Set(tabs.sources.map(\.transcript)) == ["a", "b", "shared"])
    let heads = try one.heads()
    for machine in [one, other, one] {
      let report = try machine.sync(day: 3)
      #expect(report.branches.allSatisfy { $0.kind == .upToDate && !$0.pushed })
    }
    #expect(try one.heads() == heads && other.heads() == heads)
    // The next night finds nothing that it would do otherwise, on either machine.
    for day in Int64(4)..<7 {
      for machine in [one, other] {
        try machine.run(day: day)
        try machine.sync(day: day)
      }
    }
    let settled = try one.trees()
    #expect(try other.sync(day: 7).branches.allSatisfy { $0.kind == .upToDate })
    for machine in [one, other] {
      let heads = try machine.heads()
      try machine.run(day: 8)
      #expect(try machine.heads() == heads)
      #expect(try machine.sync(day: 8).branches.allSatisfy { !$0.pushed })
      #expect(try machine.trees() == settled)
    }
  }

  @Test func whatAPersonDidHoldsOnEveryMachine() throws {
    try night()
    for machine in [one, other, one] { try machine.sync(day: 2) }
    let id = try #require(try one.rules().first { $0.action.description.contains("tabs") }).id
    try one.edit(id) { $0.action.description = "Use tabs in Go files, and nowhere else" }
    try other.say("c", "Always use tabs in Go files.", day: 3)
    try other.run(day: 3)
    for machine in [one, other, one] { try machine.sync(day: 4) }
    for machine in [one, other] {
      let rule = try #require(try machine.rules().first { $0.id == id })
      #expect(rule.action.description == "Use tabs in Go files, and nowhere else")
      #expect(rule.sources.contains { $0.transcript == "c" })
      let history = try GitRuleStore(path: machine.path).ruleHistory()
      #expect(history.personFields(of: id) == ["action.description"])
    }
  }

  @Test func contradictionsOfTwoMachinesAreKeptAndMarked() throws {
    try one.say("a", "Always use single quotes in JavaScript.", "Always use tabs in Go files.")
    try other.say("b", "Always use double quotes in JavaScript.", day: 1)
    for machine in [one, other] { try machine.run(day: 2) }
    try one.sync(day: 2)
    let report = try other.sync(day: 2)
    let quotes = try other.rules().filter { $0.action.description.contains("quotes") }
    #expect(quotes.count == 2)
    #expect(report.branches.first?.flagged == quotes.map(\.id))
    #expect(
      quotes.map { $0.decision?.doubts } == [
        [Doubt(.conflict, rule: quotes[1].id)], [Doubt(.conflict, rule: quotes[0].id)],
      ])
    let store = try GitRuleStore(path: other.path)
    let stored = try ReviewStage.items(store, store.candidates).filter { $0.state == .stored }
    #expect(stored.map(\.rule.id) == quotes.map(\.id))
  }

  @Test func whoeverIsSlowerFetchesAgain() throws {
    try night()
    try other.sync(day: 2)
    try other.say("late", "Always run the linter before you commit.", day: 3)
    try other.run(day: 3)
    // While one pushes, the other was faster, once.
    let hook = "\(one.path)/hooks/pre-push"
    try FileManager.default.createDirectory(atPath: "\(one.path)/hooks", withIntermediateDirectories: true)
    try """
    #!/bin/sh
    test -e raced && exit 0
    touch raced
    env -u GIT_DIR git -C '\(other.path)' push -q origin main
    """.write(toFile: hook, atomically: true, encoding: .utf8)
    chmod(hook, 0o755)
    let report = try one.sync(day: 3)
    #expect(FileManager.default.fileExists(atPath: "\(one.path)/raced"))
    #expect(report.branches.first?.kind == .merged && report.branches.first?.pushed == true)
    #expect(try one.rules().contains { $0.action.description.contains("linter") })
    #expect(try other.sync(day: 3).branches.first?.kind == .fastForward)
    #expect(try one.trees() == other.trees())
  }

  @Test func manyWhoPushAtOnceLoseNothing() throws {
    let machines = try (0..<4).map { _ in try Machine(hub) }
    for (number, machine) in machines.enumerated() {
      _ = try GitRuleStore(path: machine.path, create: true)
      #expect(try machine.git("remote", "add", "origin", hub) == "")
      for round in 0..<3 { try commit("r\(number)x\(round)", in: machine) }
    }
    let paths = machines.map(\.path)
    DispatchQueue.concurrentPerform(iterations: 4) { index in
      for round in 0..<3 {
        guard let store = try? GitRuleStore(path: paths[index]) else { continue }
        try? SyncStageTests.commit("r\(index)y\(round)", in: store)
        _ = try? SyncStage.run(
          store, with: "origin", isDryRun: false, GitTransport(paths[index], environment: Machine.variables),
          RunEnvironment(now: Timestamp(seconds: 1_760_000_000)))
      }
    }
    for machine in machines + machines { try machine.sync(day: 200) }
    for machine in machines {
      #expect(try machine.rules().count == 24)
      #expect(try machine.heads() == machines[0].heads())
    }
  }

  private static func commit(_ id: String, in store: GitRuleStore) throws {
    let rule = Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: id),
      action: Action(type: .style, description: "Keep \(id)"), rationale: "")
    _ = try store.commit([.add(rule)], in: RunContext(id: id, time: Timestamp(seconds: 1_750_000_000)))
  }

  private func commit(_ id: String, in machine: Machine) throws {
    try Self.commit(id, in: try GitRuleStore(path: machine.path))
  }

  /// Jobs and persons change rules on three machines, which sync now and then in any order.
  @Test func whateverIsDoneTheMachinesEndWithTheSameAndNoCommitIsLost() throws {
    let machines = [try joined(one), try joined(other), try joined(try Machine(hub))]
    try forAll(cases: 3) { (generator: inout SeededGenerator) throws in
      var tips: [(Machine, String)] = []
      for step in 0..<14 {
        let machine = machines[Int.random(in: 0..<3, using: &generator)]
        let store = try GitRuleStore(path: machine.path).on(.random(using: &generator) ? .main : .candidates)
        try change(store, step, isByPerson: .random(using: &generator), &generator)
        for line in try machine.heads().split(separator: "\n") {
          tips.append((machine, String(line.suffix(40))))
        }
        if .random(using: &generator) { try machine.sync(day: Int64(step)) }
      }
      for machine in machines + machines { try machine.sync(day: 100) }
      let trees = try machines.map { try $0.trees() }
      #expect(trees[0] == trees[1] && trees[1] == trees[2])
      let heads = try machines.map { try $0.heads() }
      for machine in machines {
        #expect(try machine.sync(day: 101).branches.allSatisfy { $0.kind == .upToDate && !$0.pushed })
      }
      #expect(try machines.map { try $0.heads() } == heads)
      for (_, tip) in tips {
        #expect(try one.git("branch", "--contains", tip, "--format=%(refname)") != "", "\(tip)")
      }
    }
  }

  private func change(
    _ store: GitRuleStore, _ step: Int, isByPerson: Bool, _ generator: inout SeededGenerator
  ) throws {
    let run = RunContext(
      id: "run \(step)", time: Timestamp(seconds: 1_750_000_000 + .random(in: 0...1000, using: &generator)),
      review: isByPerson ? .edited : nil)
    let id = try RuleID("rule\(Int.random(in: 0..<4, using: &generator))")
    let source = RuleSource(transcript: "t\(Int.random(in: 0..<6, using: &generator))", segment: step, session: "s")
    var rule = Rule(
      id: id, matchCriteria: MatchCriteria(type: .keyword, value: "x"),
      action: Action(type: .style, description: "Keep \(id)"), rationale: "", sources: [source])
    guard let known = try store.snapshot(at: nil).rules.first(where: { $0.id == id }) else {
      #expect(try store.commit([.add(rule)], in: run).refusals.isEmpty)
      return
    }
    rule = known
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: #expect(try store.commit([.remove(known, reason: "step \(step)")], in: run).refusals.isEmpty)
    case 1:
      rule.action.description = "Keep \(id), as of \(step)"
      #expect(try store.commit([.change(from: known, to: rule)], in: run).refusals.isEmpty)
    default:
      rule.sources.append(source)
      rule.confidence = Double.random(in: 0.5...1, using: &generator).fourDecimals
      #expect(try store.commit([.change(from: known, to: rule)], in: run).refusals.isEmpty)
    }
  }

  @Test func aDryRunMovesNothing() throws {
    try night()
    try one.sync(day: 2)
    let heads = try other.heads()
    let report = try other.sync(day: 2, isDryRun: true)
    #expect(report.branches.first?.kind == .merged && report.branches.first?.pushed == true)
    #expect(report.text.first?.hasSuffix("would be pushed") == true)
    #expect(try other.heads() == heads)
    #expect(try one.sync(day: 2).branches.allSatisfy { $0.kind == .upToDate && !$0.pushed })
  }

  @Test func whatCannotBeDoneIsSaid() throws {
    _ = try GitRuleStore(path: one.path, create: true)
    try commit("x", in: one)
    #expect(throws: SyncError.noRemote("origin", store: one.path)) { try one.sync() }
    try one.git("remote", "add", "origin", directory.path("nowhere.git"))
    let unreachable = try #require(throws: SyncError.self) { try one.sync() }
    #expect(unreachable.description.hasPrefix("remote 'origin' cannot be used: fatal: "))
    for name in ["--upload-pack=x", "", "a..b", "a b"] {
      #expect(throws: SyncError.noRemote(name, store: one.path)) {
        try SyncStage.run(
          try GitRuleStore(path: one.path), with: name, isDryRun: false, GitTransport(one.path), one.environment(0))
      }
    }
  }

  @Test func aHookThatRefusesIsHeard() throws {
    try commit("x", in: try joined(one))
    let hook = "\(hub)/hooks/pre-receive"
    try "#!/bin/sh\necho not on a Friday\nexit 1\n".write(toFile: hook, atomically: true, encoding: .utf8)
    chmod(hook, 0o755)
    let refused = try #require(throws: SyncError.self) { try one.sync() }
    #expect(refused.description.hasPrefix("remote 'origin' does not take what was merged here: "))
    #expect(refused.description.contains("not on a Friday"))
  }

  @Test func aHistoryThatWasRewrittenIsNotTakenOver() throws {
    try commit("x", in: try joined(one))
    try commit("y", in: one)
    try one.sync()
    let heads = try one.heads()
    #expect(try Command.git(hub, "update-ref", "refs/heads/main", "main~1").status == 0)
    // Somebody else goes on from there.
    try commit("z", in: try joined(other))
    #expect(throws: SyncError.rewritten("origin")) { try one.sync() }
    #expect(try one.heads() == heads)
  }

  private func joined(_ machine: Machine) throws -> Machine {
    _ = try GitRuleStore(path: machine.path, create: true)
    try machine.git("remote", "add", "origin", hub)
    return machine
  }

  @Test func aRepositoryOfSomethingElseIsLeftAlone() throws {
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "-q", hub, work).status == 0)
    try "hello\n".write(toFile: "\(work)/README", atomically: true, encoding: .utf8)
    #expect(try Command.git(work, "add", "README").status == 0)
    #expect(try Command.git(work, "commit", "-qm", "Begin").status == 0)
    #expect(try Command.git(work, "push", "-q", "origin", "HEAD:main").status == 0)
    try commit("x", in: try joined(one))
    let (heads, theirs) = (try one.heads(), try Command.git(hub, "rev-parse", "main").output)
    let error = try #require(throws: RuleStoreError.self) { try one.sync() }
    #expect(error.description.contains("is no revision of a rule store"))
    #expect(try one.heads() == heads)
    #expect(try Command.git(hub, "rev-parse", "main").output == theirs)
  }

  @Test func aCloneIsAStoreThatSyncs() throws {
    try commit("x", in: try joined(one))
    try one.sync()
    #expect(try Command.git(directory.path, "clone", "-q", "--bare", hub, other.path).status == 0)
    try commit("y", in: other)
    #expect(try other.sync().branches.map(\.pushed) == [true])
    #expect(try one.sync().branches.map(\.kind) == [.fastForward])
    #expect(try one.rules() == other.rules())
  }
}
