/// Wishes that can be read off a complaint about what was done.
extension FrameFinder {
  /// "Why are there X again?!", "Why did you X and not Y?", "I asked you to X, not to Y.", "X again?!"
  static func asComplaint(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    asThingComplaint(tokens, &reading) || asDeedComplaint(tokens, &reading) || asOmission(tokens, &reading)
      || asMisreading(tokens, &reading)
  }

  /// About a thing that is there, or isn't.
  private static func asThingComplaint(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    let first = tokens.first?.form ?? ""
    let again = tokens.contains { ["again", "still", "keep", "keeps"].contains($0.form) }
    let isLoud = reading.isQuestion && reading.isExclamation
    let asksWhy = ["why", "where", "warum", "pourquoi", "wieso"].contains(first)
    let asksWhereAlways = first == "where" && reading.cues.contains(.habitual)
    // "floats again?!"
    let namesAgain = tokens.last?.form == "again" && tokens.count <= 6 && (reading.isQuestion || reading.isExclamation)
    guard asksWhy && again || asksWhereAlways || isLoud && again || namesAgain else { return false }
    let rest = tokens.drop { aroundThings.contains($0.form) }.filter { !["again", "still"].contains($0.form) }
    guard rest.contains(where: \.isWord), rest.count <= 14,
      !rest.contains(where: { statesOfWork.contains($0.form) || notInNames.contains($0.form) })
    else { return false }
    reading.frame = .complaint
    reading.isQuestion = false
    reading.negated = first != "where"
    reading.body = Array(rest)
    if let verb = reading.body.first?.form, let base = Inflection.verb(ofGerund: verb) {
      reading.verb = base
      reading.body[0] = Token(base)
    }
    return true
  }

  /// "why did you commit to main and not to a branch": the wish shows only where the right way is named too.
  private static func asDeedComplaint(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    guard tokens.count > 4, tokens[0].form == "why" else { return false }
    let negations: Set<String> = ["didn't", "don't", "aren't", "haven't", "weren't", "wouldn't"]
    let auxiliary = tokens[1].form
    let isNegated = negations.contains(auxiliary)
    guard isNegated || ["did", "are", "do", "have", "were", "would"].contains(auxiliary),
      ["you", "we"].contains(tokens[2].form)
    else { return false }
    let namesOther = Evidence.hasContrast(tokens) || namesRefused(tokens) || reading.cues.contains(.cited)
    let deed = tokens.dropFirst(3).drop { ["just", "even", "not", "always"].contains($0.form) }
    guard isNegated || namesOther, let form = deed.first?.form else { return false }
    let verb = Inflection.verb(ofGerund: form) ?? Inflection.verb(ofParticiple: form) ?? form
    guard Lexicon.conventionVerbs.contains(verb) || Lexicon.taskVerbs.contains(verb) else { return false }
    reading.frame = .complaint
    reading.isQuestion = false
    reading.negated = !isNegated
    reading.verb = verb
    reading.body = [Token(verb)] + deed.dropFirst()
    return true
  }

  /// "and not the branch", ", not to main".
  private static func namesRefused(_ tokens: [Token]) -> Bool {
    zip(tokens, tokens.dropFirst()).contains { before, word in
      word.form == "not" && ["and", ",", "but"].contains(before.form)
    }
  }

  /// "you forgot to X", "you didn't X again", "you keep X-ing".
  private static func asOmission(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    guard tokens.count > 3, tokens[0].form == "you" else { return false }
    var rest = tokens.dropFirst(2)
    var isDone = false
    switch tokens[1].form {
    case "forgot", "missed": rest = rest.drop { $0.form == "to" || $0.form == "again" }
    case "didn't", "haven't":
      let isUpheld =
        tokens.contains { ["again", "still"].contains($0.form) } || !reading.cues.isDisjoint(with: [.cited, .repeated])
      guard isUpheld else { return false }
    case "keep", "kept": isDone = true
    default:
      // "you deployed without asking again".
      guard let verb = Inflection.verb(ofParticiple: tokens[1].form), tokens.contains(where: { $0.form == "again" }),
        tokens.contains(where: { $0.form == "without" })
      else { return false }
      reading.frame = .complaint
      reading.negated = true
      reading.verb = verb
      reading.body = [Token(verb)] + tokens.dropFirst(2).filter { $0.form != "again" }
      return true
    }
    rest = ArraySlice(rest.filter { !["again", "still", "on"].contains($0.form) })
    guard let form = rest.first?.form else { return false }
    let base = isDone ? Inflection.verb(ofGerund: form) : Lexicon.conventionVerbs.contains(form) ? form : nil
    guard let verb = base else { return false }
    reading.frame = .complaint
    reading.negated = isDone
    if isDone { reading.cues.insert(.repeated) }
    reading.verb = verb
    reading.body = [Token(verb)] + rest.dropFirst()
    return true
  }

  /// "i asked you to X, not to Y": do not Y when X was asked for.
  private static func asMisreading(_ tokens: [Token], _ reading: inout Reading) -> Bool {
    guard tokens.first?.form == "i", let you = tokens.prefix(5).firstIndex(where: { $0.form == "you" }), you >= 2,
      tokens[1..<you].contains(where: { ["asked", "told", "wanted"].contains($0.form) })
    else { return false }
    let wish = tokens[(you + 1)...].drop { ["to", "only", "just"].contains($0.form) }
    guard let not = wish.firstIndex(where: { $0.form == "not" }) else { return false }
    let refused = wish[(not + 1)...].drop { $0.form == "to" }
    let wanted = wish[..<not].reversed().drop { !$0.isWord || $0.form == "and" }.reversed()
    guard let verb = refused.first?.form, Lexicon.conventionVerbs.contains(verb) else { return false }
    reading.frame = .complaint
    reading.cues.insert(.repeated)
    reading.negated = true
    reading.verb = verb
    let deed = refused.last?.form == "it" ? refused.dropLast() : refused
    reading.body = Array(deed)
    if !wanted.isEmpty { reading.body += [Token("when"), Token("asked"), Token("to")] + wanted }
    return true
  }

  private static let aroundThings: Set<String> = [
    "why", "are", "is", "there", "do", "does", "did", "you", "i", "see", "again", "still", "the", "a", "an", "where",
    "keep", "these", "those", "in", "here", "we", "have", "getting", "warum", "pourquoi", "using", "adding",
  ]

  /// What is said of work that went wrong, not of how it is done.
  private static let statesOfWork: Set<String> = [
    "failing", "failed", "fails", "broken", "crashing", "crashed", "red", "stuck", "down", "slow", "happening",
    "happened", "missing", "wrong", "getting", "seeing", "timing", "error", "errors", "bug", "bugs",
  ]
}
