/// Finds the form that a wish takes in a clause without its surroundings.
enum FrameFinder {
  static func find(in tokens: [Token], into reading: inout Reading) {
    var tokens = tokens
    // "always use X": the adverb stays a cue, the verb becomes the beginning.
    if let hit = CueFinder.standard.hits(in: tokens).first, hit.range.lowerBound == 0, hit.cue == .habitual {
      tokens.removeSubrange(hit.range)
    }
    guard let first = tokens.first?.form else { return }
    let second = tokens.dropFirst().first?.form ?? ""
    if asRetraction(tokens, &reading) { return }
    if asComplaint(tokens, &reading) { return }
    if asProposal(tokens, first, &reading) { return }
    if asRequest(tokens, first, second, &reading) { return }
    // What remains of a question asks; it does not wish.
    if reading.isQuestion
      || (Lexicon.questionStarts.contains(first) && !(first == "do" && second == "not") && !isVerbUse(first, second))
    {
      reading.isQuestion = true
      return
    }
    if asProhibition(tokens, first, second, &reading) { return }
    if asAddress(tokens, first, second, &reading) { return }
    if asHabit(tokens, first, second, &reading) { return }
    // "only touch the docs".
    if first == "only", Lexicon.conventionVerbs.contains(second) {
      reading.frame = .imperative
      reading.verb = second
      reading.body = tokens
      return
    }
    // "type annotations are …", "test names read …".
    let isSubject =
      tokens.count > 3 && second.hasSuffix("s")
      && ["is", "are", "must", "should", "go", "live", "stay", "have", "need"].contains(tokens[2].form)
    if Lexicon.conventionVerbs.contains(first), !looksLikeNoun(second) || first == "work" && second == "on",
      !isSubject
    {
      reading.frame = .imperative
      reading.verb = first
      reading.body = tokens
      return
    }
    if asFact(tokens, &reading) { return }
    let isForeign = tokens.contains { Lexicon.foreignAdverbs.contains($0.form) }
    // "notice you changed it", "that's too much": sentences, not names of things.
    guard !tokens.contains(where: { notInNames.contains($0.form) }), !tokens.allSatisfy({ answers.contains($0.form) })
    else {
      return
    }
    let telling: Set<String> = ["that", "this", "same", "wouldn't"]
    let foreignPast: Set<String> = ["war", "waren", "hatte", "hatten", "était", "fue"]
    guard !telling.contains(first), !tokens.contains(where: { foreignPast.contains($0.form) }) else { return }
    if tokens.count <= (isForeign || reading.cues.contains(.standing) ? 24 : 12) {
      reading.frame = .nounPhrase
      reading.body = tokens
    }
  }

  static let notInNames: Set<String> = [
    "you", "i", "we", "it", "they", "he", "she", "i've", "we've", "you've", "they've", "isn't", "aren't", "that's",
    "it's", "there's", "i'm", "you're", "we're", "they're",
    "can", "could", "will", "would", "should", "must", "looks", "seems", "doesn't", "didn't", "wasn't", "was", "were",
  ]
  private static let answers: Set<String> = [
    "yes", "no", "nah", "nope", "yep", "sure", "hm", "continue", "proceed", "done", "retry", "regenerate", "again",
    "wait", "stop",
  ]

  /// "have", "can" and the like open a question only before a subject.
  private static func isVerbUse(_ first: String, _ second: String) -> Bool {
    ["have", "do", "don't", "does", "doesn't"].contains(first)
      && !["you", "we", "i", "they", "it", "the", "this", "that", "these", "any"].contains(second)
  }

  /// "test files are …": a verb that is a noun here.
  private static func looksLikeNoun(_ second: String) -> Bool {
    [
      "files", "names", "messages", "is", "are", "must", "should", "file", "name", "message", "goes", "go", "live",
      "lives", "statements",
      "descriptions", "branches", "code", "results", "body", "bodies", "titles", "in", "on", "by", "suites", "cases",
      "fixtures", "times",
    ].contains(second)
  }
}
