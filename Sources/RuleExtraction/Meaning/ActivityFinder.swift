/// Finds what has to be going on for a directive to matter.
enum ActivityFinder {
  /// The activity that a directive is bound to: its circumstance says so, or its object is the activity's result.
  static func activity(of reading: Reading) -> String? {
    let circumstance = reading.trigger.isEmpty ? tail(reading.body) : reading.trigger
    if let named = circumstance.indices.lazy.compactMap({ activity(at: $0, in: circumstance) }).first { return named }
    return reading.body.indices.lazy.compactMap { activity(at: $0, in: reading.body) }.first
  }

  /// The words from "when", "before" or "after" on.
  private static func tail(_ tokens: [Token]) -> [Token] {
    let starts: Set<String> = ["when", "whenever", "before", "after", "while", "during"]
    guard let at = tokens.firstIndex(where: { starts.contains($0.form) }) else { return [] }
    return Array(tokens[at...])
  }

  private static func activity(at index: Int, in tokens: [Token]) -> String? {
    guard tokens[index].kind == .word else { return nil }
    let form = tokens[index].form
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    if form == "pull", ["request", "requests"].contains(next?.form) { return "pull request" }
    // "on this branch" is a moment.
    let isPointed = index > 0 && ["this", "that", "these", "those"].contains(tokens[index - 1].form)
    guard !isPointed, let activity = Topics.activities[form], !isException(index, in: tokens),
      !isModifier(index, in: tokens)
    else {
      return nil
    }
    // What somebody does, or what comes of it: "test" and "package" are also things that code has.
    return activity
  }

  /// "outside of tests", "not in commits".
  private static func isException(_ at: Int, in tokens: [Token]) -> Bool {
    tokens[max(0, at - 3)..<at].contains {
      ["except", "outside", "unless", "excluding", "besides", "instead", "without", "than"].contains($0.form)
    }
  }

  /// In "test customers" the word only says which customers; "test names" and "commit messages" are of the activity.
  private static func isModifier(_ at: Int, in tokens: [Token]) -> Bool {
    guard at + 1 < tokens.count, tokens[at + 1].kind == .word else { return false }
    let form = tokens[at].form
    // A plural or a gerund does not modify.
    guard !form.hasSuffix("s"), !form.hasSuffix("ing") else { return false }
    let next = tokens[at + 1].form
    return !followers.contains(next) && !ofActivity.contains(next)
  }

  private static let followers: Set<String> = [
    "in", "to", "with", "for", "should", "must", "are", "is", "and", "or", "that", "get", "gets", "go", "goes", "the",
    "not", "never", "at", "on", "by", "under", "when", "without", "before", "after", "has", "have", "needs", "per",
    "as",
    "of", "from", "if", "only", "so", "it", "this", "a", "an", "then", "you", "we", "i", "always", "may", "can", "also",
    "yet", "first", "again", "directly", "anything", "everything", "my", "your", "our", "unless", "until", "into",
  ]
  private static let ofActivity: Set<String> = [
    "message", "messages", "subject", "subjects", "name", "names", "file", "files", "title", "titles", "description",
    "descriptions", "body", "bodies", "script", "scripts", "case", "cases", "code", "suite", "suites", "page", "pages",
    "function", "functions", "class", "classes", "line", "lines", "text", "comments", "data", "method", "methods",
    "step", "steps", "history", "request", "requests", "bump", "bumps", "upgrade", "updates", "note", "notes", "scope",
    "scopes", "prefix", "prefixes", "entry", "entries", "output", "template", "review", "reviews",
  ]
}
