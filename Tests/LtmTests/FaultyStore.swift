import Foundation
import TestSupport
import Testing

/// A store into which `ltm store import` writes while something goes wrong.
struct FaultyStore {
  let directory: TemporaryDirectory
  let path: String

  /// An empty place for a store.
  init(holdsDamage: Bool = false) throws {
    directory = try TemporaryDirectory(holdsDamage: holdsDamage)
    path = directory.path("rules.git")
  }

  /// A store with some rules.
  init(with ids: String..., holdsDamage: Bool = false) throws {
    try self.init(holdsDamage: holdsDamage)
    for id in ids { try #require(try importRule(id).status == 0) }
  }

  /// Writes a file with one rule, as `ltm store import` reads it.
  func file(_ id: String) throws -> String {
    try directory.write(
      """
      {"id": "\(id)", "match_criteria": {"type": "keyword", "value": "tabs"}, "confidence": 0.9, "rationale": "x",
       "action": {"type": "style", "description": "Use tabs in \(id)"}}
      """.replacing("\n", with: "") + "\n", to: "\(id).jsonl")
  }

  private func environment(_ fault: String?) throws -> [String: String] {
    var environment = ["PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1750000000"]
    if let fault {
      environment["LTM_FAULT"] = fault
      environment["LD_PRELOAD"] = try BuiltProgram.path("libSystemCalls.so")
    }
    return environment
  }

  /// Runs the program.
  func ltm(_ arguments: [String], fault: String? = nil) throws -> Command {
    try Command.run([try BuiltProgram.path("ltm")] + arguments, environment: try environment(fault))
  }

  /// Adds one rule to the store.
  func importRule(_ id: String, to store: String? = nil, fault: String? = nil) throws -> Command {
    try ltm(["store", "import", "--input", try file(id), "--store", store ?? path], fault: fault)
  }

  /// Adds a rule, stops the program before a call, does something, lets the program go on, and gives its exit code.
  func importRule(_ id: String, stoppedAt point: NamedPoint, _ meanwhile: () throws -> Void) throws -> Command {
    let process = Process()
    process.executableURL = URL(filePath: try BuiltProgram.path("ltm"))
    process.arguments = ["store", "import", "--input", try file(id), "--store", path]
    process.environment = try environment(point.fault("stop"))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let errors = try directory.write("", to: "errors-\(id)")
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.run()
    while process.isRunning, !Self.isStopped(process.processIdentifier) { usleep(1000) }
    #expect(process.isRunning, "the program never came to the point '\(point)'")
    defer { kill(process.processIdentifier, SIGCONT) }
    try meanwhile()
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus, output: "", errors: try String(contentsOfFile: errors, encoding: .utf8))
  }

  private static func isStopped(_ process: Int32) -> Bool {
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return status.split(separator: ")").last?.hasPrefix(" T") == true
  }

  func git(_ arguments: String...) throws -> Command {
    try Command.run(["git", "-C", path] + arguments, environment: Command.gitEnvironment)
  }

  /// The ids of the rules, sorted, as git alone reads them.
  func rules() throws -> [String] {
    let names = try git("ls-tree", "-r", "--name-only", "main", "rules/").output.split(separator: "\n")
    return names.compactMap { $0.split(separator: "/").last?.split(separator: ".").first.map(String.init) }.sorted()
  }

  func tip() throws -> String { try git("rev-parse", "--verify", "--quiet", "main").output }

  /// Expects a repository in which git finds nothing wrong, and no lock left.
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let check = try git("fsck", "--strict", "--no-dangling")
    #expect(check.status == 0, "\(check.errors)", sourceLocation: sourceLocation)
    let locks = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/refs").filter { $0.hasSuffix(".lock") }
    #expect(locks == [], sourceLocation: sourceLocation)
  }
}

extension NamedPoint {
  /// Those of a writer that moves one branch.
  static let ofImport = [
    NamedPoint("nothing written", "mkdir */objects/ltm-draft-*"),
    NamedPoint("pack kept from git", "rename *.pack */objects/pack/*"),
    NamedPoint("pack renamed", "rename *.idx */objects/pack/*"),
    NamedPoint("index renamed", "fsync */objects/pack"),
    NamedPoint("objects stored", "truncate */ltm.commit.lock"),
    NamedPoint("mark set", "create */refs/heads/main.lock"),
    NamedPoint("reference locked", "write */logs/refs/heads/main"),
    NamedPoint("lock written", "fsync */refs/heads/main.lock"),
    NamedPoint("lock synchronised", "[rl]*[ek] */refs/heads/main.lock *"),
    NamedPoint("reference moved", "truncate */ltm.commit.lock", 2),
    NamedPoint("mark gone", "unlink */objects/pack/*.keep"),
  ]

  static let beforeTheLock = NamedPoint("mark set", "create */refs/heads/main.lock")
  static let underTheLock = NamedPoint("lock synchronised", "[rl]*[ek] */refs/heads/main.lock *")
}
