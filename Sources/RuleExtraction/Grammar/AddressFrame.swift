/// The wishes that are put to somebody: requests, duties and proposals.
extension FrameFinder {
  /// "let's use X": a wish for now, unless it says otherwise.
  static func asProposal(_ tokens: [Token], _ first: String, _ reading: inout Reading) -> Bool {
    guard first == "let's" else { return false }
    let adverbs: Set<String> = [
      "just", "also", "please", "try", "to", "only", "instead", "always", "now", "then", "first",
    ]
    let rest = tokens.dropFirst().drop { adverbs.contains($0.form) }
    let main = rest.drop { ["not", "never", "don't"].contains($0.form) }
    reading.negated = main.count < rest.count
    reading.cues.insert(.proposal)
    guard let verb = main.first?.form, Lexicon.conventionVerbs.contains(verb) else {
      reading.ordersWork = true
      return true
    }
    reading.frame = .address
    reading.verb = verb
    reading.body = Array(main)
    return true
  }

  static func asRequest(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool {
    let modals: Set<String> = ["can", "could", "would", "will", "can't", "couldn't", "won't"]
    var rest = ArraySlice(tokens)
    if first == "any" && second == "chance" {
      // "any chance we can X?"
      rest = rest.dropFirst(2)
      guard rest.prefix(2).contains(where: { modals.contains($0.form) }) else { return false }
    } else if !(modals.contains(first) && ["you", "we"].contains(second)) {
      return false
    }
    rest = rest.dropFirst(2)
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
    // "could we show it instead" puts something up for discussion.
    if second == "we" { reading.cues.insert(.proposal) }
    return true
  }

  static func asAddress(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool {
    var rest = ArraySlice(tokens)
    if first == "make" && second == "sure" || first == "be" && second == "sure"
      || ["ensure", "remember"].contains(first)
    {
      rest = rest.dropFirst(first == "make" || first == "be" ? 2 : 1)
      rest = rest.drop { fillersAfterEnsure.contains($0.form) }
      guard let verb = rest.first else { return false }
      if !Lexicon.conventionVerbs.contains(verb.form), !["never", "not", "don't", "no"].contains(verb.form),
        asFact(Array(rest), &reading)
      {
        return true
      }
      reading.frame = .address
      reading.verb = verb.form
      reading.negated = ["never", "not", "don't", "no"].contains(verb.form)
      reading.body = Array(rest)
      return true
    }
    let wishes: Set<String> = ["want", "need", "expect", "like", "ask", "asked", "prefer"]
    if ["i", "i'd", "we"].contains(first), let you = rest.prefix(9).firstIndex(where: { $0.form == "you" }),
      rest[..<you].contains(where: { wishes.contains($0.form) }) || rest[..<you].contains(where: { $0.form == "if" })
    {
      // "if you could" asks; it does not allow.
      reading.cues.remove(.permission)
      rest = rest[(you + 1)...].drop { ["to", "always", "could", "would", "can", "only", "just"].contains($0.form) }
      guard let verb = rest.first else { return false }
      reading.frame = .address
      reading.verb = verb.form
      reading.negated = ["never", "not", "stop", "don't"].contains(verb.form) || reading.cues.contains(.never)
      reading.body = Array(rest)
      return true
    }
    // "claude should", "the agent must".
    if first == "the", ["agent", "assistant", "ai"].contains(second) { rest = rest.dropFirst() }
    let addressees: Set<String> = [
      "you", "du", "tu", "claude", "copilot", "codex", "cursor", "agents", "agent", "assistant", "ai",
    ]
    guard let addressee = rest.first?.form, addressees.contains(addressee),
      let second = rest.dropFirst().first?.form
    else { return false }
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

  /// "make sure that you always", "make sure claude should".
  private static let fillersAfterEnsure: Set<String> = [
    "that", "to", "you", "always", "also", "we", "claude", "agent", "agents", "assistant", "copilot", "should", "must",
    "only",
  ]
}
