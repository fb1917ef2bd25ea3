import Glibc
import Secrets
import Synchronization

/// Where log lines go: a file, standard error, or both. Several loggers may share one.
///
/// A line that cannot be written does not stop the job: the first failure is said once on standard error and kept in
/// ``failure``, and later lines are tried all the same.
package final class LogSink: Sendable {
  private struct State {
    var failure: TelemetryError?
    /// Whether the file ends within a line, because there was no room for the rest.
    var isWithinLine = false
  }

  private let path: String?
  private let descriptor: Int32
  private let usesStandardError: Bool
  /// Held while a line is written: lines never mix.
  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: a file that lines are added to; it and its directory are made when they are absent.
  ///   - usesStandardError: whether lines go to standard error too.
  package init(path: String? = nil, usesStandardError: Bool = false) {
    self.path = path
    self.usesStandardError = usesStandardError
    var failure: TelemetryError?
    var opened: Int32 = -1
    if let path {
      do {
        try AtomicFile.makeDirectory(above: path)
        opened = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        if opened < 0 { failure = .cannotWrite(path: path, reason: AtomicFile.message(errno)) }
      } catch {
        failure = error
      }
    }
    descriptor = opened
    if let failure { state.withLock { Self.report(failure, in: &$0) } }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Why a line was first not written; nil while all were.
  package var failure: TelemetryError? { state.withLock(\.failure) }

  /// Writes a line, without its line end.
  func write(_ line: [UInt8]) {
    state.withLock { state in
      if usesStandardError { _ = AtomicFile.writeAll(line + [UInt8(ascii: "\n")], to: STDERR_FILENO) }
      guard descriptor >= 0, let path else { return }
      // In one piece, so that lines of other processes do not fall into it.
      let bytes = (state.isWithinLine ? [UInt8(ascii: "\n")] : []) + line + [UInt8(ascii: "\n")]
      let count = AtomicFile.writeAll(bytes, to: descriptor)
      let number = errno
      if count > 0 { state.isWithinLine = count < bytes.count }
      if count < bytes.count {
        Self.report(.cannotWrite(path: path, reason: AtomicFile.message(number)), in: &state)
      }
    }
  }

  private static func report(_ failure: TelemetryError, in state: inout State) {
    guard state.failure == nil else { return }
    state.failure = failure
    _ = AtomicFile.writeAll(
      Array("ltm: the log goes on without its file: \(SecretScanner.masked("\(failure)"))\n".utf8), to: STDERR_FILENO)
  }
}
