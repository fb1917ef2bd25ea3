import ArgumentParser
import Foundation
import Glibc

/// The person's editor, as git finds it.
struct Editor {
  /// A command for the shell.
  private let command: String

  init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    let named = ["GIT_EDITOR", "VISUAL", "EDITOR"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    command = named ?? "vi"
  }

  /// Lets the person edit a text.
  ///
  /// - Parameter name: the name of the file that the editor shows.
  /// - Returns: the text as it was saved; nil when the editor failed.
  /// - Throws: when there is no place for the file.
  func edit(_ text: Data, named name: String) throws -> Data? {
    let directory = FileManager.default.temporaryDirectory.appending(path: "ltm-edit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: directory) }
    let file = directory.appending(path: name)
    try text.write(to: file)
    guard run(on: file.path(percentEncoded: false)) == 0 else { return nil }
    return try? Data(contentsOf: file)
  }

  /// Runs the editor in the foreground of this terminal. `Process` would put it into a group of its own, which the
  /// terminal stops when it reads.
  private func run(on file: String) -> Int32 {
    let words = ["sh", "-c", "\(command) \"$@\"", command, file]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Ctrl-C belongs to the editor as long as it runs.
    let former = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, former) }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return -1 } }
    return status
  }
}
