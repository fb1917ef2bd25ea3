package import Foundation

/// A program that was run to its end.
package struct Command: Sendable {
  package let status: Int32
  package let output: String
  package let errors: String

  package init(status: Int32, output: String, errors: String) {
    (self.status, self.output, self.errors) = (status, output, errors)
  }

  /// Runs a program found on the `PATH` and waits for it.
  ///
  /// - Parameter environment: the whole environment; nil for this process's own.
  package static func run(
    _ arguments: [String], in directory: String? = nil, environment: [String: String]? = nil, input: Data? = nil
  ) throws -> Command {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    if let directory { process.currentDirectoryURL = URL(filePath: directory) }
    if let environment { process.environment = environment }
    let scratch = try TemporaryDirectory()
    // Files instead of pipes: a pipe that nobody drains blocks a program that prints a lot.
    let outputFile = try scratch.write("", to: "output")
    let errorFile = try scratch.write("", to: "errors")
    let inputFile = try scratch.write("", to: "input")
    try (input ?? Data()).write(to: URL(filePath: inputFile))
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputFile))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errorFile))
    try process.run()
    process.waitUntilExit()
    return Command(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: URL(filePath: outputFile)), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: URL(filePath: errorFile)), as: UTF8.self))
  }

  /// Nothing of the user's configuration, and the same author each time.
  package static var gitEnvironment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": "/nonexistent",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org",
      "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]
  }

  /// Runs git on a repository, with nothing of the user's configuration.
  package static func git(_ repository: String, _ arguments: String...) throws -> Command {
    try run(["git", "-C", repository] + arguments, environment: gitEnvironment)
  }
}
