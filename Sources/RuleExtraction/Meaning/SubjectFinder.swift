import Rules

/// Finds what a directive is about, as against what is to be done with it.
///
/// "Use polars for data frames" is about data frames; "put styling in CSS modules" is about styling.
enum SubjectFinder {
  static func subject(of reading: Reading, action: Action) -> String {
    let words = significant(topic(of: reading))
    // "Use pnpm": what is said of a tool is about what tools of its kind are for.
    let isTool = (words.isEmpty ? significant(reading.body) : words).prefix(3).contains { Topics.toolGroups[$0] != nil }
    if isTool, let group = action.text(.target), Topics.toolGroups.values.contains(group) { return group }
    return (words.isEmpty ? significant(reading.trigger + reading.body) : words).prefix(6).joined(separator: " ")
  }

  private static func topic(of reading: Reading) -> [Token] {
    if reading.frame == .fact, !reading.subject.isEmpty { return reading.subject + circumstance(of: reading) }
    let body = reading.body
    if let at = body.firstIndex(where: { ["for", "für", "para", "pour"].contains($0.form) }), at > 0,
      reading.verb.map(means.contains) == true || reading.frame == .nounPhrase
    {
      return phrase(after: at, in: body)
    }
    // "put X in Y", "name X in Y", "give X a Y": what stands before the preposition.
    if reading.verb.map(handling.contains) == true {
      let start = body.firstIndex { $0.form == reading.verb }.map { $0 + 1 } ?? 0
      return Array(body[start...].prefix { !turns.contains($0.form) && $0.isWord }) + circumstance(of: reading)
    }
    return []
  }

  /// The trigger without the word that opens it.
  private static func circumstance(of reading: Reading) -> [Token] { Array(reading.trigger.dropFirst()) }

  private static func phrase(after at: Int, in body: [Token]) -> [Token] {
    Array(body[(at + 1)...].prefix { $0.isWord && !turns.contains($0.form) })
  }

  private static let means: Set<String> = ["use", "prefer", "take", "need", "want", "like", "go", "stick", "have"]
  private static let handling: Set<String> = [
    "put", "place", "name", "call", "keep", "write", "store", "pass", "define", "format", "end", "start", "prefix",
    "suffix", "wrap", "pin", "sort", "return", "document", "fetch", "log", "test", "handle", "declare", "mark", "tag",
    "group", "move", "represent", "style", "build", "validate", "convert",
  ]
  private static let turns: Set<String> = [
    "in", "into", "to", "under", "as", "with", "through", "via", "by", "not", "instead", "over", "rather", "from", "on",
    "like", "at", "next", "beside", "using", "after", "before", "when", "without", "only", "and", "or", "so", "than",
    "inside", "out", "up",
  ]

  /// The words that carry meaning, without those that only say how strongly.
  private static func significant(_ tokens: [Token]) -> [String] {
    let cues = Set(CueFinder.standard.hits(in: tokens).flatMap { Array($0.range) })
    var seen: Set<String> = []
    return tokens.enumerated().filter { !cues.contains($0.offset) }.map(\.element)
      .filter { $0.isWord && !skipped.contains($0.form) }.map { Topics.spelledOut[$0.form]?.lowercased() ?? $0.form }
      .filter { seen.insert($0).inserted }
  }

  private static let skipped: Set<String> = [
    "the", "a", "an", "of", "to", "in", "on", "for", "and", "or", "with", "use", "not", "be", "is", "are", "it", "that",
    "this", "do", "don't", "never", "no", "instead", "over", "than", "rather", "prefer", "avoid", "keep", "make",
    "sure",
    "only", "my", "our", "your", "you", "we", "i", "from", "as", "at", "they", "them", "their", "its", "if", "when",
    "me", "us", "there", "here", "any", "all", "every", "each", "whenever", "before", "after", "while", "still", "now",
    "also", "just", "get", "gets", "have", "has", "must", "should", "i'd", "i've", "i'll", "it's", "so", "too", "then",
  ]
}
