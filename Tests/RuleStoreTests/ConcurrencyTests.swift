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

  /// How many commits each of the four processes makes: `make kills` asks for 250.
  private static let size = ProcessInfo.processInfo.environment["LTM_STORE_WRITES"].flatMap { Int($0) } ?? 50

  @Test func fourProcessesCommitEverythingWhileGitTidiesUp() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let start = ContinuousClock.now
    let complaints = try directory.write("", to: "complaints")
    let writers = try (0..<4).map { writer in
      let errors = try FileHandle(forWritingTo: URL(filePath: complaints))
      return try StoreWriter.start(
        "write", store.path, "writer\(writer)", "\(Self.size)", "1", errors: errors)
    }
    let tidying = [["gc", "--quiet"], ["pack-refs", "--all"], ["repack", "-a", "-d", "-q"], ["gc", "--prune=now"]]
    var (rounds, seen) = (0, 0)
    while writers.contains(where: \.isRunning) {
      // It may fail: a writer holds a lock that it wants.
      _ = try Command.run(
        ["git", "-C", store.path] + tidying[rounds % tidying.count], environment: Command.gitEnvironment)
      // A reader meanwhile sees whole revisions, and never fewer rules than before.
      let rules = try store.snapshot(at: nil).rules.count
      #expect(rules >= seen)
      (rounds, seen) = (rounds + 1, rules)
    }
    for writer in writers {
      writer.waitUntilExit()
      let errors = try String(contentsOfFile: complaints, encoding: .utf8)
      #expect(writer.terminationStatus == 0, "\(errors)")
    }
    print("4 x \(Self.size) commits in \(ContinuousClock.now - start), git tidied up \(rounds) times")
    #expect(rounds > 1)
    for writer in 0..<4 { #expect(try indices("writer\(writer)", in: store) == Array(0..<Self.size)) }
    try expectLinear(store, commits: 4 * Self.size)
    #expect(try leftovers(in: store.path) == [])
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
