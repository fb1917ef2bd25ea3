/// Writes a directive as an imperative sentence that stands on its own.
enum DescriptionWriter {
  /// The description of what a reading asks for.
  static func description(of reading: Reading) -> String {
    var words = core(of: reading)
    // "when you commit, use …" is written "Use … when you commit".
    if let first = reading.trigger.first, reading.frame != .retraction {
      words += [Token(first.text.lowercased())] + reading.trigger.dropFirst()
    }
    let first = (reading.trigger + reading.body).compactMap { $0.range?.lowerBound }.min()
    return sentence(words.filter { !fillers.contains($0.form) || $0.kind == .code }.map { lowered($0, first: first) })
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
    switch reading.frame {
    case .imperative:
      return body
    case .prohibition:
      let first = body.first?.form
      if first == "nothing" {
        let isPlace = ["under", "in", "outside", "from"].contains(body.dropFirst().first?.form)
        return tokens(isPlace ? "change" : "use") + body
      }
      if first == "no" || first == "zero" { return tokens("use no") + body.dropFirst() }
      if first == "don't" || first == "not" {
        return tokens(first == "not" && !isVerb(body.dropFirst().first) ? "do not use" : "do not") + body.dropFirst()
      }
      if first == "never", !isVerb(body.dropFirst().first), body.count < 5 {
        return tokens("never use") + body.dropFirst()
      }
      return body
    case .address, .request:
      let stripped = Array(body.drop { ["never", "not", "don't", "no"].contains($0.form) })
      if reading.negated, stripped.first.map({ ["stop", "quit", "avoid"].contains($0.form) }) != true {
        return tokens("do not") + stripped
      }
      return stripped
    case .habit:
      return habit(reading)
    case .fact:
      return fact(reading)
    case .nounPhrase:
      return tokens("use") + body
    case .complaint:
      if reading.verb != nil, reading.verb == body.first?.form {
        return (reading.negated ? tokens("do not") : []) + body
      }
      return tokens(reading.negated ? "do not use" : "include") + body
    case .retraction:
      return tokens("no longer") + body.drop { ["to", "the", "that", "about", "rule", "thing"].contains($0.form) }
    case .none:
      return body
    }
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

  private static func fact(_ reading: Reading) -> [Token] {
    if reading.isPassive { return (reading.negated ? tokens("do not") : []) + reading.body }
    let subject = reading.subject.filter { !["our", "my", "the", "your"].contains($0.form) }
    let fillers: Set<String> = ["always", "never", "only", "to", "not", "in"]
    var complement = Array(reading.body.dropFirst(reading.subject.count + 1).drop { fillers.contains($0.form) })
    guard !reading.negated else {
      return tokens("do not let")
        + reading.body.filter { !["never", "don't", "can't", "mustn't", "must", "not"].contains($0.form) }
    }
    let about: Set<String> = ["case", "kebab-case", "snake_case", "camelcase", "pascalcase", "upper_snake_case"]
    var verb = reading.verb
    if ["must", "should", "shall"].contains(verb), let main = complement.first?.form,
      ["have", "carry", "get", "use", "live", "go", "end", "start", "begin"].contains(main)
    {
      verb = main
      complement.removeFirst()
    }
    if ["go", "goes"].contains(verb), reading.body.dropFirst(reading.subject.count + 1).first?.form == "to" {
      return tokens("set") + subject + tokens("to") + complement
    }
    switch verb {
    case "is", "are", "in":
      let names = complement.contains { about.contains($0.form) || $0.form.hasSuffix("case") }
      return names ? tokens("name") + subject + tokens("in") + complement : tokens("keep") + subject + complement
    case "go", "goes", "live", "lives", "belong", "belongs", "sit", "sits":
      return tokens("put") + subject + tokens("in") + complement.drop { ["into", "under", "to"].contains($0.form) }
    case "end", "ends": return tokens("end") + subject + complement
    case "start", "starts", "begin", "begins": return tokens("start") + subject + complement
    case "need", "needs", "has", "have", "get", "gets", "carry", "carries", "require", "requires":
      return tokens("give") + subject + complement
    case "use", "uses": return tokens("use") + complement + tokens("for") + subject
    default: return tokens("make sure that") + subject + reading.body.dropFirst(reading.subject.count)
    }
  }

  private static func isVerb(_ token: Token?) -> Bool {
    token.map { Lexicon.conventionVerbs.contains($0.form) } ?? false
  }

  private static func tokens(_ text: String) -> [Token] {
    text.split(separator: " ").map { Token(String($0)) }
  }

  /// Joins words to a sentence: no space before a comma, capital at the start, no mark at the end.
  private static func sentence(_ tokens: [Token]) -> String {
    // A cut may have left the words that led to what was cut.
    let loose: Set<String> = ["for", "at", "until", "and", "but", "or", "so", "then", "also"]
    let trimmed = tokens.reversed()
      .drop { !$0.isWord && $0.text != ")" || $0.kind == .word && loose.contains($0.form) }.reversed()
    var text = ""
    for token in trimmed {
      let word = token.kind == .code ? token.text : spelled(token)
      let joins = [",", ".", ":", ")", ";"].contains(word) || text.isEmpty || text.hasSuffix("(")
      text += joins ? word : " " + word
    }
    guard let first = trimmed.first, first.kind == .word, let letter = text.first else { return text }
    return letter.uppercased() + text.dropFirst()
  }

  private static func spelled(_ token: Token) -> String {
    if let full = Topics.spelledOut[token.form] { return full }
    let isMended = token.form != token.text.lowercased()
    if isMended { return token.form }
    // SHOUTED words are not acronyms when they are known words.
    return token.text.count > 3 && token.text == token.text.uppercased() && Lexicon.vocabulary.contains(token.form)
      ? token.form : token.text
  }
}
