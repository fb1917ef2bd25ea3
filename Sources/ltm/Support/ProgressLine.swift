import Foundation
import Glibc
import Synchronization

/// One line on the terminal that says how far long work has come.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let shown = Mutex<(time: Date, isOpen: Bool)>((.distantPast, false))

  /// - Parameter isQuiet: shows nothing; nothing is shown either where standard error is no terminal.
  init(isQuiet: Bool) {
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
  }

  /// Shows progress, at most ten times a second.
  func show(_ what: String, _ done: Int, _ total: Int) {
    guard isShown else { return }
    shown.withLock { state in
      guard done == total || Date().timeIntervalSince(state.time) > 0.1 else { return }
      state = (Date(), true)
      write("\r\u{1B}[K\(what): \(done) of \(total)")
    }
  }

  /// Clears the line.
  func close() {
    shown.withLock { state in
      if state.isOpen { write("\r\u{1B}[K") }
      state.isOpen = false
    }
  }

  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
