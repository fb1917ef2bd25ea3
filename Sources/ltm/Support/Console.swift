import Foundation
import Pipeline
import Rainbow
import Secrets

/// Standard output for data, standard error for everything else. Secrets are masked on both: a path may hold one.
enum Console {
  /// Writes a line of data.
  static func print(_ line: String) throws {
    try JSONFiles.write(Data((SecretScanner.masked(line) + "\n").utf8), to: "-")
  }

  /// Tells a person something.
  static func error(_ message: String) {
    // Nobody is left to tell when standard error is closed.
    try? FileHandle.standardError.write(contentsOf: Data((SecretScanner.masked(message) + "\n").utf8))
  }

  /// Names what was removed of killed runs.
  static func reportRemoved(_ files: [String]) {
    for file in files { error("ltm: removed what a killed run left: \(file)") }
  }

  /// Whether standard output is a terminal that shows colours. NO_COLOR (<https://no-color.org>) turns them off.
  static let usesColor: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"]?.isEmpty != false && environment["TERM"] != "dumb"
  }()

  /// How many columns a line of standard output may have: what `COLUMNS` says, else the terminal's; nil for no limit.
  static let columns: Int? = {
    let isGiven = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init).map { $0 > 0 } ?? false
    return isGiven || isatty(STDOUT_FILENO) == 1 ? Terminal.columns : nil
  }()

  /// A text in a style, where colours are shown.
  static func styled(_ text: String, _ style: (String) -> String) -> String {
    usesColor ? style(text) : text
  }
}
