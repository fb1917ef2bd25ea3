import Foundation
import Git
import RuleStore
import TestSupport
import Testing

/// A run that is killed leaves a whole store, and the next run makes it the same as if nothing had happened.
@Suite struct CrashTests {
  /// How many kills a test makes: `make kills` asks for 1,000.
  private static let kills = ProcessInfo.processInfo.environment["LTM_STORE_KILLS"].flatMap { Int($0) }

  @Test func everyNamedPointIsMadeGood() throws {
    let nights = try Nights()
    for point in NamedPoint.ofNight {
      #expect(point.occurs(in: nights.trace), "\(point)")
      try nights.disturbed("\(point)") { store in
        let run = try StoreWriter.night(store, "new", size: 2, fault: point.fault("kill"))
        #expect(run.status == SIGKILL)
      }
    }
  }

  @Test func everyCallIsMadeGood() throws {
    let nights = try Nights()
    #expect(nights.trace.count > 100)
    // All of them take a minute: some, else, and others each time.
    let stride = Self.kills == nil ? 12 : 1
    var seen = Set<Int>()
    for number in Swift.stride(from: Int.random(in: 1...stride), through: nights.trace.count, by: stride) {
      let state = try nights.disturbed(nights.trace[number - 1]) { store in
        let run = try StoreWriter.night(store, "new", size: 2, fault: "kill:\(number)")
        #expect(run.status == SIGKILL)
      }
      seen.insert(state)
    }
    // A kill at the last call comes after the last move.
    #expect(seen.count >= (stride == 1 ? 6 : 3))
  }

  @Test func randomMomentsAreMadeGood() throws {
    let nights = try Nights()
    let wanted = Self.kills ?? 25
    var killed = 0
    var states = [Int](repeating: 0, count: nights.states.count)
    // A night may be over before its moment comes; only kills count.
    try forAll(cases: 4 * wanted) { random in
      guard killed < wanted else { return }
      let moment = Double.random(in: 0...1, using: &random) * (nights.duration / .seconds(1))
      var isKilled = false
      let state = try nights.disturbed { store in
        let (writer, _) = try StoreWriter.startNight(store, "new", size: 2)
        usleep(UInt32(moment * 1_000_000))
        kill(writer.processIdentifier, SIGKILL)
        writer.waitUntilExit()
        isKilled = writer.terminationReason == .uncaughtSignal
      }
      guard isKilled, states.indices.contains(state) else { return }
      killed += 1
      states[state] += 1
    }
    print("killed \(killed) nights; how many came how far: \(states)")
    #expect(killed == wanted)
    // Otherwise they were killed at the same moment all.
    #expect(states.filter { $0 > 0 }.count > 1)
  }

  @Test func aKillWhileGitTidiesUpIsMadeGood() throws {
    let nights = try Nights()
    try forAll(cases: (Self.kills ?? 100) / 20) { random in
      let moment = Double.random(in: 0...1, using: &random) * (nights.duration / .seconds(1))
      let isTidyingKilled = Bool.random(using: &random)
      try nights.disturbed { store in
        let tidying = try StoreWriter.startProcess(["git", "-C", store, "gc", "--quiet"])
        let (writer, _) = try StoreWriter.startNight(store, "new", size: 2)
        usleep(UInt32(moment * 1_000_000))
        kill(writer.processIdentifier, SIGKILL)
        if isTidyingKilled { kill(tidying.processIdentifier, SIGKILL) }
        writer.waitUntilExit()
        tidying.waitUntilExit()
        // What a killed `git gc` started goes on for a moment, and a second one takes away what it left.
        _ = try Command.run(["sleep", "0.2"])
        for name in try leftovers(in: store) where name.hasPrefix("objects/pack/tmp_") {
          try FileManager.default.removeItem(atPath: "\(store)/\(name)")
        }
      }
    }
  }

  @Test func aWriterThatIsKilledAgainAndAgainLosesNoRun() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    try forAll(cases: 6) { random in
      let prefix = "round\(UInt32.random(in: 0...(.max), using: &random))"
      let writer = try StoreWriter.start("write", store.path, prefix, "1000", "3")
      usleep(.random(in: 20_000...250_000, using: &random))
      kill(writer.processIdentifier, SIGKILL)
      writer.waitUntilExit()
      #expect(writer.terminationReason == .uncaughtSignal)
      let stored = try indices(prefix, in: store)
      #expect(stored == Array(0..<stored.count))
      #expect(stored.count.isMultiple(of: 3))
      try expectSound(store.path)
      // No run lock and no tidying up: a commit alone finds its way too.
      #expect(try StoreWriter.write(store.path, prefix: "next-\(prefix)").status == 0)
    }
  }
}
