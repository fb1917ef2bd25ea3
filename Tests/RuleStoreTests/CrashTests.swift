import Foundation
import Git
import RuleStore
import TestSupport
import Testing

/// A run that is killed leaves a whole store.
@Suite struct CrashTests {
  @Test func killedAtAnyCallTheStoreIsWhole() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    var (number, written, isDone) = (0, 0, false)
    while !isDone {
      number += 1
      let prefix = "kill\(number)"
      let run = try StoreWriter.write(store.path, prefix: prefix, size: 2, fault: "kill:\(number)")
      isDone = run.status == 0
      #expect(isDone || run.status == SIGKILL)
      // All of the run or nothing.
      let stored = try indices(prefix, in: store)
      #expect(stored == [] || stored == [0, 1])
      written += stored.count
      try expectSound(store.path)
      try removeLeftovers(store)
    }
    #expect(number > 20)
    #expect(try store.snapshot(at: nil).rules.count == written)
    #expect(try store.history(from: nil, to: nil).count == written)
  }

  @Test func killedAtRandomTheStoreHasAPrefixOfTheRuns() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    print("kill seed: \(seed)")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<12 {
      let prefix = "round\(round)"
      let writer = try StoreWriter.start("write", store.path, prefix, "1000", "3")
      usleep(.random(in: 20_000...250_000, using: &generator))
      kill(writer.processIdentifier, SIGKILL)
      writer.waitUntilExit()
      #expect(writer.terminationReason == .uncaughtSignal)
      let stored = try indices(prefix, in: store)
      #expect(stored == Array(0..<stored.count))
      #expect(stored.count.isMultiple(of: 3))
      try expectSound(store.path)
      try removeLeftovers(store)
      #expect(try StoreWriter.write(store.path, prefix: "next\(round)").status == 0)
    }
    try expectSound(store.path)
  }
}
