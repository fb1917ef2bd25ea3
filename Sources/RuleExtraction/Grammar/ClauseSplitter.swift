/// One clause of a sentence: what could be one directive.
struct Clause: Hashable, Sendable {
  var tokens: [Token]
  /// The marks that close the sentence: `?`, `!`, `?!` …
  var closing: String
  /// The clause before it, when "so" makes that the reason for this one.
  var ground: [Token] = []
}

/// Cuts sentences into clauses where a new directive begins.
enum ClauseSplitter {
  static func clauses(of sentence: [Token]) -> [Clause] {
    let closing = sentence.reversed().prefix { $0.kind == .mark }.reversed().map(\.text).joined()
    let words = Array(sentence.dropLast(closing.count))
    var clauses: [Clause] = []
    var start = 0
    var ground: [Token] = []
    func cut(to end: Int) {
      let tokens = Array(words[start..<end])
      if tokens.contains(where: \.isWord) { clauses.append(Clause(tokens: tokens, closing: closing, ground: ground)) }
      ground = []
    }
    var index = 0
    var depth = 0
    while index < words.count {
      // What stands in parentheses is part of the clause around it.
      if words[index].text == "(" { depth += 1 }
      if words[index].text == ")" { depth = max(0, depth - 1) }
      if depth == 0, let join = join(at: index, in: words, from: start) {
        cut(to: index)
        if join.isConsequence { ground = Array(words[start..<index]) }
        start = join.next
        index = join.next
      } else {
        index += 1
      }
    }
    cut(to: words.count)
    return clauses
  }

  /// A place where one clause ends and the next begins.
  private static func join(
    at index: Int, in words: [Token], from start: Int
  ) -> (next: Int, isConsequence: Bool)? {
    let form = words[index].form
    guard index > start, index + 1 < words.count else { return nil }
    let rest = words[(index + 1)...]
    switch form {
    case "—", "–", "-", "--":
      return beginsDirective(rest) || rest.count > 2 ? (index + 1, false) : nil
    case ":":
      // "for commits: use …" names a topic; "he is right: we …" begins anew.
      return isTopic(words[start..<index]) ? nil : (index + 1, false)
    case ",":
      guard !isSubordinate(words[start..<index]), !isOnlyCues(words[start..<index]) else { return nil }
      if let next = rest.first?.form, ["so", "hence", "therefore", "and", "but", "also", "plus", "then"].contains(next)
      {
        let following = words[(index + 2)...]
        let consequence = ["so", "hence", "therefore"].contains(next)
        return beginsDirective(following) || consequence ? (index + 2, consequence) : nil
      }
      // After a comma "its" is mostly "it's".
      return beginsSeparately(rest) || rest.first?.form == "its" || isFinite(rest) ? (index + 1, false) : nil
    case "but" where isFinite(rest):
      return (index + 1, false)
    case "also" where attached.contains(words[index - 1].form):
      return nil
    case "and", "but", "also", "plus":
      guard !isSubordinate(words[start..<index]) else { return nil }
      return beginsDirective(rest) && isWhole(words[start..<index]) ? (index + 1, false) : nil
    case "i'm", "i'll", "we're", "we'll", "it's", "there's", "that's":
      // "leave the log in i'm still looking": people leave the comma out.
      let isOwn =
        index - start >= 3 && !attached.contains(words[index - 1].form) && !bringsIn.contains(words[index - 1].form)
      let isRelative = ["for", "in", "on"].contains(words[start].form)
      return isOwn && !isRelative && !isSubordinate(words[start..<index]) ? (index, false) : nil
    default:
      return nil
    }
  }

  /// Words after which a clause is part of the one before.
  private static let bringsIn: Set<String> = [
    "that", "when", "if", "because", "what", "where", "think", "hope", "like", "so", "until", "since", "as", "after",
    "before", "how", "which", "while", "whatever", "unless", "whether", "once", "whenever", "sure", "know", "or",
    "than",
    "says", "said", "say", "everything", "anything", "all",
  ]

  /// "we should also keep": an adverb in the middle of its clause.
  private static let attached: Set<String> = [
    "should", "must", "can", "could", "would", "will", "we", "i", "you", "to", "please", "let's", "don't", "may",
    "might",
    "are", "is", "it", "they", "and", "but",
  ]

  /// "when you commit" and the like wait for their main clause.
  private static func isSubordinate(_ tokens: ArraySlice<Token>) -> Bool {
    guard
      let first = tokens.first(where: {
        $0.isWord && !["and", "also", "but", "so", "just", "only", "please"].contains($0.form)
      })
    else {
      return true
    }
    guard ClauseReader.triggerStarts.contains(first.form), !tokens.contains(where: { $0.form == "," }) else {
      return false
    }
    // "for the demo we need …": after a preposition a subject begins the main clause.
    let prepositions: Set<String> = ["for", "in", "on", "with", "at", "during", "under", "inside", "within"]
    if prepositions.contains(first.form),
      let subject = tokens.lastIndex(where: { ["i", "we", "you"].contains($0.form) })
    {
      // "in the file you just made": there it only says which.
      return tokens.endIndex - subject <= 3 && subject - tokens.startIndex >= 3
    }
    // "for tests use vitest" has its main verb already; "when you write" has not.
    let subjects: Set<String> = ["you", "we", "i", "to", "and", "or"]
    return !zip(tokens, tokens.dropFirst()).contains { before, word in
      !subjects.contains(before.form)
        && (strongVerbs.contains(word.form) || word.form == "don't" || word.form == "never")
    }
  }

