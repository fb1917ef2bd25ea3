import Foundation
import Git
import RuleStore
import TestSupport
import Testing

@Suite struct LockTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true, attempts: 3)
  }

  private var branchLock: String { "\(store.path)/refs/heads/main.lock" }

  private var commitLock: String { "\(store.path)/ltm.commit.lock" }

  private func expectForeign(_ content: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try store.head()
    let error = #expect(throws: RuleStoreError.self, sourceLocation: sourceLocation) {
      try store.commit([.add(try Sample.rule("new"))])
    }
    guard case .branchLocked(let file, let seconds) = error else {
      Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
    #expect(file == branchLock && seconds < 300, sourceLocation: sourceLocation)
    let lock = try store.lock()
    #expect(try store.removeLeftovers(under: lock) == [], sourceLocation: sourceLocation)
    #expect(try String(contentsOfFile: branchLock, encoding: .utf8) == content, sourceLocation: sourceLocation)
    #expect(try store.head() == before, sourceLocation: sourceLocation)
  }

  @Test func aForeignLockOnTheBranchEndsTheCommitAfterSomeAttempts() throws {
    try directory.write("", to: "rules.git/refs/heads/main.lock")
    try expectForeign()
    try FileManager.default.removeItem(atPath: branchLock)
    #expect(try store.commit([.add(try Sample.rule("new"))]).commits.count == 1)
  }

  @Test func anOldLockOnTheBranchIsRemovedAndReported() throws {
    try directory.write("", to: "rules.git/refs/heads/main.lock")
    try age(branchLock, seconds: 3600)
    let lock = try store.lock()
    #expect(try store.removeLeftovers(under: lock) == [branchLock])
    #expect(try store.commit([.add(try Sample.rule("a"))]).commits.count == 1)
    try expectSound(store.path)
  }

  private static let id = String(repeating: "a1", count: 20)

  private func leave(mark: String, lock: String) throws {
    try directory.write(mark, to: "rules.git/ltm.commit.lock")
    usleep(10_000)
    try directory.write(lock, to: "rules.git/refs/heads/main.lock")
  }

  @Test(arguments: ["\(id)\n", "", "a1a1a1"])
  func theLockOfOurOwnKilledCommitIsRemovedAtOnce(content: String) throws {
    try store.commit([.add(try Sample.rule("a"))])
    try leave(mark: "refs/heads/main \(Self.id)\n", lock: content)
    do {
      let lock = try store.lock()
      #expect(try store.removeLeftovers(under: lock) == [branchLock])
      #expect(try store.removeLeftovers(under: lock) == [])
    }
    // A commit alone does as well.
    try leave(mark: "refs/heads/main \(Self.id)\n", lock: content)
    #expect(try store.commit([.add(try Sample.rule("b"))]).commits.count == 1)
    #expect(try Data(contentsOf: URL(filePath: commitLock)).isEmpty)
    try expectSound(store.path)
  }

  @Test func aPersonsLockStaysBesideOurMark() throws {
    try store.commit([.add(try Sample.rule("a"))])
    let mark = "refs/heads/main \(Self.id)\n"
    // It moves the branch elsewhere.
    let other = String(repeating: "b2", count: 20) + "\n"
    try leave(mark: mark, lock: other)
    try expectForeign(other)
    // It came long after the run was killed.
    try leave(mark: mark, lock: "")
    try age(commitLock, seconds: 100)
    try expectForeign()
    // It was there before.
    try leave(mark: mark, lock: mark)
    try age(branchLock, seconds: 100)
    try expectForeign(mark)
    // Somebody is writing it.
    try leave(mark: mark, lock: "")
    let holder = try FileHandle(forUpdating: URL(filePath: branchLock))
    try expectForeign()
    try holder.close()
  }

  @Test(arguments: [
    "refs/heads/../../x \(id)\n", "x \(id)\n", "refs/heads/main", "refs/heads/main \(id)", "refs/heads/main zz\n",
    "\0\0", "refs/heads/main  \(id)\n", String(repeating: "x", count: 300),
  ])
  func aDamagedMarkIsIgnored(mark: String) throws {
    try directory.write(mark, to: "rules.git/ltm.commit.lock")
    try directory.write("precious", to: "rules.git/x.lock")
    #expect(try store.commit([.add(try Sample.rule("a"))]).commits.count == 1)
    #expect(try Data(contentsOf: URL(filePath: commitLock)).isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(store.path)/x.lock"))
  }

  @Test func unfinishedPacksAreRemoved() throws {
    let names = ["ltm-draft-0123", "ltm-draft-4567"]
    for name in names + ["tmp_objdir-incoming-89ab"] {
      try directory.write("x", to: "rules.git/objects/\(name)/pack_git2_0123456789abcdef")
    }
    let paths = names.map { "\(store.path)/objects/\($0)" }
    let lock = try store.lock()
    #expect(try store.removeLeftovers(under: lock) == paths)
    // Another program's is not touched.
    #expect(FileManager.default.fileExists(atPath: "\(store.path)/objects/tmp_objdir-incoming-89ab"))
  }

  @Test func aLockOnPackedReferencesDoesNotStopACommit() throws {
    #expect(try Command.git(store.path, "pack-refs", "--all").status == 0)
    try directory.write("", to: "rules.git/packed-refs.lock")
    #expect(try store.commit([.add(try Sample.rule("a"))]).commits.count == 1)
  }

  @Test func onlyOneRunHoldsTheLock() throws {
    let store = store
    // A child that another test is just starting holds a copy of the descriptor until it runs its program.
    func lock() throws -> RunLock {
      for _ in 0..<100 {
        if let lock = try? store.lock() { return lock }
        usleep(20_000)
      }
      return try store.lock()
    }
    func lockTwice() throws {
      let lock = try lock()
      #expect(try store.removeLeftovers(under: lock) == [])
      // To the end of its scope, not only to its last use.
      #expect(throws: RuleStoreError.lockedByAnotherRun(path: store.path)) { _ = try store.lock() }
    }
    try lockTwice()
    try lockTwice()
  }

  @Test func theLockOfAKilledRunIsFree() throws {
    let (input, output) = (Pipe(), Pipe())
    let holder = try StoreWriter.start("hold", store.path, input: input, output: output)
    #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    #expect(throws: RuleStoreError.lockedByAnotherRun(path: store.path)) { _ = try store.lock() }
    #expect(try Command.run(["flock", "--nonblock", "\(store.path)/ltm.lock", "true"]).status == 1)
    kill(holder.processIdentifier, SIGKILL)
    holder.waitUntilExit()
    _ = try store.lock()
  }
}
