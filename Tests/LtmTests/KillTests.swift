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

    func start() throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = [
        "run", "--quiet", "--input", examples + "/transcripts", "--tasks", examples + "/tasks.json", "--store", store,
        "--output", directory.path("report"),
      ]
      process.currentDirectoryURL = packageDirectory
      process.environment = ProcessInfo.processInfo.environment.merging(["SOURCE_DATE_EPOCH": "1750000000"]) { $1 }
      process.standardOutput = FileHandle.nullDevice
      process.standardError = try FileHandle(forWritingTo: URL(filePath: try directory.write("", to: "errors")))
      try process.run()
      return process
    }

    /// Makes the locks of branches that were left behind old. One may be that of a person's git, so a run takes it for
    /// left only after ten minutes.
    func letTimePass() throws {
      for branch in ["main", "candidates", "evidence"] {
        let lock = "\(store)/refs/heads/\(branch).lock"
        guard FileManager.default.fileExists(atPath: lock) else { continue }
        let old = Date(timeIntervalSinceNow: -3600)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: lock)
      }
    }

    /// All branches, and every object's check.
    func state() throws -> String {
      let check = try Command.git(store, "fsck", "--strict")
      return try Command.git(store, "for-each-ref").output + "fsck \(check.status)"
    }
  }

  /// `LTM_KILLS` sets how many times; `make kills` takes 200.
  @Test func aRunThatIsKilledAtAnyMomentIsMadeGoodByTheNext() throws {
    let kills = ProcessInfo.processInfo.environment["LTM_KILLS"].flatMap { Int($0) } ?? 5
    let program = try ProcessInfo.processInfo.environment["LTM_PROGRAM"] ?? BuiltProgram.path("ltm")
    func job() throws -> Job { Job(directory: try TemporaryDirectory(), program: program, examples: examples) }
    let whole = try job()
    let start = ContinuousClock.now
    let process = try whole.start()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let duration = ContinuousClock.now - start
    let expected = try whole.state()
    var unfinished = 0
    try forAll(cases: kills) { random in
      let killed = try job()
      let victim = try killed.start()
      Thread.sleep(forTimeInterval: Double.random(in: 0...1, using: &random) * (duration / .seconds(1)))
      if victim.isRunning { unfinished += 1 }
      kill(victim.processIdentifier, SIGKILL)
      victim.waitUntilExit()
      try killed.letTimePass()
      let next = try killed.start()
      next.waitUntilExit()
      let errors = try String(contentsOfFile: killed.directory.path("errors"), encoding: .utf8)
      #expect(next.terminationStatus == 0, "\(errors)")
      #expect(try killed.state() == expected)
    }
    // Otherwise nothing was tried.
    #expect(unfinished > 0)
  }
}
