import Foundation
import Git
import RuleStore
import TestSupport
import Testing

/// A store whose writes fail is as it was, and says so.
@Suite struct WriteFailureTests {
  /// Runs the program with files limited to some blocks of 512 or 1024 bytes, which the shell decides; its output goes through a pipe, which has no
  /// limit.
  private func limited(_ blocks: Int) -> String {
    #"{ (trap '' XFSZ; ulimit -f \#(blocks); exec "$@") 2>&1; echo "status $?"; } | cat"#
  }

  @Test(arguments: [0, 1])
  func whenFilesCannotBeWrittenTheCommitThrows(blocks: Int) throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    #expect(try StoreWriter.write(store.path, prefix: "old").status == 0)
    let head = try store.head()
    let run = try StoreWriter.write(store.path, prefix: "new", shell: limited(blocks))
    #expect(run.output.contains("status 1"))
    #expect(run.output.contains("File too large"))
    #expect(try store.head() == head)
    try expectSound(store.path)
    #expect(try StoreWriter.write(store.path, prefix: "new").status == 0)
    #expect(try indices("new", in: store) == [0])
    try removeLeftovers(store)
  }

  @Test func aFullReflogStopsTheBranch() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    // Packs of one rule fit into 4096 bytes; after some twenty runs the reflog does not. (Some shells count in
    // blocks of 1024: then it takes forty.)
    let run = try StoreWriter.write(store.path, count: 60, shell: limited(8))
    #expect(run.output.contains("status 1"))
    let printed: [Substring] = run.output.split(separator: "\n").filter { $0.count == 40 }
    #expect((10..<60).contains(printed.count))
    let head = try #require(try store.head())
    #expect(printed.last == Substring(head.description))
    let stored = try indices("rule", in: store)
    #expect(stored == Array(0..<printed.count))
    try expectSound(store.path)
    #expect(try StoreWriter.write(store.path, count: 60).status == 0)
    #expect(try indices("rule", in: store) == Array(0..<60))
    try expectSound(store.path)
  }

  /// Fails every system call that changes a file, one after the other.
  @Test(arguments: ["once", "from"])
  func wheneverACallFailsTheStoreIsWhole(fault: String) throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    var (failed, number, isDone) = (0, 0, false)
    while !isDone {
      number += 1
      let prefix = "\(fault)\(number)"
      let before = try store.head()
      let run = try StoreWriter.write(store.path, prefix: prefix, fault: "\(fault):\(number)")
      let head = try store.head()
      if run.status == 0 {
        #expect(run.output == "\(try #require(head))\n")
        #expect(try indices(prefix, in: store) == [0])
        // A run with fewer calls than that met no fault.
        isDone = try #require(Int(run.errors.split(separator: " ").first ?? "")) < number
      } else {
        failed += 1
        #expect(run.status == 1)
        // Only the very last call, which makes the moved branch durable, can fail after it has moved.
        #expect(try head == before || indices(prefix, in: store) == [0])
      }
      try removeLeftovers(store)
    }
    #expect(failed > 20)
    try expectSound(store.path)
    #expect(try StoreWriter.write(store.path, prefix: "after").status == 0)
  }

  @Test func aStoreWhoseCreationFailsIsCreatedByTheNextRun() throws {
    let directory = try TemporaryDirectory()
    for number in stride(from: 1, through: 60, by: 3) {
      let path = directory.path("\(number).git")
      _ = try StoreWriter.write(path, fault: "kill:\(number)")
      #expect(try StoreWriter.write(path, prefix: "next").status == 0)
      #expect(try indices("next", in: GitRuleStore(path: path)) == [0])
    }
    try expectSound(directory.path("1.git"))
  }
}
