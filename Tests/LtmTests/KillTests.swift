import Foundation
import Glibc
import TestSupport
import Testing

/// The whole job as a process that dies at any moment.
@Suite struct KillTests {
  private let examples = packageDirectory.appending(path: "config/examples").path

  /// A place for one job; its clock stands still, so that the commits of two jobs can be compared.
  private struct Job {
    let directory: TemporaryDirectory
    let program: String
    let examples: String

    var store: String { directory.path("rules.git") }

    func start(fault: String? = nil, trace: String? = nil) throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = [
        "run", "--quiet", "--input", examples + "/transcripts", "--tasks", examples + "/tasks.json", "--store", store,
        "--output", directory.path("report"),
      ]
      process.currentDirectoryURL = packageDirectory
      var environment = ProcessInfo.processInfo.environment
      environment["SOURCE_DATE_EPOCH"] = "1750000000"
      if fault != nil || trace != nil {
        environment["LD_PRELOAD"] = try BuiltProgram.path("libSystemCalls.so")
        environment["LTM_FAULT"] = fault
        environment["LTM_TRACE"] = trace
      }
      process.environment = environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: URL(filePath: try directory.write("", to: "errors")))
      try process.run()
      return process
    }

    /// All branches, and every object's check.
    func state() throws -> String {
      let check = try Command.git(store, "fsck", "--strict")
      return try Command.git(store, "for-each-ref").output + "fsck \(check.status)"
    }
  }

  /// How many kills a test makes: `make kills` asks for 200.
  private static let kills = ProcessInfo.processInfo.environment["LTM_KILLS"].flatMap { Int($0) }

  private func job() throws -> Job {
    let program = try ProcessInfo.processInfo.environment["LTM_PROGRAM"] ?? BuiltProgram.path("ltm")
    return Job(directory: try TemporaryDirectory(), program: program, examples: examples)
  }

  /// A job that nobody disturbs: its end, its calls and how long it takes.
  private func whole() throws -> (state: String, trace: [String], duration: Duration) {
    let whole = try job()
    let trace = whole.directory.path("trace")
    let start = ContinuousClock.now
    let process = try whole.start(trace: trace)
    process.waitUntilExit()
    let duration = ContinuousClock.now - start
    #expect(process.terminationStatus == 0)
    let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n").map(String.init)
    return (try whole.state(), lines, duration)
  }

  private func expectMadeGood(_ killed: Job, _ expected: String, _ name: String = "") throws {
    let next = try killed.start()
    next.waitUntilExit()
    let errors = try String(contentsOfFile: killed.directory.path("errors"), encoding: .utf8)
    #expect(next.terminationStatus == 0, "\(name): \(errors)")
    #expect(try killed.state() == expected, "\(name)")
  }

  @Test func aRunThatIsKilledAtAnyMomentIsMadeGoodByTheNext() throws {
    let (expected, _, duration) = try whole()
    var unfinished = 0
    try forAll(cases: Self.kills ?? 3) { random in
      let killed = try job()
      let victim = try killed.start()
      Thread.sleep(forTimeInterval: Double.random(in: 0...1, using: &random) * (duration / .seconds(1)))
      if victim.isRunning { unfinished += 1 }
      kill(victim.processIdentifier, SIGKILL)
      victim.waitUntilExit()
      try expectMadeGood(killed, expected)
    }
    // Otherwise nothing was tried.
    #expect(unfinished > 0)
  }

  /// What the job has beside a store's writer.
  private static let points = [
    NamedPoint("store not named yet", "rename *.tmp */rules.git"),
    NamedPoint("store made", "create */rules.git/ltm.lock"),
    NamedPoint("store locked", "create *-ledger.sqlite"),
    NamedPoint("ledger begun", "write *-ledger.sqlite"),
    NamedPoint("ledger half written", "write *-ledger.sqlite-wal", 20),
    NamedPoint("ledger written", "rename * */candidates.jsonl"),
    NamedPoint("decided", "rename * */decisions.jsonl"),
    NamedPoint("nothing committed", "mkdir */objects/ltm-draft-*"),
    NamedPoint("candidates about to move", "link */refs/heads/candidates.lock *"),
    NamedPoint("between candidates and main", "mkdir */objects/ltm-draft-*", 2),
    NamedPoint("rules locked", "write */refs/heads/main.lock"),
    NamedPoint("rules about to move", "link */refs/heads/main.lock *"),
    NamedPoint("rules moved", "truncate */ltm.commit.lock", 4),
    NamedPoint("tasks done", "rename * */results.jsonl"),
    NamedPoint("drift measured", "rename * */drift.json"),
    NamedPoint("report written", "rename * */report.txt"),
    NamedPoint("ledger about to close", "unlink *-ledger.sqlite-wal"),
  ]

  @Test func aRunThatIsKilledAtANamedPointIsMadeGoodByTheNext() throws {
    let (expected, trace, _) = try whole()
    for point in Self.points { #expect(point.occurs(in: trace), "\(point)") }
    func killed(_ fault: String, _ name: String) throws {
      let killed = try job()
      let victim = try killed.start(fault: fault)
      victim.waitUntilExit()
      #expect(victim.terminationStatus == SIGKILL, "\(name)")
      try expectMadeGood(killed, expected, name)
    }
    guard let kills = Self.kills else {
      // Two, others each time.
      return try forAll(cases: 2) { random in
        guard let point = Self.points.randomElement(using: &random) else { return }
        try killed(point.fault("kill"), "\(point)")
      }
    }
    for point in Self.points { try killed(point.fault("kill"), "\(point)") }
    // And at calls without a name.
    try forAll(cases: kills / 4) { random in
      let number = Int.random(in: 1...trace.count, using: &random)
      try killed("kill:\(number)", trace[number - 1])
    }
  }
}
