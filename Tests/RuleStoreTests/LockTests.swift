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

  @Test func aFreshLockOnTheBranchEndsTheCommitAfterSomeAttempts() throws {
    try directory.write("", to: "rules.git/refs/heads/main.lock")
    let error = #expect(throws: RuleStoreError.self) {
      try store.commit([.add(try Sample.rule("a"))])
    }
    guard case .contended(store.path, attempts: 3, last: let last) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(last.code == .locked)
    #expect(try store.head() == nil)
    let lock = try store.lock()
    #expect(try store.removeStaleLock(under: lock) == false)
    #expect(try store.removeLeftovers(under: lock) == [])
    #expect(FileManager.default.fileExists(atPath: branchLock))
  }

  @Test func anOldLockOnTheBranchIsRemovedAndReported() throws {
    try directory.write("", to: "rules.git/refs/heads/main.lock")
    try age(branchLock, seconds: 3600)
    let lock = try store.lock()
    #expect(try store.removeLeftovers(under: lock) == [branchLock])
    #expect(try store.removeStaleLock(under: lock) == false)
    #expect(try store.commit([.add(try Sample.rule("a"))]).commits.count == 1)
    try expectSound(store.path)
  }

  @Test func unfinishedPacksAreRemovedOnceTheyAreOld() throws {
    let names = ["tmp_objdir-ltm-0123", "tmp_objdir-ltm-4567"]
    for name in names + ["tmp_objdir-incoming-89ab"] {
      try directory.write("x", to: "rules.git/objects/\(name)/pack_git2_0123456789abcdef")
    }
    let paths = names.map { "\(store.path)/objects/\($0)" }
    let lock = try store.lock()
    #expect(try store.removeLeftovers(under: lock) == [])
    for path in paths { try age(path, seconds: 3600) }
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
