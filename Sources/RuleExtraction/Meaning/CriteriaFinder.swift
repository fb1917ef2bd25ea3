import Rules

/// Finds out when a directive applies.
enum CriteriaFinder {
  /// The criteria of a directive, from its own words and from what the conversation is about.
  ///
  /// - Parameter spoken: the language of the code in the conversation, for directives about code that name none; asked
  ///   for only then.
  static func criteria(of reading: Reading, action: Action, spoken: @autoclosure () -> String?) -> MatchCriteria {
    let tokens = reading.trigger + reading.body
    let activity = ActivityFinder.activity(of: reading)
    let path = PathFinder.condition(of: reading)
    var conditions: [String: JSONValue] = [:]
    if let language = LanguageFinder.language(in: tokens) ?? path.flatMap({ SpokenLanguage.ofFile($0[...]) }) {
      conditions["language"] = .string(language)
    } else if concernsCode(tokens, action: action, activity: activity), let spoken = spoken() {
      conditions["language"] = .string(spoken)
    }
    if let path { conditions["path"] = .string(path) }
    if let activity { conditions["activity"] = .string(activity) }
    return MatchCriteria(type: .context, value: SubjectFinder.subject(of: reading, action: action), context: conditions)
  }

  /// Directives about replies, commits, commands and processes hold whatever the language; so do names in data, which
  /// code in any language writes.
  private static func concernsCode(_ tokens: [Token], action: Action, activity: String?) -> Bool {
    guard action.type != .behavior, activity == nil || activity == "testing" || activity == "refactoring" else {
      return false
    }
    return !tokens.contains { wordsOfOtherThings.contains($0.form) }
  }

  private static let wordsOfOtherThings: Set<String> = [
    "commit", "commits", "branch", "branches", "answer", "answers", "reply", "replies", "pr", "prs", "explain",
    "changelog", "readme", "docs", "documentation", "column", "columns", "dependency", "dependencies", "ticket",
    "tickets", "emoji", "emojis", "explanation", "explanations", "message", "tag", "image", "images",
  ]
}
