import Foundation
import Glibc

/// The terminal that standard error is, if it is one.
enum Terminal {
  /// Whether standard error is a terminal.
  static var isThere: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether a line can be drawn over another.
  static let canRedraw: Bool = {
    let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return !type.isEmpty && type != "dumb"
  }()

  /// Whether the user looks at this process now: one in the background would draw over another's output.
  static var isInForeground: Bool {
    let group = tcgetpgrp(STDERR_FILENO)
    return group < 0 || group == getpgrp()
  }

  /// How many characters a line holds: what `COLUMNS` says, else the terminal, else 80.
  static var columns: Int {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
