/// Writes a directive as an imperative sentence that stands on its own.
///
/// A clause is turned into an imperative only where its form makes that safe; else it is kept in the words in which it
/// was said, for a wish that was turned wrongly says something that nobody wished.
enum DescriptionWriter {
  /// The description of what the clauses of a directive ask for together.
  static func description(of parts: [RuleExtractor.Finding.Part]) -> String {
    guard parts.count > 1 else { return parts.first.map { description(of: $0.reading) } ?? "" }
    var text = ""
    for (index, part) in parts.enumerated() {
      let said = Sentence.text(of: part.words.filter { !fillers.contains($0.form) || $0.kind == .code })
      let words = part.isMain && index == 0 ? description(of: part.reading) : said
      guard !words.isEmpty else { continue }
      let isNewSentence = index > 0 && parts[index - 1].sentence != part.sentence
      text += text.isEmpty ? words : (isNewSentence ? "; " : ", ") + Sentence.lowered(words, of: part.words)
    }
    return Sentence.capitalised(text, of: parts.first?.words ?? [])
  }

  /// The description of what a reading asks for.
  static func description(of reading: Reading) -> String {
    var words = core(of: reading)
    // "when you commit, use …" is written "Use … when you commit".
    if let first = reading.trigger.first, reading.frame != .retraction {
      words += [Token(first.text.lowercased())] + reading.trigger.dropFirst()
    }
    let first = (reading.trigger + reading.body).compactMap { $0.range?.lowerBound }.min()
    let kept = words.filter { !fillers.contains($0.form) || $0.kind == .code }.map { lowered($0, first: first) }
    return Sentence.capitalised(Sentence.text(of: kept), of: kept)
  }

  /// Words that say nothing about the wish.
  private static let fillers: Set<String> = ["please", "tho", "btw", "lol", "thx", "kindly"]

  /// A known word that has its capital from the start of the message's sentence.
  private static func lowered(_ token: Token, first: Int?) -> Token {
    guard token.kind == .word, let place = token.range?.lowerBound, place == first,
      token.text.dropFirst().allSatisfy(\.isLowercase), Topics.languages[token.form] == nil,
      Lexicon.vocabulary.contains(token.form)
    else { return token }
    return Token(token.text.lowercased(), range: token.range)
  }

  private static func core(of reading: Reading) -> [Token] {
    let body = reading.body
    // What is said in another language stays as it was said.
    if isForeign(body) { return body }
    switch reading.frame {
    case .imperative, .none: return body
    case .prohibition: return prohibition(body)
    case .address, .request:
      if let needless = needless(reading) { return needless }
      let stripped = Array(body.drop { ["never", "not", "don't", "no"].contains($0.form) })
      if reading.negated, stripped.first.map({ ["stop", "quit", "avoid"].contains($0.form) }) != true {
        return tokens("do not") + stripped
      }
      return stripped
    case .habit: return habit(reading)
    case .fact: return FactWriter.imperative(reading) ?? tokens("make sure that") + embedded(body)
    case .nounPhrase: return isName(body) ? tokens("use") + body : body
    case .complaint:
      if reading.verb != nil, reading.verb == body.first?.form {
        return (reading.negated ? tokens("do not") : []) + body
      }
      return isName(body) ? tokens(reading.negated ? "do not use" : "include") + body : body
    case .retraction:
      return tokens("no longer") + body.drop { ["to", "the", "that", "about", "rule", "thing"].contains($0.form) }
    }
  }

  /// A sentence as it stands within another: its first word is small unless it is a name.
  static func embedded(_ body: [Token]) -> [Token] {
    guard let first = body.first, first.kind == .word, first.text.dropFirst().allSatisfy({ !$0.isUppercase }),
      Topics.languages[first.form] == nil, Topics.toolGroups[first.form] == nil
    else { return body }
    return [Token(first.text.lowercased(), range: first.range)] + body.dropFirst()
  }

