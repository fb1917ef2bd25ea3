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
    if asComplaint(tokens, first, &reading) { return }
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
    if Lexicon.conventionVerbs.contains(first), !looksLikeNoun(second) {
      reading.frame = .imperative
      reading.verb = first
      reading.body = tokens
      return
    }
    if asFact(tokens, &reading) { return }
    if tokens.count <= 12 {
      reading.frame = .nounPhrase
      reading.body = tokens
    }
  }

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

  private static func asRetraction(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    let hits = CueFinder.standard.hits(in: tokens)
    if let hit = hits.first(where: { $0.cue == .retraction }),
      hit.range.lowerBound <= 3 || hit.range.upperBound >= tokens.count - 1
    {
      reading.frame = .retraction
      reading.negated = true
      // "X is dead", "we no longer X", "forget the X rule": X is what is taken back.
      reading.body =
        hit.range.lowerBound > 2 && hit.range.upperBound >= tokens.count - 1
        ? Array(tokens[..<hit.range.lowerBound]) : Array(tokens[hit.range.upperBound...])
      reading.verb = reading.body.first?.form
      return !reading.body.isEmpty
    }
    return false
  }

  private static func asComplaint(_ tokens: [Token], _ first: String, _ reading: inout Reading) -> Bool {
    let again = tokens.contains { ["again", "still", "keep", "keeps"].contains($0.form) }
    let asksWhy = first == "why" || first == "where" || first == "warum" || first == "pourquoi"
    guard
      (asksWhy && again) || (first == "where" && reading.cues.contains(.habitual))
        || (reading.isQuestion && reading.isExclamation && again)
    else {
      return false
    }
    let skipped: Set<String> = [
      "why", "are", "is", "there", "do", "does", "did", "you", "i", "see", "again", "still", "the", "a", "an", "where",
      "keep", "these", "those", "in", "here", "we", "have", "getting", "warum", "pourquoi", "using", "adding",
    ]
    let rest = tokens.drop { skipped.contains($0.form) }.filter { !["again", "still"].contains($0.form) }
    guard rest.contains(where: \.isWord), rest.count <= 14 else { return false }
    reading.frame = .complaint
    reading.negated = first != "where"
    reading.body = Array(rest)
    return true
  }

  private static func asRequest(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool
  {
    guard ["can", "could", "would", "will", "can't", "couldn't", "won't"].contains(first),
      ["you", "we"].contains(second)
    else { return false }
    var rest = tokens.dropFirst(2)
    let fillers: Set<String> = [
      "please", "also", "maybe", "just", "mind", "try", "to", "at", "least", "not", "start", "kindly",
    ]
    var negated = false
    while let word = rest.first,
      fillers.contains(word.form) || word.form == "always" || word.form == "never"
        || word.form == "make" && rest.dropFirst().first?.form == "sure"
    {
      if word.form == "not" || word.form == "never" { negated = true }
      if word.form == "make" { rest = rest.dropFirst() }
      rest = rest.dropFirst()
    }
    guard let verb = rest.first else { return false }
    reading.isQuestion = false
    reading.frame = .request
    if ["stop", "quit", "avoid"].contains(verb.form) { negated = true }
    reading.negated = negated
    reading.verb = verb.form
    reading.body = Array(rest)
    return true
  }

  private static func asProhibition(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading)
    -> Bool
  {
    let isPlain = [
      "don't", "never", "stop", "avoid", "quit", "no", "not", "nie", "niemals", "nunca", "jamais", "keine",
      "kein", "nigdy", "ne", "n'utilise", "zero", "ban",
    ].contains(first)
    guard isPlain || (first == "do" && second == "not") || (first == "refrain" && second == "from") else {
      return false
    }
    let nothing: Set<String> = [
      "idea", "problem", "worries", "rush", "luck", "way", "one", "clue", "matter", "errors", "changes", "need",
      "thanks", "difference", "reason", "sure", "yet", "bad", "really", "now", "i", "it", "that", "we", "working",
      "there", "surprise", "doubt",
    ]
    if first == "no" || first == "not", nothing.contains(second) || tokens.count < 2 || tokens.count > 16 {
      return false
    }
    reading.frame = .prohibition
    reading.negated = true
    let skip = first == "do" || first == "refrain" ? 2 : 1
    reading.verb = tokens.dropFirst(skip).first?.form
    reading.body = tokens
    return true
  }

  private static func asAddress(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool
  {
    var rest = ArraySlice(tokens)
    if first == "make" && second == "sure" || first == "be" && second == "sure"
      || ["ensure", "remember"].contains(first)
    {
      rest = rest.dropFirst(first == "make" || first == "be" ? 2 : 1)
      rest = rest.drop { ["that", "to", "you", "always", "all"].contains($0.form) && $0.form != "all" }
      guard let verb = rest.first else { return false }
      reading.frame = .address
      reading.verb = verb.form
      reading.negated = ["never", "not", "don't", "no"].contains(verb.form)
      reading.body = Array(rest)
      return true
    }
    let wishes: Set<String> = ["want", "need", "expect", "like", "ask", "asked", "prefer"]
    if ["i", "i'd", "we"].contains(first), let you = rest.prefix(5).firstIndex(where: { $0.form == "you" }),
      rest[..<you].contains(where: { wishes.contains($0.form) }) || rest[..<you].contains(where: { $0.form == "if" })
    {
      rest = rest[(you + 1)...].drop { ["to", "always", "could", "would", "can", "only", "just"].contains($0.form) }
      guard let verb = rest.first else { return false }
      reading.frame = .address
      reading.verb = verb.form
      reading.negated = ["never", "not", "stop", "don't"].contains(verb.form) || reading.cues.contains(.never)
      reading.body = Array(rest)
      return true
    }
    guard first == "you" || first == "du" || first == "tu" else { return false }
    let modal = [
      "must", "should", "have", "need", "shall", "shouldn't", "mustn't", "can't", "don't", "never", "always", "ought",
      "will", "may", "do", "must not", "are", "musst", "sollst", "dois", "debes",
    ]
    guard modal.contains(second) else { return false }
    reading.negated = rest.prefix(4).contains {
      ["shouldn't", "mustn't", "can't", "don't", "never", "not"].contains($0.form)
    }
    rest = rest.dropFirst().drop {
      modal.contains($0.form) || ["to", "not", "supposed", "only", "please"].contains($0.form)
    }
    guard let verb = rest.first else { return false }
    reading.frame = .address
    reading.verb = verb.form
    reading.body = Array(rest)
    return true
  }

  private static let factVerbs: Set<String> = [
    "is", "are", "must", "should", "shall", "go", "goes", "live", "lives", "belong", "belongs", "end", "ends", "start",
    "starts", "stay", "stays",
    "get", "gets", "need", "needs", "has", "have", "use", "uses", "return", "returns", "run", "runs", "carry",
    "carries", "come", "comes", "follow",
    "follows", "take", "takes", "don't", "doesn't", "never", "always", "can't", "mustn't", "shouldn't", "isn't",
    "aren't", "begin", "begins",
    "sit", "sits", "ought", "may", "require", "requires", "muss", "müssen", "sollen", "gehören", "debe", "deben",
    "doivent", "doit", "van", "vont",
  ]

  private static func asFact(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    guard let at = tokens.prefix(14).firstIndex(where: { factVerbs.contains($0.form) }), at > 0, at + 1 < tokens.count
    else { return false }
    // "it never worked" tells; "components never fetch" asks.
    let pronouns: Set<String> = [
      "it", "this", "that", "he", "she", "they", "there", "which", "what", "who", "let's", "here", "but", "can",
    ]
    if tokens[..<at].contains(where: { pronouns.contains($0.form) }) { return true }
    reading.frame = .fact
    reading.subject = Array(tokens[..<at])
    reading.verb = tokens[at].form
    reading.negated = tokens[at...].prefix(4).contains {
      ["don't", "doesn't", "never", "can't", "mustn't", "shouldn't", "isn't", "aren't", "not", "no"].contains($0.form)
    }
    reading.body = tokens
    return true
  }
}
