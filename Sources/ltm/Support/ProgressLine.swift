import Foundation
import Pipeline
import Synchronization

/// Shows how far long work has come: in one line on the terminal, or in lines for a log.
final class ProgressLine: Sendable {
  private enum Form {
    case redrawn, lines, none
  }

  private struct State {
    var meter: ProgressMeter
    /// Whether the terminal shows the line.
    var isOpen = false
  }

  private static let clear = "\r\u{1B}[K"

  private let form: Form
  private let elapsed: @Sendable () -> Double
  private let state: Mutex<State>

  /// - Parameter elapsed: the seconds since the work began.
  init(_ mode: ProgressMode, elapsed: @escaping @Sendable () -> Double) {
    form =
      switch mode {
      case .none: .none
      case .plain: .lines
      case .auto where !Terminal.isThere: .none
      case .auto: Terminal.canRedraw ? .redrawn : .lines
      }
    self.elapsed = elapsed
    state = Mutex(State(meter: ProgressMeter(every: form == .lines ? 60 : 0.1, marksStartAndEnds: true)))
  }

  /// Shows progress, unless something was shown just now.
  func show(_ progress: WorkProgress) {
    guard form != .none else { return }
    state.withLock { state in write(state.meter.note(progress, at: elapsed()), &state) }
  }

  /// Writes something else to the terminal, without the line in its way.
  func makingRoom(_ body: () -> Void) {
    state.withLock { state in
      erase(&state)
      body()
    }
  }

  /// Takes the line away; of lines for a log, writes the last.
  func close() {
    state.withLock { state in
      if form == .lines { write(state.meter.end(at: elapsed()), &state) }
      erase(&state)
    }
  }

  private func write(_ reports: [ProgressReport], _ state: inout State) {
    switch form {
    case .none: break
    case .lines: for report in reports { Console.error(report.text) }
    case .redrawn:
      guard let report = reports.last, Terminal.isInForeground else { return }
      // The last column stays free: in it some terminals begin a new line.
      write(Self.clear + report.text.prefix(max(Terminal.columns - 1, 0)))
      state.isOpen = true
    }
  }

  private func erase(_ state: inout State) {
    if state.isOpen { write(Self.clear) }
    state.isOpen = false
  }

  // Nobody is left to tell when standard error is closed.
  private func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
