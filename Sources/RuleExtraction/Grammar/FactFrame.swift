/// The facts that say how things are to be.
extension FrameFinder {
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

  static func asFact(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    // The verb of "functions that take …" is not that of the sentence.
    let relatives: Set<String> = ["that", "which", "who"]
    // "in go files": the language.
    let names: Set<String> = ["in", "of", "for", "our", "all", "write", "writing", "the", "any", "every"]
    let verbs = tokens.indices.prefix(14).filter {
      factVerbs.contains(tokens[$0].form) && !(tokens[$0].form == "go" && $0 > 0 && names.contains(tokens[$0 - 1].form))
    }
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
