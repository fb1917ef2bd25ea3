/// A condition on the path that a task touches: a directory, a file, or a glob with `*`, `**` and `?`.
enum PathCondition {
  /// Tells whether a path lies under a condition.
  static func admits(_ condition: String, path: String) -> Bool {
    let wanted = Self.components(condition)
    let given = Self.components(path)
    guard !wanted.isEmpty else { return true }
    // A condition may begin anywhere in the path: `models/` is meant in `dbt/models/staging` too.
    return (0...given.count).contains { start in matches(wanted[...], given[start...]) }
  }

  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  /// Matches component by component; what follows a matched condition lies under it.
  private static func matches(_ wanted: ArraySlice<Substring>, _ given: ArraySlice<Substring>) -> Bool {
    guard let first = wanted.first else { return true }
    let rest = wanted.dropFirst()
    if first == "**" { return (given.startIndex...given.endIndex).contains { matches(rest, given[$0...]) } }
    guard let component = given.first, admits(first, component) else { return false }
    return matches(rest, given.dropFirst())
  }

  /// One component against a pattern with `*` and `?`, in time linear in both but for the stars.
  private static func admits(_ pattern: Substring, _ text: Substring) -> Bool {
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    let (star, question) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
    var (at, read, lastStar, resume) = (0, 0, -1, 0)
    while read < text.count {
      if at < pattern.count, pattern[at] == text[read] || pattern[at] == question {
        at += 1
        read += 1
      } else if at < pattern.count, pattern[at] == star {
        (lastStar, resume) = (at, read)
        at += 1
      } else if lastStar >= 0 {
        at = lastStar + 1
        resume += 1
        read = resume
      } else {
        return false
      }
    }
    return pattern[at...].allSatisfy { $0 == star }
  }
}
