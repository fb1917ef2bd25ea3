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

  /// Takes new rules over all branches, and waits for the end.
  static func night(
    _ store: String, _ prefix: String, size: Int, fault: String? = nil, trace: String? = nil
  ) throws -> Command {
    var all = environment
    all["LTM_FAULT"] = fault
    all["LTM_TRACE"] = trace
    return try Command.run([try path(), "night", store, prefix, "\(size)"], environment: all)
  }

  /// Starts a night, and waits until it has the run lock.
  static func startNight(_ store: String, _ prefix: String, size: Int) throws -> (Process, Pipe) {
    let output = Pipe()
    let writer = try start("night", store, prefix, "\(size)", output: output)
    #expect(output.fileHandleForReading.availableData.starts(with: Data("ready\n".utf8)))
    return (writer, output)
  }

  /// Starts any program of the `PATH`.
  static func startProcess(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Starts the program, which the caller ends or waits for.
  static func start(
    _ arguments: String..., input: Any? = FileHandle.nullDevice, output: Any? = FileHandle.nullDevice,
    errors: Any? = FileHandle.nullDevice
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: try path())
    process.arguments = arguments
    process.environment = environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
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

/// Removes what a killed writer left, and expects nothing of it to be there afterwards.
func removeLeftovers(_ store: GitRuleStore) throws {
  let lock = try store.lock()
  _ = try store.removeLeftovers(under: lock)
  #expect(try store.removeLeftovers(under: lock).isEmpty)
  #expect(try leftovers(in: store.path) == [])
}

extension GitRuleStore {
  /// Commits as a run of the tests.
  @discardableResult
  func commit(_ changes: [RuleChange], run: String = "run-1") throws -> CommitOutcome {
    try commit(changes, in: Sample.run(run))
  }
}
