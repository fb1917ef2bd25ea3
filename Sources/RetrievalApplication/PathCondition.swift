/// A condition on the path that a task touches: a directory, a file, or a glob with `*`, `**` and `?`.
enum PathCondition {
  /// Longer ones are no paths: Linux's PATH_MAX.
  private static let longest = 4096

  /// Tells whether a path lies under a condition.
  ///
  /// The condition is run as an automaton over the path's components, all its states at once, so that stars can't make
  /// it slow.
  static func admits(_ condition: String, path: String) -> Bool {
    guard condition.utf8.count <= longest, path.utf8.count <= longest else { return false }
    let wanted = components(condition)
    guard !wanted.isEmpty else { return true }
    var states: Set<Int> = []
    for component in components(path) {
      // A condition may begin anywhere in the path: `models/` is meant in `dbt/models/staging` too.
      states.insert(0)
      skipStars(&states, wanted)
      states = states.reduce(into: []) { next, state in
        if wanted[state] == "**" {
          next.insert(state)
        } else if admits(wanted[state], component) {
          next.insert(state + 1)
        }
      }
      skipStars(&states, wanted)
      // What follows a matched condition lies under it.
      if states.contains(wanted.count) { return true }
    }
    return false
  }

  /// `**` also stands for no component.
  private static func skipStars(_ states: inout Set<Int>, _ wanted: [Substring]) {
    for state in states.sorted() {
      var state = state
      while state < wanted.count, wanted[state] == "**" {
        state += 1
        states.insert(state)
      }
    }
  }

  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
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
