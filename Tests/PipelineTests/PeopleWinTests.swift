import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What a person did to a rule, with any git, stays whatever the transcripts say.
@Suite struct PeopleWinTests {
  private let team: TeamStore

  init() throws { team = try TeamStore() }

  private static let camelCase = "Use camelCase for JavaScript variables"

  private func learned(_ text: String = "Always use camelCase for JavaScript variables.") throws -> Rule {
    try team.say(text, day: 0)
    let change = try #require(try team.night(0).changes.first)
    return try #require(try team.rules().first { $0.id == change.rule })
  }

  @Test func anEditIsStrengthenedAndNotOverwritten() throws {
    let rule = try learned()
    let ann = try team.person("ann", day: 1)
    try ann.edit(rule) { $0.action.description = "Use camelCase for every JavaScript name" }
    try ann.push()
    try team.say("Always use camelCase for JavaScript variables!", day: 2)
    let report = try team.night(2)
    #expect(report.changes.map(\.kind) == [.strengthen])
    let held = try team.rules()
    #expect(held.map(\.action.description) == ["Use camelCase for every JavaScript name"])
    #expect(held[0].sources.count == 2)
  }

  @Test func anotherWordingIsStillTheRule() throws {
    let rule = try learned()
    let ann = try team.person("ann", day: 1)
    try ann.edit(rule) { $0.action.description = "Follow the naming section of the handbook" }
    try ann.push()
    try team.night(1)
    try team.say("Please always use camelCase for JavaScript variables.", day: 2)
    try team.night(2)
    #expect(try team.descriptions() == ["Follow the naming section of the handbook"])
    #expect(try team.rules()[0].sources.count == 2)
  }

  @Test func aSourceThatAPersonTookOutIsNotAddedAgain() throws {
    try team.say("Always use camelCase for JavaScript variables.", day: 0)
    try team.say("Always use camelCase for JavaScript variables.", day: 1)
    try team.night(1)
    let ann = try team.person("ann", day: 2)
    try ann.edit(try team.rule(Self.camelCase)) { $0.sources.removeLast() }
    try ann.push()
    let head = try team.store.head()
    try team.night(3)
    #expect(try team.store.head() == head)
    try team.say("Always use camelCase for JavaScript variables.", day: 4)
    try team.night(4)
    #expect(try team.rule(Self.camelCase).sources.map(\.transcript) == ["s1", "s3"])
  }

  @Test func aContradictionWaitsAndMarksTheRuleOfAPerson() throws {
    let rule = try learned("Always use tabs in Go files.")
    let ann = try team.person("ann", day: 1)
    try ann.edit(rule) { $0.rationale = "gofmt does so" }
    try ann.push()
    try team.say("Never use tabs in Go files.", day: 2)
    try team.night(2)
    let held = try team.rule("Use tabs in Go files")
    #expect(try team.waiting() == ["Never use tabs in Go files"])
    let rival = try team.rule("Never use tabs in Go files", .candidates)
    #expect(held.decision?.doubts == [Doubt(.conflict, rule: rival.id)])
    #expect(held.rationale == "gofmt does so")
    #expect(rival.decision?.doubts == [Doubt(.conflict, rule: rule.id)])
    // It goes on waiting however often it is said.
    try team.say("Never use tabs in Go files.", day: 3)
    try team.night(3)
    #expect(try team.waiting() == ["Never use tabs in Go files"])
  }

  @Test func aRetractionMarksTheRuleOfAPersonOnce() throws {
    let rule = try learned("Always use tabs in Go files.")
    var ann = try team.person("ann", day: 1)
    try ann.edit(rule) { $0.rationale = "gofmt does so" }
    try ann.push()
    try team.say("You no longer need to use tabs in Go files.", day: 2)
    try team.night(2)
    let held = try team.rule("Use tabs in Go files")
    #expect(held.decision?.doubts.map(\.description) == ["taken back in s2#0"])
    ann.day = 3
    try review(try team.store, accepting: [held.id], at: team.time(3))
    try team.night(4)
    #expect(try team.rule("Use tabs in Go files").decision?.doubts == [])
  }

  @Test func aRuleThatAPersonOnlyAcceptedMayBeReplaced() throws {
    let rule = try learned("Always use tabs in Go files.")
    let ann = try team.person("ann", day: 1)
    try ann.git("commit", "-q", "--allow-empty", "-m", "Look at it\n\nAccepted: \(rule.id)")
    try ann.push()
    try team.say("Never use tabs in Go files.", day: 2)
    try team.night(2)
    #expect(try team.descriptions() == ["Never use tabs in Go files"])
  }

