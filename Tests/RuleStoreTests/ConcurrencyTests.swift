import Dispatch
import Foundation
import Git
import RuleStore
import Rules
import Synchronization
import TestSupport
import Testing

/// Several writers lose nothing.
@Suite struct ConcurrencyTests {
  private func expectLinear(_ store: GitRuleStore, commits: Int) throws {
    try expectSound(store.path)
    #expect(try Command.git(store.path, "rev-list", "--count", "main").output == "\(commits + 1)\n")
    #expect(try Command.git(store.path, "rev-list", "--count", "--min-parents=2", "main").output == "0\n")
    #expect(try Command.git(store.path, "rev-list", "--count", "--max-parents=0", "main").output == "1\n")
    #expect(try store.snapshot(at: nil).rules.count == commits)
  }

  @Test func twoThreadsCommitEverything() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("rules.git")
    let errors = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { thread in
      do {
        // Each creates the store: one of them does.
        let store = try GitRuleStore(path: path, create: true)
        for index in 0..<25 {
          let outcome = try store.commit([.add(try Sample.rule("thread\(thread)-\(index)"))])
          if outcome.commits.count != 1 { errors.withLock { $0.append("\(outcome)") } }
        }
      } catch {
        errors.withLock { $0.append("\(error)") }
      }
    }
    #expect(errors.withLock { $0 } == [])
    try expectLinear(try GitRuleStore(path: path), commits: 50)
  }

  @Test func fourProcessesCommitEverythingWhileGitTidiesUp() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let writers = try (0..<4).map { try StoreWriter.start("write", store.path, "writer\($0)", "50", "1") }
    var (rounds, seen) = (0, 0)
    while writers.contains(where: \.isRunning) {
      // They may fail: a writer holds a lock that they want.
      if rounds.isMultiple(of: 2) { _ = try Command.git(store.path, "gc", "--quiet") }
      _ = try Command.git(store.path, "pack-refs", "--all")
      // A reader meanwhile sees whole revisions, and never fewer rules than before.
      let rules = try store.snapshot(at: nil).rules.count
      #expect(rules >= seen)
      (rounds, seen) = (rounds + 1, rules)
    }
    for writer in writers {
      writer.waitUntilExit()
      #expect(writer.terminationStatus == 0)
    }
    #expect(rounds > 1)
    for writer in 0..<4 { #expect(try indices("writer\(writer)", in: store) == Array(0..<50)) }
    try expectLinear(store, commits: 200)
  }

  @Test func theSameRuleFromTwoRunsIsOneCommit() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let rule = try Sample.rule("a")
    let commits = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let made = (try? store.commit([.add(rule)]))?.commits.count ?? 100
      commits.withLock { $0 += made }
    }
    #expect(commits.withLock { $0 } == 1)
    try expectLinear(store, commits: 1)
  }
}