  /// Tells whether a clause with a subject and a verb of its own begins: "the sdk parses those", "prod is frozen".
  private static func isFinite(_ tokens: ArraySlice<Token>) -> Bool {
    let head = Array(tokens.prefix(6).prefix { $0.kind != .mark })
    guard let first = head.first, !notSubjects.contains(first.form) else { return false }
    // "images get pinned": these verbs are also what "to" and "we" take.
    let plain: Set<String> = ["get", "take", "go", "stay", "live", "need", "have", "belong"]
    if head.count > 2, first.form.hasSuffix("s"), plain.contains(head[1].form) { return true }
    guard !Lexicon.conventionVerbs.contains(first.form) || head.count > 1 && finiteVerbs.contains(head[1].form) else {
      return false
    }
    if head.dropFirst().prefix(4).contains(where: { finiteVerbs.contains($0.form) }) { return true }
    let objects: Set<String> = ["me", "them", "those", "it", "us", "you", "him", "her", "the", "a", "an"]
    return zip(head.dropFirst(), head.dropFirst(2)).contains { verb, object in
      verb.form.hasSuffix("s") && !verb.form.hasSuffix("ss") && verb.form.count > 3 && objects.contains(object.form)
    }
  }

  /// Words with which no subject begins.
  private static let notSubjects: Set<String> = [
    "which", "who", "that", "whose", "as", "when", "if", "not", "never", "and", "or", "no", "unless", "because",
    "since",
    "whatever", "what", "how", "where", "with", "without", "even", "than", "so", "while", "to", "but", "for", "in",
    "on",
    "before", "after", "until", "including", "only", "like", "such", "e.g", "i.e",
  ]
  private static let finiteVerbs: Set<String> = [
    "is", "are", "isn't", "aren't", "was", "were", "has", "hasn't", "doesn't", "don't", "does", "must", "should", "can",
    "can't", "will", "won't", "gets", "goes", "stays", "lives", "needs", "ist", "sind", "est", "sont", "es", "son",
  ]

  /// "just for today", "from now on": said before the wish that it belongs to.
  private static func isOnlyCues(_ tokens: ArraySlice<Token>) -> Bool {
    let tokens = Array(tokens)
    guard tokens.count <= 8 else { return false }
    let binding: Set<Cue> = [.passing, .standing, .habitual, .repeated, .emphasis, .opener, .politeness]
    let hits = CueFinder.standard.hits(in: tokens).filter { binding.contains($0.cue) }
    let covered = Set(hits.flatMap { Array($0.range) })
    let binds = hits.contains { [.passing, .standing, .habitual, .repeated].contains($0.cue) }
    return binds
      && tokens.indices.allSatisfy { covered.contains($0) || ["for", "in", "only", "and"].contains(tokens[$0].form) }
  }

  private static func isTopic(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.count <= 8 && !tokens.contains { ["is", "are", "was", "we", "i", "it's", "he", "she"].contains($0.form) }
  }

  /// Enough words for a directive of its own.
  private static func isWhole(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.count { $0.isWord } >= 2
  }

  /// After a comma a clause is separate only with a verb of its own: "tabs, never spaces" is one wish.
  private static func beginsSeparately(_ tokens: ArraySlice<Token>) -> Bool {
    let tokens = tokens.drop { $0.form == "please" || $0.form == "just" }
    guard let first = tokens.first?.form, let second = tokens.dropFirst().first?.form else { return false }
    if first == "nothing" { return FrameFinder.nothingPlaces.contains(second) }
    if first == "no" && second == "need" { return tokens.count > 2 }
    if first == "don't", !["the", "a", "any", "this"].contains(second) { return true }
    if ["never", "always", "don't"].contains(first) { return Lexicon.conventionVerbs.contains(second) }
    if first == "do", second == "not" { return true }
    if strongVerbs.contains(first) { return true }
    return subjects.contains(first) && tokens.count > 2
  }

  /// With these a clause of its own begins: a wish, or the reason for the one before.
  private static let subjects: Set<String> = [
    "we", "i", "you", "i'd", "i'm", "we're", "it's", "that's", "there's", "they", "he", "she", "they're", "i'll",
    "we'll", "let's", "this",
  ]

  private static func beginsDirective(_ tokens: ArraySlice<Token>) -> Bool {
    let tokens = tokens.drop { $0.form == "please" || $0.form == "also" || $0.form == "just" || $0.form == "then" }
    guard let first = tokens.first?.form else { return false }
    guard let second = tokens.dropFirst().first?.form else { return false }
    // "and never returns" goes on telling.
    let tells = ["never", "always"].contains(first) && (second.hasSuffix("s") || second.hasSuffix("ed"))
    return beginsSeparately(tokens) || ["no", "never", "always", "don't"].contains(first) && !tells
  }

  /// Verbs that begin a wish of their own after "and".
  static let strongVerbs: Set<String> = [
    "use", "prefer", "avoid", "keep", "put", "name", "stop", "make", "stick", "follow", "write", "place", "leave",
    "remember", "ensure",
    "run", "ask", "skip", "verwende", "benutze", "nutze", "usa", "utilise", "évite", "evita",
  ]
}
