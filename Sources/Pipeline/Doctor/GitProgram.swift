import Foundation

/// The git program, run on the store with none of the user's settings.
struct GitProgram: Sendable {
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
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = (repository.map { ["--git-dir=\($0)"] } ?? []) + arguments
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0",
      "GIT_NO_REPLACE_OBJECTS": "1",
    ]
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { throw .unreadable(file: path, reason: "the program cannot be started") }
    var output = Data()
    while let piece = try? pipe.fileHandleForReading.read(upToCount: 1 << 16), !piece.isEmpty {
      if output.count < Self.outputLimit { output += piece }
    }
    process.waitUntilExit()
    let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    return Outcome(status: process.terminationStatus, lines: lines)
  }

  /// What `git --version` says; nil where it does not run.
  var version: String? {
    let outcome = try? run(["--version"])
    return outcome?.lines.first?.split(separator: " ").dropFirst(2).first.map(String.init)
  }
}
