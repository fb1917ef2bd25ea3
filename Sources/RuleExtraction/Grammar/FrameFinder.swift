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

  /// "let's use X": a wish for now, unless it says otherwise.
  private static func asProposal(_ tokens: [Token], _ first: String, _ reading: inout Reading) -> Bool {
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
    // "don't log it any more" forbids; "it doesn't work any more" tells.
    let first = tokens.first?.form ?? ""
    if ["don't", "do", "stop", "never", "no", "i", "it", "this", "that", "they", "which"].contains(first),
      !(hits.first?.cue == .retraction && hits.first?.range.lowerBound == 0),
      hits.contains(where: {
        $0.cue == .retraction && tokens[$0.range.upperBound - 1].form == "more"
          || $0.cue == .retraction && tokens[$0.range.lowerBound].form == "anymore"
      })
    {
      if ["don't", "do", "stop", "never", "no"].contains(first) { reading.cues.insert(.repeated) }
      return false
    }
    // "we don't need to show it": a change to the product, unless it says "any more".
    // "drop the banner" is work; "drop the banner rule" takes a rule back.
    if let hit = hits.first(where: { $0.cue == .retraction }), hit.range.lowerBound <= 1,
      ["scrap", "drop", "cancel", "scratch", "lift", "forget"].contains(tokens[hit.range.lowerBound].form),
      !tokens.contains(where: {
        RuleDocument.nouns.contains($0.form) || ["thing", "habit", "style", "said"].contains($0.form)
      })
    {
      return false
    }
    if first == "let's" { return false }
    let isOurNeed =
      ["we", "i"].contains(first) && !tokens.contains { ["more", "longer", "anymore"].contains($0.form) }
      && hits.contains { $0.cue == .retraction && tokens[$0.range.lowerBound].form == "don't" }
    if isOurNeed { return false }
    if asNoLonger(tokens, &reading) { return true }
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

  /// "you don't have to X any more", "it's no longer necessary to X", "drop that rule to X".
  private static func asNoLonger(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    let forms = tokens.map(\.form)
    var start: Int?
    if let need = forms.prefix(7).firstIndex(where: { ["have", "need", "necessary", "needn't"].contains($0) }),
      forms[need] == "needn't" || need + 1 < forms.count && forms[need + 1] == "to",
      need <= 5, forms[...need].contains(where: { ["don't", "no", "needn't"].contains($0) }),
      forms.contains("longer") || forms.last == "more",
      !["we", "i", "never", "don't", "do"].contains(forms.first ?? "")
    {
      start = forms[need] == "needn't" ? need + 1 : need + 2
    } else if let rule = forms.prefix(4).firstIndex(of: "rule"), rule + 1 < forms.count, forms[rule + 1] == "to",
      ["drop", "forget", "scrap", "ignore", "cancel", "lift"].contains(forms.first)
    {
      start = rule + 2
    }
    guard let start, start < tokens.count else { return false }
    var body = Array(tokens[start...])
    if body.count > 2, let last = body.last?.form, ["more", "longer"].contains(last) { body.removeLast(2) }
    reading.frame = .retraction
    reading.negated = true
    reading.verb = body.first?.form
    reading.body = body
    return true
  }

  private static func asRequest(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool
  {
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

  private static let notInSubjects: Set<String> = [
    "if", "when", "but", "because", "otherwise", "while", "though", "although", "however", "so", "you", "i", "we",
    "was", "were", "would", "could", "maybe", "since", "unless", "then",
  ]

  /// Words that say of a thing whether it is wanted.
  private static let verdicts: [String: Bool] = [
    "mandatory": true, "required": true, "obligatory": true, "preferred": true, "compulsory": true, "encouraged": true,
    "forbidden": false, "banned": false, "prohibited": false, "disallowed": false, "discouraged": false, "taboo": false,
    "allowed": true, "permitted": true, "verboten": false, "interdit": false, "prohibido": false,
  ]

  /// What follows "nothing" where it forbids something.
  static let nothingPlaces: Set<String> = [
    "under", "newer", "older", "in", "from", "outside", "but", "with", "below", "above",
  ]

  private static func asProhibition(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading)
    -> Bool
  {
    let isPlain = [
      "don't", "never", "stop", "avoid", "quit", "no", "not", "nie", "niemals", "nunca", "jamais", "keine",
      "kein", "nigdy", "ne", "n'utilise", "zero", "ban", "não", "niente", "geen",
    ].contains(first)
    let nothingThere = first == "nothing" && nothingPlaces.contains(second)
    guard isPlain || nothingThere || (first == "do" && second == "not") || (first == "refrain" && second == "from")
    else {
      return false
    }
    // "stop handler" names a thing; "stop adding" and "stop the logging" ask.
    if first == "stop", !second.hasSuffix("ing"), !["the", "with", "this", "that", "it", "all", "to"].contains(second) {
      // Read no further: the verb would be taken for a wish.
      return true
    }
    let nothing: Set<String> = [
      "idea", "problem", "worries", "rush", "luck", "way", "one", "clue", "matter", "errors", "changes", "need",
      "thanks", "difference", "reason", "sure", "yet", "bad", "really", "now", "i", "it", "that", "we", "working",
      "there", "surprise", "doubt", "wait", "hurry", "worry",
    ]
    let goesOn = second == "changes" && tokens.dropFirst(2).first?.form == "to"
    if first == "no" || first == "not", nothing.contains(second) && !goesOn || tokens.count < 2 || tokens.count > 16 {
      return false
    }
    reading.frame = .prohibition
    reading.negated = true
    let skip = first == "do" || first == "refrain" ? 2 : 1
    // "no X" has no verb.
    if !["no", "zero", "nothing"].contains(first) { reading.verb = tokens.dropFirst(skip).first?.form }
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

  private static let factVerbs: Set<String> = [
    "is", "are", "must", "should", "shall", "go", "goes", "live", "lives", "belong", "belongs", "end", "ends", "start",
    "starts", "stay", "stays",
    "get", "gets", "need", "needs", "has", "have", "use", "uses", "return", "returns", "run", "runs", "carry",
    "carries", "speak", "speaks", "come", "comes", "follow",
    "follows", "take", "takes", "don't", "doesn't", "never", "always", "can't", "mustn't", "shouldn't", "isn't",
    "aren't", "begin", "begins",
    "sit", "sits", "ought", "may", "require", "requires", "muss", "müssen", "sollen", "gehören", "debe", "deben",
    "doivent", "doit", "van", "vont",
  ]

  private static func asFact(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    // The verb of "functions that take …" is not that of the sentence.
    let relatives: Set<String> = ["that", "which", "who"]
    let verbs = tokens.indices.prefix(14).filter { factVerbs.contains(tokens[$0].form) }
    guard let at = verbs.first(where: { $0 > 0 && !relatives.contains(tokens[$0 - 1].form) }), at + 1 < tokens.count
    else { return false }
    // "it never worked" tells; "components never fetch" asks.
    let pronouns: Set<String> = [
      "it", "this", "that", "he", "she", "they", "there", "which", "what", "who", "let's", "here", "but", "can",
      "you're", "he's", "she's", "wouldn't",
    ]
    if ["some", "these", "those", "most"].contains(tokens[0].form) { return true }
    let anywhere: Set<String> = ["it", "he", "she", "there", "let's"]
    if pronouns.contains(tokens[0].form) || tokens[..<at].contains(where: { anywhere.contains($0.form) }) {
      return true
    }
    // A subject is a name: with a conjunction, a mark or a verb in it the clause was read wrongly.
    let isName = !tokens[..<at].contains {
      $0.kind == .mark && $0.form != "(" && $0.form != ")" || notInSubjects.contains($0.form)
    }
    let hasInfinitive = zip(tokens[..<at], tokens[..<at].dropFirst()).contains {
      $0.form == "to" && Lexicon.conventionVerbs.contains($1.form)
    }
    guard isName, !hasInfinitive, at <= 8 || reading.cues.contains(.universal) else { return true }
    // "parse() should keep the leaf": a function is specified, and so is what follows.
    if tokens[..<at].contains(where: { $0.text.hasSuffix("()") }) {
      reading.ordersWork = true
      return true
    }
    // "files can end up there": what may happen is no duty.
    if ["can", "could", "may", "might"].contains(tokens[at - 1].form)
      || at + 1 < tokens.count && tokens[at + 1].form == "up"
    {
      return true
    }
    reading.frame = .fact
    reading.subject = Array(tokens[..<at])
    reading.verb = tokens[at].form
    reading.negated = tokens[at...].prefix(4).contains {
      ["don't", "doesn't", "never", "can't", "mustn't", "shouldn't", "isn't", "aren't", "not", "no"].contains($0.form)
    }
    reading.body = tokens
    turnPassive(tokens, verbAt: at, &reading)
    return true
  }

  /// "images get pinned by digest" asks to pin images by digest.
  private static func turnPassive(_ tokens: [Token], verbAt at: Int, _ reading: inout Reading) {
    let auxiliaries: Set<String> = ["is", "are", "get", "gets", "be", "must", "should", "shall", "isn't", "aren't"]
    guard auxiliaries.contains(tokens[at].form) else { return }
    let skipped: Set<String> = ["be", "get", "always", "never", "not", "only", "also", "all"]
    let rest = tokens[(at + 1)...].drop { skipped.contains($0.form) }
    if let form = rest.first?.form, let isWanted = verdicts[form] {
      // "type annotations are mandatory", "star imports are not allowed".
      reading.isPassive = true
      reading.isDuty = true
      reading.verb = "use"
      reading.negated = isWanted == reading.negated
      reading.body = [Token("use")] + reading.subject + rest.dropFirst()
      return
    }
    guard let form = rest.first?.form, let verb = Inflection.verb(ofParticiple: form) else { return }
    reading.isPassive = true
    reading.isDuty = ["get", "gets", "must", "should", "shall"].contains(tokens[at].form)
    reading.verb = verb
    let subject = reading.subject.drop {
      ["the", "all", "our", "every", "each", "any"].contains($0.form) && reading.subject.count > 1 && $0.form == "the"
    }
    reading.body = [Token(verb)] + subject + rest.dropFirst()
  }
}