  @Test func aRevertOfAnEditOfTheJobIsNotMadeAgain() throws {
    let rule = try learned("Always use named exports.")
    try team.say("Always use named exports, except in pages.", day: 1)
    try team.night(1)
    let narrowed = try #require(try team.rules().first { $0.id == rule.id })
    try #require(narrowed.action.description != rule.action.description)
    let ann = try team.person("ann", day: 2)
    try ann.git("revert", "--no-edit", try team.commit(of: rule))
    try ann.push()
    try team.night(3)
    #expect(try team.rules().first { $0.id == rule.id }?.action == rule.action)
    try ann.git("revert", "--no-edit", "HEAD")
    try ann.push()
    try team.night(4)
    #expect(try team.rules().first { $0.id == rule.id }?.action == narrowed.action)
  }

  @Test(arguments: ["Never use tabs in Go files.", "You no longer need to use tabs in Go files."])
  func aRevertOfARemovalByTheJobStays(ending: String) throws {
    let rule = try learned("Always use tabs in Go files.")
    try team.say(ending, day: 1)
    try team.night(1)
    #expect(try !team.rules().contains { $0.id == rule.id })
    let ann = try team.person("ann", day: 2)
    try ann.git("revert", "--no-edit", "HEAD")
    try ann.push()
    try team.night(3)
    #expect(try team.rules() == [rule])
    try team.say(ending, day: 4)
    try team.night(4)
    #expect(try team.rules().contains { $0.id == rule.id })
  }

  enum Removal: CaseIterable {
    case delete, revert, mergeOfABranch, squash, octopus, cherryPick, amended, rebased, plumbing, unreadable
  }

