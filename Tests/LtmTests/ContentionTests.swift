import Foundation
import TestSupport
import Testing

/// Others at work on the store while the program is: another run, a person, git itself.
///
/// The program is stopped at a named point, so that each meets the other exactly there.
@Suite struct ContentionTests {
  private let store: FaultyStore

  init() throws { store = try FaultyStore(with: "first") }

  /// A person's clone of the store with a commit that is not pushed yet.
  private func clone(_ name: String) throws -> String {
    let place = store.directory.path(name)
    try #require(try store.git("clone", "--quiet", store.path, place).status == 0)
    try store.directory.write("of a person\n", to: "\(name)/notes-\(name).txt")
    try #require(try Command.git(place, "add", ".").status == 0)
    try #require(try Command.git(place, "commit", "--quiet", "-m", "Note").status == 0)
    return place
  }

  private func expectBoth(_ notes: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    try store.expectSound(sourceLocation: sourceLocation)
    #expect(try store.rules() == ["first", "second"], sourceLocation: sourceLocation)
    let files = try store.git("ls-tree", "--name-only", "main").output.split(separator: "\n").map(String.init)
    #expect(files == [".gitattributes"] + notes + ["rules"], sourceLocation: sourceLocation)
    #expect(
      try store.git("rev-list", "--count", "main").output == "\(3 + notes.count)\n", sourceLocation: sourceLocation)
  }

  @Test(arguments: NamedPoint.ofImport)
  func ofTwoRunsAtOnceTheSecondEndsWithFour(point: NamedPoint) throws {
    let ended = try store.importRule("second", stoppedAt: point) {
      let other = try store.importRule("third")
      #expect(other.status == 4)
      #expect(other.errors == "ltm: error: \(store.path): another run holds the store's lock; wait for it to end\n")
      let run = try store.ltm([
        "run", "--quiet", "--input", store.directory.path, "--store", store.path, "--output",
        store.directory.path("out"),
      ])
      #expect(run.status == 4)
      #expect(try store.ltm(["review", "--store", store.path, "--accept", "first"]).status == 4)
      // Whoever only reads waits for nobody.
      #expect(try store.ltm(["rules", "list", "--store", store.path]).output.contains("first"))
    }
    #expect(ended.status == 0, "\(ended.errors)")
    try expectBoth([])
  }

  @Test func aPersonsPushMeanwhileIsKept() throws {
    let clone = try clone("a")
    let ended = try store.importRule("second", stoppedAt: .beforeTheLock) {
      let push = try Command.git(clone, "push", "--quiet", "origin", "main")
      #expect(push.status == 0, "\(push.errors)")
    }
    #expect(ended.status == 0, "\(ended.errors)")
    try expectBoth(["notes-a.txt"])
  }

  @Test func aPersonsCommitInTheStoreItselfIsKept() throws {
    let ended = try store.importRule("second", stoppedAt: .beforeTheLock) {
      let script = """
        set -e
        blob=$(echo of a person | git hash-object -w --stdin)
        tree=$({ git ls-tree main; printf '100644 blob %s\\tnotes.txt\\n' "$blob"; } | git mktree)
        git update-ref refs/heads/main "$(git commit-tree "$tree" -p main -m Note)" "$(git rev-parse main)"
        """
      let commit = try Command.run(["sh", "-c", script], in: store.path, environment: Command.gitEnvironment)
      #expect(commit.status == 0, "\(commit.errors)")
    }
    #expect(ended.status == 0, "\(ended.errors)")
    try expectBoth(["notes.txt"])
  }

  @Test(arguments: NamedPoint.ofImport)
  func aPushAtAnyPointIsKeptOrRefused(point: NamedPoint) throws {
    let clone = try clone("a")
    var push: Int32 = 0
    let ended = try store.importRule("second", stoppedAt: point) {
      push = try Command.git(clone, "push", "--quiet", "origin", "main").status
    }
    #expect(ended.status == 0, "\(ended.errors)")
    if push != 0 {
      try store.expectSound()
      #expect(try store.rules() == ["first", "second"])
      #expect(try Command.git(clone, "pull", "--quiet", "--rebase", "origin", "main").status == 0)
      #expect(try Command.git(clone, "push", "--quiet", "origin", "main").status == 0)
    }
    try expectBoth(["notes-a.txt"])
  }

  @Test func aMergeOfAPersonMeanwhileIsKept() throws {
    let (one, two) = (try clone("a"), try clone("b"))
    #expect(try Command.git(one, "push", "--quiet", "origin", "main").status == 0)
    let ended = try store.importRule("second", stoppedAt: .beforeTheLock) {
      let pull = try Command.git(two, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main")
      #expect(pull.status == 0, "\(pull.errors)")
      #expect(try Command.git(two, "push", "--quiet", "origin", "main").status == 0)
    }
    #expect(ended.status == 0, "\(ended.errors)")
    try store.expectSound()
    #expect(try store.rules() == ["first", "second"])
    #expect(try store.git("rev-list", "--count", "--min-parents=2", "main").output == "1\n")
    let names = try store.git("ls-tree", "--name-only", "main").output
    #expect(names == ".gitattributes\nnotes-a.txt\nnotes-b.txt\nrules\n")
  }

  @Test(arguments: NamedPoint.ofImport)
  func gitMayTidyUpAtAnyPoint(point: NamedPoint) throws {
    let tidying = [
      ["gc", "--quiet"], ["gc", "--quiet", "--prune=now"], ["repack", "-a", "-d", "-q"], ["pack-refs", "--all"],
      ["prune", "--expire=now"],
    ]
    for (number, arguments) in tidying.enumerated() {
      let ended = try store.importRule("rule\(number)", stoppedAt: point) {
        // It may fail: the program holds a lock that it wants.
        _ = try Command.run(["git", "-C", store.path] + arguments, environment: Command.gitEnvironment)
      }
      #expect(ended.status == 0, "\(arguments): \(ended.errors)")
      try store.expectSound()
    }
    #expect(try store.rules() == ["first"] + tidying.indices.map { "rule\($0)" })
    // What was kept from git is git's again.
    #expect(try store.git("gc", "--quiet", "--prune=now").status == 0)
    let packs = try FileManager.default.contentsOfDirectory(atPath: "\(store.path)/objects/pack")
    #expect(packs.filter { $0.hasSuffix(".pack") }.count == 1 && packs.allSatisfy { !$0.hasSuffix(".keep") })
    try store.expectSound()
    #expect(try store.rules() == ["first"] + tidying.indices.map { "rule\($0)" })
  }

  @Test func aPersonsLockThatStaysEndsWithOneAndSaysWhatToDo() throws {
    let lock = try store.directory.write("", to: "rules.git/refs/heads/main.lock")
    let tip = try store.tip()
    let ended = try store.importRule("second")
    #expect(ended.status == 1)
    #expect(ended.errors.hasPrefix("ltm: error: \(lock): another git process holds this lock, for "))
    #expect(ended.errors.contains("remove the file and run again"))
    #expect(try store.tip() == tip)
    try FileManager.default.removeItem(atPath: lock)
    #expect(try store.importRule("second").status == 0)
    try expectBoth([])
  }

  @Test(arguments: NamedPoint.ofImport)
  func whatAKilledRunLeftIsRemovedAtOnce(point: NamedPoint) throws {
    #expect(try store.importRule("second", fault: point.fault("kill")).status == SIGKILL)
    let left = try FileManager.default.subpathsOfDirectory(atPath: store.path)
      .filter { $0 == "refs/heads/main.lock" || ($0.hasPrefix("objects/ltm-draft-") && !$0.contains("/pack")) }
    let ended = try store.importRule("second")
    #expect(ended.status == 0)
    for file in left { #expect(ended.errors.contains("removed what a killed run left: \(store.path)/\(file)\n")) }
    try expectBoth([])
  }
}
