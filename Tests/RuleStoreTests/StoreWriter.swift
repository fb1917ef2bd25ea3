import Foundation
import RuleStore
import Rules
import TestSupport
import Testing

/// The program `store-writer`, which writes to a store from a process of its own.
enum StoreWriter {
  static func path() throws -> String { try BuiltProgram.path("store-writer") }

  static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
  ]

  /// Makes `count` runs of `size` new rules each, and waits for the end.
  ///
  /// - Parameters:
  ///   - fault: what SystemCalls.c takes as `LTM_FAULT`.
  ///   - shell: a shell script that runs the program as `"$@"`.
  static func write(
    _ store: String, prefix: String = "rule", count: Int = 1, size: Int = 1, fault: String? = nil,
    trace: String? = nil, environment: [String: String] = [:], shell: String = #"exec "$@""#
  ) throws -> Command {
    var all = Self.environment.merging(environment) { $1 }
    all["LTM_FAULT"] = fault
    all["LTM_TRACE"] = trace
    return try Command.run(
      ["sh", "-c", shell, "sh", try path(), "write", store, prefix, "\(count)", "\(size)"], environment: all)
  }

  /// Starts the program, which the caller ends or waits for.
  static func start(
    _ arguments: String..., input: Any? = FileHandle.nullDevice, output: Any? = FileHandle.nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: try path())
    process.arguments = arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

/// The indices of the rules `<prefix>-<index>` in the store, sorted.
func indices(_ prefix: String, in store: GitRuleStore) throws -> [Int] {
  try store.snapshot(at: nil).rules.compactMap { rule in
    rule.id.text.hasPrefix("\(prefix)-") ? Int(rule.id.text.dropFirst(prefix.count + 1)) : nil
  }.sorted()
}

/// Sets a file's time of change back.
func age(_ path: String, seconds: TimeInterval) throws {
  try FileManager.default.setAttributes(
    [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path)
}

/// Ages and removes what a killed writer left, and expects nothing of it to be there afterwards.
func removeLeftovers(_ store: GitRuleStore) throws {
  let objects = "\(store.path)/objects"
  for name in try FileManager.default.contentsOfDirectory(atPath: objects) where name.hasPrefix("tmp_objdir-") {
    try age("\(objects)/\(name)", seconds: 3600)
  }
  let lockFile = "\(store.path)/refs/heads/main.lock"
  if FileManager.default.fileExists(atPath: lockFile) { try age(lockFile, seconds: 3600) }
  let lock = try store.lock()
  _ = try store.removeLeftovers(under: lock)
  #expect(try store.removeLeftovers(under: lock).isEmpty)
  #expect(!FileManager.default.fileExists(atPath: lockFile))
  #expect(try FileManager.default.contentsOfDirectory(atPath: objects).allSatisfy { !$0.hasPrefix("tmp_") })
}

extension GitRuleStore {
  /// Commits as a run of the tests.
  @discardableResult
  func commit(_ changes: [RuleChange], run: String = "run-1") throws -> CommitOutcome {
    try commit(changes, in: Sample.run(run))
  }
}