  private static func prohibition(_ body: [Token]) -> [Token] {
    let first = body.first?.form
    if first == "nothing", body.contains(where: { finite.contains($0.form) }) {
      return tokens("make sure that") + embedded(body)
    }
    if first == "nothing" {
      let isPlace = ["under", "in", "outside", "from"].contains(body.dropFirst().first?.form)
      return tokens(isPlace ? "change" : "use") + body
    }
    if first == "no" || first == "zero" { return tokens("use no") + body.dropFirst() }
    if first == "don't" || first == "not" {
      let rest = body.dropFirst()
      return tokens(first == "not" && !isVerb(rest.first) && isName(rest) ? "do not use" : "do not") + rest
    }
    if first == "never", !isVerb(body.dropFirst().first), body.count < 5 {
      return tokens("never use") + body.dropFirst()
    }
    return body
  }

  private static let finite: Set<String> = [
    "may", "must", "should", "shall", "can", "is", "are", "gets", "goes", "has", "comes", "leaves", "touches",
  ]

  /// "you don't need the whole suite": what is not needed is no order.
  private static func needless(_ reading: Reading) -> [Token]? {
    let determiners: Set<String> = ["the", "a", "an", "any", "all", "that", "this", "those", "these"]
    guard reading.negated, let first = reading.body.first, determiners.contains(first.form) else { return nil }
    return tokens("no need for") + reading.body
  }

  private static func habit(_ reading: Reading) -> [Token] {
    let rest = reading.body.dropFirst()
    let object = rest.drop {
      ["to", "it", "when", "if", "having", "see", "seeing", "using", "use", "with"].contains($0.form) && rest.count > 2
    }
    switch reading.verb {
    case "like", "love", "prefer", "favor", "favour", "want", "rather", "need", "expect", "go", "have":
      return tokens(reading.negated ? "avoid" : reading.verb == "prefer" ? "prefer" : "use") + object
    case "hate", "dislike":
      return tokens("avoid") + object
    default:
      return (reading.negated ? tokens("do not") : []) + reading.body
    }
  }

  /// Whether words only name something: then it can be used, or not.
  private static func isName(_ words: some Collection<Token>) -> Bool {
    guard let first = words.first, words.count <= 9 else { return false }
    return !notFirstInNames.contains(first.form)
      && !words.contains { notInNames.contains($0.form) || FrameFinder.notInNames.contains($0.form) }
  }

  private static let notFirstInNames: Set<String> = [
    "it", "that", "this", "there", "then", "so", "and", "but", "or", "if", "when", "where", "what", "how", "why", "in",
    "on", "at", "with", "by", "from", "like", "as", "end", "else", "everything", "every", "next", "same", "set",
    "very", "too", "much", "only", "also", "just", "outside", "inside", "before", "after", "until", "unless", "here",
  ]
  private static let notInNames: Set<String> = [
    "is", "are", "gets", "get", "goes", "go", "lives", "live", "belongs", "has", "have", "needs", "need", "stays",
    "comes", "come", "isn't", "aren't", "don't", "doesn't", "stay", "want", "wants", "which", "who", "because",
  ]

  /// Common words of German, French, Spanish and Portuguese that are none in English.
  private static let foreign: Set<String> = [
    "der", "das", "und", "nicht", "mit", "für", "auf", "ein", "eine", "ist", "wir", "bitte", "immer", "nur", "kein",
    "keine", "beim", "les", "des", "une", "est", "dans", "pour", "pas", "toujours", "jamais", "avec", "moi", "nous",
    "que", "los", "las", "una", "siempre", "nunca", "por", "para", "con", "en", "não", "sempre", "uma", "em", "os",
    "la", "le", "el", "un", "sin", "sans", "sem", "ohne",
  ]

  private static func isForeign(_ body: [Token]) -> Bool {
    body.count { word in
      foreign.contains(word.form)
        || word.kind == .word && !word.text.allSatisfy(\.isASCII) && !word.text.contains("’")
    } > 1
  }

  private static func isVerb(_ token: Token?) -> Bool {
    token.map { Lexicon.conventionVerbs.contains($0.form) } ?? false
  }

  private static func tokens(_ text: String) -> [Token] {
    text.split(separator: " ").map { Token(String($0)) }
  }
}