  /// Takes a rule away as people do.
  private func remove(_ rule: Rule, _ removal: Removal) throws {
    let ann = try team.person("ann", day: 1)
    func drop() throws {
      try ann.git("rm", "-q", try ann.file(of: rule.id))
      try ann.git("commit", "-q", "-m", "Drop")
    }
    switch removal {
    case .delete: try drop()
    case .revert: try ann.git("revert", "--no-edit", try team.commit(of: rule))
    case .mergeOfABranch, .squash, .octopus, .cherryPick:
      try ann.git("checkout", "-q", "-b", "side")
      try drop()
      try ann.git("checkout", "-q", "-b", "other", "main")
      try ann.git("commit", "-q", "--allow-empty", "-m", "Other work")
      try ann.git("checkout", "-q", "main")
      switch removal {
      case .squash:
        try ann.git("merge", "-q", "--squash", "side")
        try ann.git("commit", "-q", "--no-edit")
      case .octopus: try ann.git("merge", "-q", "--no-edit", "side", "other")
      case .cherryPick: try ann.git("cherry-pick", "side")
      default: try ann.git("merge", "-q", "--no-ff", "--no-edit", "side")
      }
    case .amended:
      try ann.git("commit", "-q", "--allow-empty", "-m", "Begin")
      try ann.git("rm", "-q", try ann.file(of: rule.id))
      try ann.git("commit", "-q", "--amend", "--no-edit")
    case .rebased:
      try drop()
      let bob = try team.person("bob", day: 1)
      try bob.git("commit", "-q", "--allow-empty", "-m", "Meanwhile")
      try bob.push()
      try ann.git("pull", "-q", "--rebase", "origin", "main")
    case .plumbing:
      // A commit straight into the bare repository.
      func bare(_ arguments: String...) throws -> String {
        let command = try Command.run(
          ["git", "-C", team.path] + arguments,
          environment: [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "GIT_INDEX_FILE": team.directory.path("index"),
            "GIT_AUTHOR_NAME": "root", "GIT_AUTHOR_EMAIL": "root@localhost", "GIT_COMMITTER_NAME": "root",
            "GIT_COMMITTER_EMAIL": "root@localhost",
          ])
        #expect(command.status == 0, "\(command.errors)")
        return command.output.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      _ = try bare("read-tree", "main")
      _ = try bare("rm", "--cached", "-q", "-r", "rules")
      let tree = try bare("write-tree")
      let commit = try bare("commit-tree", tree, "-p", "main", "-m", "Drop")
      _ = try bare("update-ref", "refs/heads/main", commit)
      return
    case .unreadable:
      try Data("<<<<<<< HEAD\n".utf8).write(to: URL(filePath: "\(ann.clone)/\(try ann.file(of: rule.id))"))
      try ann.commit("Break")
      try ann.git("rm", "-q", try ann.file(of: rule.id))
      try ann.git("commit", "-q", "-m", "Drop")
    }
    try ann.push()
  }

  @Test(arguments: Removal.allCases)
  func whatAPersonRemovedStaysAwayUntilItIsRestored(removal: Removal) throws {
    let rule = try learned()
    try remove(rule, removal)
    try team.say("Always use camelCase for JavaScript variables.", day: 2)
    try team.say("Write JavaScript variables in camel case.", day: 2)
    try team.night(2)
    try team.say("Use camelCase for JavaScript variables in all my projects.", day: 3, in: "shop")
    try team.night(3)
    for branch in GitRuleStore.Branch.allCases { #expect(try team.rules(branch) == [], "\(branch)") }
    let bob = try team.person("bob", day: 4)
    try bob.write(rule)
    try bob.commit("We want it after all")
    try bob.push()
    try team.night(5)
    #expect(try team.descriptions() == [Self.camelCase])
    #expect(try team.rules()[0].sources.count > 1)
  }

  @Test func aRuleOfEveryProjectThatAPersonRemovedComesBackInNone() throws {
    try team.say("In all my projects, always use camelCase for JavaScript variables.", day: 0, in: "shop")
    try team.night(0)
    let rule = try #require(try team.rules().first)
    #expect(rule.project == nil)
    try remove(rule, .delete)
    for (day, project) in ["shop", "desk", "bank", "farm"].enumerated() {
      try team.say("Always use camelCase for JavaScript variables.", day: 2 + Int64(day), in: project)
      try team.night(2 + Int64(day))
    }
    for branch in GitRuleStore.Branch.allCases { #expect(try team.rules(branch) == [], "\(branch)") }
  }

  @Test func aRemovalOnOneBranchOutlivesWhatTheJobDoesOnAnother() throws {
    let rule = try learned()
    let ann = try team.person("ann", day: 1)
    try ann.git("checkout", "-q", "-b", "side")
    try ann.git("rm", "-q", try ann.file(of: rule.id))
    try ann.git("commit", "-q", "-m", "Drop")
    try team.say("Always use camelCase for JavaScript variables.", day: 2)
    try team.night(2)
    try ann.git("checkout", "-q", "main")
    try ann.git("pull", "-q", "--ff-only")
    // The job changed what the branch deletes: the person decides again.
    _ = try Command.git(ann.clone, "merge", "-q", "side")
    try ann.git("rm", "-q", try ann.file(of: rule.id))
    try ann.git("commit", "-q", "--no-edit")
    try ann.push()
    try team.say("Always use camelCase for JavaScript variables.", day: 3)
    try team.night(3)
    #expect(try team.rules() == [])
  }

  @Test func aMovedFileIsTheSameRule() throws {
    let rule = try learned()
    let ann = try team.person("ann", day: 1)
    try FileManager.default.createDirectory(atPath: "\(ann.clone)/rules/naming", withIntermediateDirectories: true)
    try ann.git("mv", try ann.file(of: rule.id), "rules/naming/camel case.json")
    try ann.commit("Move")
    try ann.push()
    try team.say("Always use camelCase for JavaScript variables.", day: 2)
    let report = try RunStage(
      team.configuration,
      RunStage.Places(inputs: [team.directory.path("in")], store: team.path, output: team.directory.path("report")),
      isDryRun: false, RunEnvironment(now: team.time(2))
    ).run()
    #expect(report.changes.map(\.kind) == [.strengthen])
    #expect(try team.rules().map(\.sources.count) == [2])
  }

  @Test func editsOfTwoPeopleAreBothKept() throws {
    let rule = try learned()
    let (ann, bob) = (try team.person("ann", day: 1), try team.person("bob", day: 1))
    try ann.edit(rule) { $0.rationale = "as the linter wants it" }
    try ann.push()
    try bob.edit(rule) { $0.action.type = .style }
    try bob.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    try bob.push()
    try team.say("Always use camelCase for JavaScript variables.", day: 2)
    try team.night(2)
    let held = try team.rule(Self.camelCase)
    #expect(held.rationale == "as the linter wants it" && held.action.type == .style && held.sources.count == 2)
  }

  @Test func aCommitOfTheJobThatAPersonAmendedIsThePersons() throws {
    let rule = try learned()
    let ann = try team.person("ann", day: 1)
    try ann.git("revert", "--no-edit", "HEAD")
    try ann.git("cherry-pick", "HEAD~1")
    var other = rule
    other.action.description = "Use camelCase for all that JavaScript names"
    try ann.write(other)
    try ann.git("commit", "-q", "-a", "--amend", "--no-edit")
    try ann.push()
    #expect(try ann.git("log", "-1", "--format=%(trailers:key=Run)").contains("Run:"))
    try team.say("Always use camelCase for JavaScript variables.", day: 2)
    try team.night(2)
    #expect(try team.descriptions() == ["Use camelCase for all that JavaScript names"])
  }
}
