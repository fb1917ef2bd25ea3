import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// A store that a job and people with git work on.
final class TeamStore {
  static let start: Int64 = 1_750_000_000
  let directory: TemporaryDirectory
  var configuration = PipelineConfiguration()
  private var written = 0

  init() throws {
    directory = try TemporaryDirectory()
    try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
  }

  var path: String { directory.path("rules.git") }
  private var input: String { directory.path("in") }
  var store: GitRuleStore { get throws { try GitRuleStore(path: path) } }

  /// Writes a session in which the user says one thing.
  func say(_ text: String, day: Int64, in project: String? = nil, session: String? = nil) throws {
    written += 1
    let id = session ?? "s\(written)"
    let transcript = Transcript(
      id: id,
      segments: [
        TranscriptSegment(speaker: .user, content: text, timestamp: Timestamp(seconds: Self.start + day * 86_400))
      ],
      sessionID: id, metadata: project.map { ["project": .string($0)] })
    try directory.write(String(decoding: CanonicalJSON.file(transcript), as: UTF8.self), to: "in/\(id).json")
  }

  func deleteTranscripts() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: input) {
      try FileManager.default.removeItem(atPath: "\(input)/\(name)")
    }
  }

  /// The night after a day; then everything must be sound, and a second run over the same must write nothing.
  @discardableResult
  func night(_ day: Int64, sourceLocation: SourceLocation = #_sourceLocation) throws -> RunReport {
    let report = try run(day)
    #expect(report.refusals.map(\.reason) == [], sourceLocation: sourceLocation)
    let check = try Command.git(path, "fsck", "--strict", "--no-dangling")
    #expect(check.status == 0 && check.output.isEmpty, "\(check.errors)", sourceLocation: sourceLocation)
    let state = try state()
    let again = try run(day)
    #expect(try self.state() == state, sourceLocation: sourceLocation)
    let changes = (again.changes + again.waitingChanges + again.evidenceChanges).map { "\($0.kind) \($0.description)" }
    #expect(changes == [], sourceLocation: sourceLocation)
    return report
  }

  private func run(_ day: Int64) throws -> RunReport {
    try RunStage(
      configuration, RunStage.Places(inputs: [input], store: path, output: directory.path("report")), isDryRun: false,
      RunEnvironment(now: time(day))
    ).run()
  }

  /// Every object and every branch.
  private func state() throws -> String {
    try Command.git(path, "count-objects", "-v").output + Command.git(path, "for-each-ref").output
  }

  /// Half a day after what was said on a day.
  func time(_ day: Int64) -> Timestamp { Timestamp(seconds: Self.start + day * 86_400 + 43_200) }

  func rules(_ branch: GitRuleStore.Branch = .main) throws -> [Rule] { try store.on(branch).snapshot(at: nil).rules }

  func descriptions(_ branch: GitRuleStore.Branch = .main) throws -> [String] {
    try rules(branch).map(\.action.description).sorted()
  }

  func rule(_ description: String, _ branch: GitRuleStore.Branch = .main) throws -> Rule {
    try #require(try rules(branch).first { $0.action.description == description })
  }

  func waiting() throws -> [String] {
    try ReviewStage.items(try store, try store.candidates).filter { $0.state == .waiting }
      .map(\.rule.action.description).sorted()
  }

  /// The last commit of the job that touched a rule.
  func commit(of rule: Rule, _ branch: GitRuleStore.Branch = .main) throws -> String {
    try #require(try store.on(branch).log(of: rule.id, limit: 1).first).revision.description
  }

  func person(_ name: String, day: Int64) throws -> Person { try Person(name, self, day: day) }
}

/// Somebody with a clone of the store.
struct Person {
  let name: String
  private let team: TeamStore
  let clone: String
  /// The day on which the person works, in the evening.
  var day: Int64

  init(_ name: String, _ team: TeamStore, day: Int64) throws {
    (self.name, self.team, self.day) = (name, team, day)
    clone = team.directory.path("clone-\(name)-\(UUID().uuidString.prefix(8))")
    let made = try Command.git(team.directory.path, "clone", "-q", team.path, clone)
    #expect(made.status == 0, "\(made.errors)")
    for branch in ["candidates", "evidence"] {
      _ = try Command.git(clone, "branch", "-q", "--track", branch, "origin/\(branch)")
    }
  }

  @discardableResult
  func git(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    let time = "\(TeamStore.start + day * 86_400 + 60_000) +0000"
    let command = try Command.run(
      ["git", "-C", clone, "-c", "advice.detachedHead=false"] + arguments,
      environment: [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "\(name)@example.org",
        "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": "\(name)@example.org", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time, "GIT_EDITOR": "true",
      ])
    #expect(command.status == 0, "\(arguments): \(command.output)\(command.errors)", sourceLocation: sourceLocation)
    return command.output
  }

  func file(of id: RuleID) throws -> String { try RuleFile.path(of: id) }

  func write(_ rule: Rule) throws {
    let file = URL(filePath: "\(clone)/\(try file(of: rule.id))")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try CanonicalJSON.file(rule).write(to: file)
  }

  func commit(_ message: String) throws {
    try git("add", "--all")
    // What was written may be what is there.
    try git("commit", "-q", "--allow-empty", "-m", message)
  }

  func push(_ branches: String...) throws {
    for branch in branches.isEmpty ? ["main"] : branches { try git("push", "-q", "origin", branch) }
  }

  func edit(_ rule: Rule, _ change: (inout Rule) -> Void) throws {
    var rule = rule
    change(&rule)
    try write(rule)
    try commit("Edit a rule")
  }
}
