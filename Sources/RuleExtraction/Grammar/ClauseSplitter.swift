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
    while index < words.count {
      if let join = join(at: index, in: words, from: start) {
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
      guard !isSubordinate(words[start..<index]) else { return nil }
      if let next = rest.first?.form, ["so", "hence", "therefore", "and", "but", "also", "plus", "then"].contains(next)
      {
        let following = words[(index + 2)...]
        let consequence = ["so", "hence", "therefore"].contains(next)
        return beginsDirective(following) || consequence ? (index + 2, consequence) : nil
      }
      return beginsSeparately(rest) ? (index + 1, false) : nil
    case "and", "but", "also", "plus":
      guard !isSubordinate(words[start..<index]) else { return nil }
      return beginsDirective(rest) && isWhole(words[start..<index]) ? (index + 1, false) : nil
    default:
      return nil
    }
  }

  /// "when you commit" and the like wait for their main clause.
  private static func isSubordinate(_ tokens: ArraySlice<Token>) -> Bool {
    guard let first = tokens.first(where: { $0.isWord && !["and", "also", "but", "so"].contains($0.form) }) else {
      return true
    }
    guard ClauseReader.triggerStarts.contains(first.form), !tokens.contains(where: { $0.form == "," }) else {
      return false
    }
    // "for tests use vitest" has its main verb already; "when you write" has not.
    let subjects: Set<String> = ["you", "we", "i", "to", "and", "or"]
    return !zip(tokens, tokens.dropFirst()).contains { before, word in
      !subjects.contains(before.form)
        && (strongVerbs.contains(word.form) || word.form == "don't" || word.form == "never")
    }
  }

  private static func isTopic(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.count <= 5 && !tokens.contains { ["is", "are", "was", "we", "i", "it's", "he", "she"].contains($0.form) }
  }

  /// Enough words for a directive of its own.
  private static func isWhole(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.count { $0.isWord } >= 2
  }

  /// After a comma a clause is separate only with a verb of its own: "tabs, never spaces" is one wish.
  private static func beginsSeparately(_ tokens: ArraySlice<Token>) -> Bool {
    let tokens = tokens.drop { $0.form == "please" || $0.form == "just" }
    guard let first = tokens.first?.form, let second = tokens.dropFirst().first?.form else { return false }
    if ["never", "always", "don't"].contains(first) { return Lexicon.conventionVerbs.contains(second) }
    if first == "do", second == "not" { return true }
    if strongVerbs.contains(first) { return true }
    return ["we", "i", "you", "i'd", "i'm", "we're"].contains(first) && tokens.count > 2
  }

  private static func beginsDirective(_ tokens: ArraySlice<Token>) -> Bool {
    let tokens = tokens.drop { $0.form == "please" || $0.form == "also" || $0.form == "just" || $0.form == "then" }
    guard let first = tokens.first?.form else { return false }
    return beginsSeparately(tokens) || (["no", "never", "always", "don't"].contains(first) && tokens.count > 1)
  }

  /// Verbs that begin a wish of their own after "and".
  static let strongVerbs: Set<String> = [
    "use", "prefer", "avoid", "keep", "put", "name", "stop", "make", "stick", "follow", "write", "place", "leave",
    "remember",
    "run", "ask", "skip", "verwende", "benutze", "nutze", "usa", "utilise", "évite", "evita",
  ]
}
