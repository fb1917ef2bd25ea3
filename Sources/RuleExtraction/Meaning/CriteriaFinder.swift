import Rules

/// Finds out when a directive applies.
enum CriteriaFinder {
  /// The criteria of a directive, from its own words and from what the conversation is about.
  ///
  /// - Parameter spoken: the language of the code in the conversation, for directives about code that name none.
  static func criteria(of reading: Reading, action: Action, spoken: String?) -> MatchCriteria {
    let tokens = reading.trigger + reading.body
    let forms = tokens.map(\.form)
    var conditions: [String: JSONValue] = [:]
    if let language = language(in: forms) {
      conditions["language"] = .string(language)
    } else if let spoken, ActionReader.isConcrete(reading), concernsCode(forms) {
      conditions["language"] = .string(spoken)
    }
    if let path = tokens.first(where: isPath) { conditions["path"] = .string(path.text) }
    if let activity = activity(of: reading, action: action) { conditions["activity"] = .string(activity) }
    return MatchCriteria(type: .context, value: subject(of: reading), context: conditions)
  }

  /// The first language that is named; "go" is a verb unless it stands where only a name can.
  private static func language(in forms: [String]) -> String? {
    let before: Set<String> = [
      "in", "of", "for", "our", "all", "any", "every", "with", "the", "write", "writing", "use",
    ]
    let after: Set<String> = ["code", "files", "file", "tests", "test", "functions", "variables", "errors", "module"]
    for (index, form) in forms.enumerated() {
      guard let language = Topics.languages[form] else { continue }
      if form != "go" || index == 0 && forms.count > 1 && after.contains(forms[1]) { return language }
      if index > 0, before.contains(forms[index - 1]) { return language }
      if index + 1 < forms.count, after.contains(forms[index + 1]) { return language }
    }
    return nil
  }

  private static func isPath(_ token: Token) -> Bool {
    let text = token.text
    guard text.count > 3, !text.contains("://"), !text.hasPrefix("-"), !text.contains("(") else { return false }
    if text.contains("/") {
      return text.split(separator: "/").allSatisfy { $0.count > 1 || $0 == "*" } && !text.contains("=")
        && text.split(separator: "/").first?.first?.isNumber != true
        && !["and/or", "ci/cd", "his/her", "client/server", "on/off", "input/output"].contains(token.form)
    }
    return text.hasPrefix("*.")
  }

  /// An activity binds a directive only where its circumstance says so, or its object is the activity's result.
  private static func activity(of reading: Reading, action: Action) -> String? {
    let circumstance = reading.trigger.isEmpty ? tail(reading.body) : reading.trigger
    if let named = circumstance.lazy.compactMap({ Topics.activities[$0.form] }).first { return named }
    guard action.type == .behavior || action.type == .style else { return nil }
    return reading.body.lazy.compactMap { Topics.activities[$0.form] }.first
  }

  /// The words from "when", "before" or "after" on.
  private static func tail(_ tokens: [Token]) -> [Token] {
    let starts: Set<String> = ["when", "whenever", "before", "after", "while", "during"]
    guard let at = tokens.firstIndex(where: { starts.contains($0.form) }) else { return [] }
    return Array(tokens[at...])
  }

  /// Directives about replies, commits and processes hold whatever the language.
  private static func concernsCode(_ forms: [String]) -> Bool {
    !forms.contains {
      ["commit", "commits", "branch", "branches", "answer", "answers", "reply", "replies", "pr", "prs", "explain"]
        .contains($0)
    }
  }

  /// The words that say what a directive is about, without those that only say how strongly.
  private static func subject(of reading: Reading) -> String {
    let cues = CueFinder.standard.hits(in: reading.body).flatMap { Array($0.range) }
    let skipped: Set<String> = [
      "the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "with", "use", "not", "be", "is", "are", "it",
      "that", "this", "do", "don't", "never", "no",
      "instead", "over", "than", "rather", "prefer", "avoid", "keep", "make", "sure", "only", "my", "our", "your",
      "you", "we", "i", "from", "as", "at",
    ]
    let words = (reading.body.enumerated().filter { !cues.contains($0.offset) }.map(\.element) + reading.trigger)
      .filter { $0.isWord && !skipped.contains($0.form) }.map(\.form)
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }.prefix(8).joined(separator: " ")
  }
}
