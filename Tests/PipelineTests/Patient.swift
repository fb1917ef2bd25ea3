import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// A store with some rules, to be damaged and looked at.
final class Patient {
  let directory: TemporaryDirectory
  let rules: [Rule]
  var inputs: [String] = []
  var configuration: String?
  var output: String?
  var path: String { directory.path("rules.git") }
  var ledger: String { directory.path("rules-ledger.sqlite") }
  var store: GitRuleStore { get throws { try GitRuleStore(path: path) } }

  init() throws {
    directory = try TemporaryDirectory(holdsDamage: true)
    rules = try ["a", "b", "c"].map { try Self.rule($0) }
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    for (index, rule) in rules.enumerated() {
      _ = try store.commit([.add(rule)], in: RunContext(id: "r\(index)", time: Timestamp(seconds: 1_750_000_000)))
    }
    let waiting = try Self.rule("w")
    _ = try store.candidates.commit([.add(waiting)], in: RunContext(id: "r", time: Timestamp(seconds: 1_750_000_000)))
  }

  static func rule(
    _ id: String, supersedes: [String] = [], doubts: [Doubt] = [], description: String? = nil
  ) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: "tool"),
      action: Action(type: .behavior, description: description ?? "Use tool \(id)"), rationale: "",
      supersedes: try supersedes.map { try RuleID($0) },
      decision: Decision(
        decision: .store, score: 0.9,
        criteria: .init(crossSessionValue: 1, stability: 1, clearTriggers: 1, reducesInconsistency: 1),
        justification: "", doubts: doubts))
  }

  func doctor(deep: Bool) -> Doctor {
    Doctor(
      Doctor.Places(
        store: path, configuration: configuration, inputs: inputs, output: output, home: directory.path("home")),
      isDeep: deep, clock: Int64(Date().timeIntervalSince1970),
      RunEnvironment(now: Timestamp(seconds: 1_750_200_000)))
  }

  func examine(deep: Bool = false) throws -> DoctorReport { try doctor(deep: deep).examine() }

  func mend(deep: Bool = false) throws -> DoctorReport { try doctor(deep: deep).mend() }

  /// What a check found that is not ok.
  func problems(_ check: Check, deep: Bool = false) throws -> [Finding] {
    try examine(deep: deep).problems.filter { $0.check == check }
  }

  func git(_ arguments: String...) throws -> String {
    let command = try Command.run(["git", "--git-dir=\(path)"] + arguments, environment: Self.environment)
    #expect(command.status == 0, "\(arguments): \(command.errors)")
    return command.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  static let environment = [
    "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Test",
    "GIT_AUTHOR_EMAIL": "test@example.org", "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
  ]

  func write(_ text: String, _ name: String) throws { try write(Data(text.utf8), name) }

  func write(_ data: Data, _ name: String) throws {
    let file = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // What git made may not be written to.
    try? FileManager.default.removeItem(at: file)
    try data.write(to: file)
  }

  /// Writes a file that is an hour old.
  func leave(_ text: String, _ name: String) throws {
    try write(text, name)
    try age(name)
  }

  /// Makes something an hour old.
  func age(_ name: String) throws {
    let old = Date(timeIntervalSinceNow: -3600)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: "\(path)/\(name)")
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// The files of packs, with this ending.
  func packs(_ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/objects/pack").filter { $0.hasSuffix(ending) }.sorted()
      .map { "objects/pack/\($0)" }
  }

  /// Puts every object into a file of its own, an hour old.
  func unpack() throws {
    let packs = try self.packs(".pack")
    let contents = try packs.map { try Data(contentsOf: URL(filePath: "\(path)/\($0)")) }
    try FileManager.default.removeItem(atPath: "\(path)/objects/pack")
    try FileManager.default.createDirectory(atPath: "\(path)/objects/pack", withIntermediateDirectories: false)
    for content in contents {
      #expect(try Command.run(["git", "-C", path, "unpack-objects", "-q"], input: content).status == 0)
    }
  }

  /// The file of an object that has one of its own, from the store.
  func file(of revision: String) throws -> String {
    let id = try git("rev-parse", revision)
    return "objects/\(id.prefix(2))/\(id.dropFirst(2))"
  }

  /// Commits what a person did in a clone.
  func commit(_ edit: (_ clone: String) throws -> Void) throws {
    let clone = directory.path("clone-\(UUID().uuidString)")
    func run(_ arguments: String...) throws {
      let command = try Command.run(["git"] + arguments, environment: Self.environment)
      #expect(command.status == 0, "\(arguments): \(command.errors)")
    }
    try run("clone", "-q", path, clone)
    try edit(clone)
    try run("-C", clone, "add", "-A")
    try run("-C", clone, "commit", "-qm", "Edit by hand")
    try run("-C", clone, "push", "-q", "origin", "HEAD:main")
  }

  func fsck() throws -> (status: Int32, text: String) {
    let check = try Command.git(path, "fsck", "--strict", "--no-dangling")
    return (check.status, check.output + check.errors)
  }

  /// Expects that git finds nothing wrong, and that the rules are those of the beginning.
  func expectWell(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let check = try fsck()
    #expect(check.status == 0, "\(check.text)", sourceLocation: sourceLocation)
    #expect(try store.snapshot(at: nil).rules == rules, sourceLocation: sourceLocation)
    #expect(try store.snapshot(at: nil).problems == [], sourceLocation: sourceLocation)
    #expect(try store.candidates.snapshot(at: nil).rules.count == 1, sourceLocation: sourceLocation)
  }

  /// Every file of the store with its content, but for the run's lock.
  func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    for name in names where name != "ltm.lock" {
      contents[name] = FileManager.default.contents(atPath: "\(path)/\(name)") ?? Data()
    }
    return contents
  }
}
