import Foundation
import RuleStore

/// The program `git`, on one repository: it knows the user's ways to reach a remote, which the store does not.
package struct GitTransport: Sendable {
  private let directory: String
  private let environment: [String: String]
  private let isInterrupted: @Sendable () -> Bool

  /// What would have git work on another repository than it is told.
  private static let strayVariables = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_PREFIX",
  ]

  /// - Parameters:
  ///   - directory: the bare repository.
  ///   - environment: the environment of this process.
  ///   - mayAsk: whether git may ask for a password: somebody sits at a terminal.
  ///   - isInterrupted: whether the user asked to stop.
  package init(
    _ directory: String, environment: [String: String] = ProcessInfo.processInfo.environment, mayAsk: Bool = false,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.directory = directory
    var environment = environment
    for name in Self.strayVariables { environment[name] = nil }
    // What git says is read here.
    (environment["LC_ALL"], environment["LANGUAGE"]) = ("C.UTF-8", nil)
    if !mayAsk { (environment["GIT_TERMINAL_PROMPT"], environment["SSH_ASKPASS_REQUIRE"]) = ("0", "never") }
    self.environment = environment
    self.isInterrupted = isInterrupted
  }

  /// Runs git.
  ///
  /// - Throws: ``ProgramError``, ``PipelineError/interrupted``.
  func run(_ arguments: [String]) throws -> ProgramRun {
    // No `git gc` in the background: it is done under the run's lock. What is fetched is on disk before a branch moves.
    let settings = [
      "gc.auto=0", "maintenance.auto=false", "core.fsync=all", "fetch.fsckObjects=true", "fetch.unpackLimit=1",
      "advice.pushUpdateRejected=false",
    ]
    return try ProgramRun.run(
      // There, as for a person: the address of a remote may be a path from there.
      ["git", "-C", directory, "--git-dir=."] + settings.flatMap { ["-c", $0] } + arguments, environment: environment,
      isInterrupted: isInterrupted)
  }

  /// The value of a setting, of the user's or the repository's; nil where there is none.
  ///
  /// - Throws: as ``run(_:)``.
  func setting(_ name: String) throws -> String? {
    let result = try run(["config", "--get", name])
    let value = String(decoding: result.output, as: UTF8.self).trimmingCharacters(in: .newlines)
    return result.status == 0 && !value.isEmpty ? value : nil
  }
}
