/// The lines in which two texts differ.
struct ChangedLines: Hashable, Sendable {
  let before: String
  let after: String

  init(from old: String, to new: String) {
    let (before, after) = (Self.lines(old), Self.lines(new))
    guard before.count == after.count else {
      (self.before, self.after) = (old, new)
      return
    }
    let changed = zip(before, after).filter { $0 != $1 }
    self.before = changed.map(\.0).joined(separator: "\n")
    self.after = changed.map(\.1).joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
