import Foundation
import Rules
import TestSupport
import Testing

/// `ltm sync` and `ltm merge-driver` as users and git run them.
@Suite struct SyncCommandTests {
  private let directory: TemporaryDirectory
  private let program: String

  init() throws {
    directory = try TemporaryDirectory()
    program = try BuiltProgram.path("ltm")
    #expect(try git("init", "-q", "--bare", "-b", "main", "hub.git").status == 0)
  }

  private var environment: [String: String] {
    [
      "SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin", "HOME": directory.path, "GIT_AUTHOR_NAME": "Jo",
      "GIT_AUTHOR_EMAIL": "jo@example.org", "GIT_COMMITTER_NAME": "Jo", "GIT_COMMITTER_EMAIL": "jo@example.org",
    ]
  }

  private func ltm(_ arguments: String...) throws -> Command {
    try Command.run([program] + arguments, in: directory.path, environment: environment)
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> Command {
    try Command.run(["git"] + arguments, in: directory.path, environment: environment)
  }

  private func rule(_ id: String, _ description: String, sources: [String], confidence: Double = 0.9) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: "x"),
      action: Action(type: .style, description: description), rationale: "", confidence: confidence,
      sources: sources.map { RuleSource(transcript: $0, segment: 0, session: $0) })
  }

  private func learn(_ store: String, _ rules: Rule...) throws {
    try directory.write(String(decoding: CanonicalJSON.file(rules), as: UTF8.self), to: "rules.json")
    let imported = try ltm("store", "import", "-q", "--input", "rules.json", "--store", store)
    #expect(imported.status == 0, "\(imported.errors)")
  }

  @Test func twoStoresExchangeWhatTheyLearned() throws {
    try learn("one.git", rule("a", "Use tabs in Go files", sources: ["s1"]))
    let missing = try ltm("sync", "--store", "one.git")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("no remote 'origin'; 'git -C one.git remote add origin URL' adds one"))
    try git("-C", "one.git", "remote", "add", "origin", "../hub.git")
    let first = try ltm("sync", "--store", "one.git")
    #expect(first.status == 0 && first.output == "main: nothing new from origin, pushed\n", "\(first.errors)")

    try learn("two.git", rule("b", "Ask before you push", sources: ["s2"]))
    try git("-C", "two.git", "remote", "add", "team", directory.path("hub.git"))
    let tried = try ltm("sync", "team", "--store", "two.git", "--dry-run")
    #expect(tried.output == "main: merged with team, 1 added, would be pushed\n", "\(tried.errors)")
    let second = try ltm("sync", "team", "--store", "two.git", "--json")
    #expect(second.status == 0)
    #expect(second.output.contains(#""kind" : "merged""#) && second.output.contains(#""pushed" : true"#))
    let third = try ltm("sync", "--store", "one.git")
    #expect(third.output == "main: taken from origin, 1 added\n")
    #expect(try ltm("sync", "-q", "--store", "one.git").output == "")
    #expect(try ltm("rules", "list", "--store", "one.git").output == ltm("rules", "list", "--store", "two.git").output)
    #expect(try ltm("sync", "--store", "nowhere.git").status == 1)
  }

  @Test func whatCouldNotBeMergedIsNamed() throws {
    try learn("one.git", rule("a", "Use tabs in Go files", sources: ["s1"]))
    try git("-C", "one.git", "remote", "add", "origin", "../hub.git")
    #expect(try ltm("sync", "-q", "--store", "one.git").status == 0)
    for (index, repository) in ["one.git", "hub.git"].enumerated() {
      #expect(try git("clone", "-q", repository, "work\(index)").status == 0)
      try directory.write("\(index)\n", to: "work\(index)/NOTES")
      try git("-C", "work\(index)", "add", "NOTES")
      try git("-C", "work\(index)", "commit", "-qm", "Note")
      #expect(try git("-C", "work\(index)", "push", "-q").status == 0)
    }
    let done = try ltm("sync", "--store", "one.git")
    #expect(done.status == 3)
    #expect(done.errors == "ltm: warning: one.git:NOTES: differs on both sides; it is kept as it was here\n")
  }

  @Test func anotherRunKeepsItOut() throws {
    try learn("one.git", rule("a", "Use tabs in Go files", sources: ["s1"]))
    let locked = try Command.run(
      ["flock", "one.git/ltm.lock", program, "sync", "--store", "one.git"], in: directory.path, environment: environment
    )
    #expect(locked.status == 4)
  }

  /// A clone in which git was told of the driver, with two branches that both changed a rule.
  private func clone(_ ours: Rule, _ theirs: Rule) throws {
    let base = try rule("a", "Use tabs in Go files", sources: ["s1"])
    try learn("one.git", base)
    #expect(try git("clone", "-q", "one.git", "work").status == 0)
    try git("-C", "work", "config", "merge.ltm-rule.driver", "'\(program)' merge-driver %O %A %B %P")
    for (branch, rule) in [("theirs", theirs), ("ours", ours)] {
      #expect(try git("-C", "work", "checkout", "-qb", branch, "main").status == 0)
      try write(CanonicalJSON.file(rule))
      #expect(try git("-C", "work", "commit", "-qam", "Change on \(branch)").status == 0)
    }
  }

  private func file() throws -> URL {
    let path = try git("-C", "work", "ls-files", "rules").output.split(separator: "\n")[0]
    return URL(filePath: directory.path("work/\(path)"))
  }

  private func write(_ data: Data) throws { try data.write(to: file()) }

  private static let ways: [[String]] = [["merge", "-q", "--no-edit"], ["rebase", "-q"], ["cherry-pick"]]

  @Test(arguments: ways)
  func gitMergesRulesByTheirFields(way: [String]) throws {
    try clone(
      rule("a", "Use tabs in Go files", sources: ["s1", "s3"], confidence: 0.92),
      rule("a", "Use tabs in Go files, never spaces", sources: ["s1", "s2"], confidence: 0.95))
    let merge = try Command.run(["git", "-C", "work"] + way + ["theirs"], in: directory.path, environment: environment)
    #expect(merge.status == 0, "\(merge.errors)")
    let merged = try CanonicalJSON.decode(Rule.self, from: Data(contentsOf: file()))
    #expect(merged.action.description == "Use tabs in Go files, never spaces")
    #expect(merged.sources.map(\.transcript) == ["s1", "s2", "s3"])
    #expect(merged.confidence == 0.95 && merged.decision == nil)
    #expect(try git("-C", "work", "status", "--porcelain").output == "")
  }

  @Test(arguments: ways)
  func whatBothChangedIsMarkedForReview(way: [String]) throws {
    try clone(
      rule("a", "Use tabs in Go files and Makefiles", sources: ["s1"]),
      rule("a", "Use tabs in Go files, never spaces", sources: ["s1"]))
    let merge = try Command.run(["git", "-C", "work"] + way + ["theirs"], in: directory.path, environment: environment)
    #expect(merge.status == 0, "\(merge.errors)")
    #expect((merge.output + merge.errors).contains("both sides changed: action; marked for review"))
    let merged = try CanonicalJSON.decode(Rule.self, from: Data(contentsOf: file()))
    #expect(merged.decision?.doubts.map(\.description) == ["both sides changed its action"])
  }

  @Test func whatIsNoRuleIsMergedLineByLine() throws {
    try clone(
      rule("a", "Use tabs in Go files and Makefiles", sources: ["s1"]), rule("a", "Use tabs", sources: ["s1"]))
    try write(Data("no rule\n".utf8))
    try git("-C", "work", "commit", "-qam", "Break it")
    let merge = try git("-C", "work", "merge", "--no-edit", "theirs")
    #expect(merge.status == 1)
    #expect(try String(contentsOf: file(), encoding: .utf8).contains("<<<<<<< ours\nno rule\n"))
    #expect(try git("-C", "work", "status", "--porcelain").output.hasPrefix("UU rules/"))
  }

  @Test func theDriverSaysWhatIsMissing() throws {
    #expect(try ltm("merge-driver", "a", "b", "c").status == 1)
    #expect(try ltm("merge-driver", "a").status == 2)
  }
}
