import Foundation

/// A chat server in a process of its own, which behaves as the first part of the path says; it ends with the value.
package final class ChatServer: Sendable {
  /// The address of the server, without a path.
  package let address: String
  private let input: Pipe
  private let process: Process

  package init() throws {
    process = Process()
    input = Pipe()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", packageDirectory.appending(path: "Tests/LanguageModelTests/hostile-server.py").path,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let data = output.fileHandleForReading.availableData
      guard !data.isEmpty else { throw NoPort() }
      line += data
    }
    address = "http://127.0.0.1:" + String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// The server did not start.
  private struct NoPort: Error {}

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
