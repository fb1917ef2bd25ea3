import FoundationEssentials
import Glibc

/// Another program that was run to its end, without a shell in between.
struct ProgramRun: Sendable {
  /// Its exit code; 128 and the signal for one that was killed.
  let status: Int32
  let output: [UInt8]
  let errors: String

  /// More than any of the programs that are run here has to say.
  private static let outputLimit = 64 << 20
  /// `POSIX_SPAWN_SETSID`, which the module Glibc leaves out.
  private static let newSession: Int16 = 0x80

  /// Runs a program that is found on the `PATH`.
  ///
  /// - Parameters:
  ///   - arguments: the program's name first.
  ///   - environment: the whole environment.
  ///   - input: what it reads on its standard input.
  ///   - isDetached: runs it apart from the terminal, so that it cannot ask anything there.
  ///   - isInterrupted: asked now and then; on yes the program is told to end.
  /// - Throws: ``ProgramError``; ``PipelineError/interrupted``.
  static func run(
    _ arguments: [String], environment: [String: String], input: [UInt8] = [], isDetached: Bool = false,
    isInterrupted: () -> Bool = { false }
  ) throws -> ProgramRun {
    // Memory instead of pipes: nobody has to drain them while the program runs, and nothing lies on a disk.
    let files = try (0..<3).map { _ in try MemoryFile() }
    try files[0].write(input)
    let child = try spawn(arguments, environment, files, isDetached: isDetached)
    var status: Int32 = 0
    var pause: UInt32 = 200
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { break }
      if ended < 0, errno != EINTR { throw ProgramError.lost(arguments[0]) }
      if isInterrupted() {
        kill(child, SIGTERM)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        throw PipelineError.interrupted
      }
      usleep(pause)
      pause = min(50_000, pause * 2)
    }
    // Ctrl-C at a terminal reaches the program too.
    if isInterrupted() { throw PipelineError.interrupted }
    let signal = status & 0x7f
    return ProgramRun(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, output: files[1].content(limit: outputLimit),
      errors: String(decoding: files[2].content(limit: outputLimit), as: UTF8.self))
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], _ files: [MemoryFile], isDetached: Bool
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file.descriptor, Int32(number))
    }
    if isDetached { posix_spawnattr_setflags(&attributes, newSession) }
    let words = arguments.map { strdup($0) }
    let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, arguments[0], &actions, &attributes, words + [nil], variables + [nil])
    guard result == 0 else {
      throw result == ENOENT
        ? ProgramError.missing(arguments[0]) : .failed(arguments[0], reason: String(cString: strerror(result)))
    }
    return child
  }
}

/// Why another program did not run.
package enum ProgramError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(String)
  case failed(String, reason: String)
  /// It ran, and nobody knows how it ended.
  case lost(String)

  package var description: String {
    switch self {
    case .missing(let program): "the program '\(program)' is not installed, or not on the PATH"
    case .failed(let program, let reason): "the program '\(program)' could not be run: \(reason)"
    case .lost(let program): "the program '\(program)' went away"
    }
  }
}

/// A file in memory that no other program sees, but those to which it is given.
private final class MemoryFile {
  let descriptor: Int32

  init() throws {
    let name = "/ltm-\(UUID().uuidString)"
    descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw ProgramError.failed("shm_open", reason: String(cString: strerror(errno))) }
    // From here on it has no name.
    shm_unlink(name)
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw ProgramError.failed("write", reason: String(cString: strerror(errno))) }
      rest = rest.dropFirst(count)
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  func content(limit: Int) -> [UInt8] {
    let size = min(max(0, Int(lseek(descriptor, 0, SEEK_END))), limit)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let read = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        guard read > 0 else { return }
        count += read
      }
    }
  }
}
