import ArgumentParser

/// How progress is shown.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
  /// As a line that is drawn anew, where standard error is a terminal.
  case auto
  /// As lines without control characters.
  case plain
  /// Not at all.
  case none
}
