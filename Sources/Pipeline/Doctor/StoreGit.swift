import Foundation

/// The git program, run on the store with none of the user's settings.
struct StoreGit: Sendable {
  /// What it printed, on both outputs together, and how it ended.
  struct Outcome: Sendable {
    let status: Int32
    let lines: [String]
  }

  /// More of its output is not kept.
  private static let outputLimit = 1 << 20

  /// The path of the program.
  let path: String

  /// The program that the search path leads to; nil where there is none.
  init?(searchPath: String? = ProcessInfo.processInfo.environment["PATH"]) {
    guard let path = Self.locate("git", searchPath: searchPath) else { return nil }
    self.path = path
  }

  /// Where a program lies; nil where it is not on the search path.
  static func locate(
    _ name: String, searchPath: String? = ProcessInfo.processInfo.environment["PATH"]
  ) -> String? {
    (searchPath ?? "/usr/bin:/bin").split(separator: ":").map { "\($0)/\(name)" }
      .first { $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs it to its end.
  ///
  /// - Parameter repository: where it works; nil for nowhere.
  /// - Throws: ``PipelineError/unreadable(file:reason:)`` when it cannot be started.
  func run(_ arguments: [String], on repository: String? = nil) throws(PipelineError) -> Outcome {
    let environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_NO_REPLACE_OBJECTS": "1",
    ]
    let place = repository.map { ["--git-dir=\($0)"] } ?? []
    let result: ProgramRun
    do {
      result = try ProgramRun.run([path] + place + arguments, environment: environment)
    } catch {
      throw .unreadable(file: path, reason: "the program cannot be started")
    }
    let text = String(decoding: result.output.prefix(Self.outputLimit), as: UTF8.self) + result.errors
    return Outcome(status: result.status, lines: text.split(whereSeparator: \.isNewline).map(String.init))
  }

  /// What `git --version` says; nil where it does not run.
  var version: String? {
    let outcome = try? run(["--version"])
    return outcome?.lines.first?.split(separator: " ").dropFirst(2).first.map(String.init)
  }
}
