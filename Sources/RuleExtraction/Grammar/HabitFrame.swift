/// The habits that people say they have.
extension FrameFinder {
  /// "We use X.", "I prefer X.", "We should always X.", "We switched to X."
  static func asHabit(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading) -> Bool {
    let speakers: Set<String> = [
      "we", "i", "we're", "i'd", "i'm", "we've", "wir", "ich", "nous", "je", "nosotros", "on", "everyone", "everybody",
    ]
    var rest = ArraySlice(tokens)
    if first == "the" || first == "our",
      ["team", "company", "org", "people", "devs", "repo", "codebase", "project"].contains(second)
    {
      rest = rest.dropFirst()
    } else if !speakers.contains(first) {
      return false
    }
    let speaker = rest.first?.form ?? ""
    rest = rest.dropFirst()
    let adverbs: Set<String> = [
      "always", "only", "usually", "all", "both", "really", "generally", "strictly", "also", "just", "much", "would",
      "do", "immer", "toujours", "siempre", "now", "strongly", "still", "tend", "try", "to", "normally", "typically",
      "exclusively",
    ]
    let negations: Set<String> = [
      "never", "don't", "not", "can't", "won't", "nie", "nunca", "jamais", "mustn't", "shouldn't",
    ]
    while let word = rest.first, adverbs.contains(word.form) || negations.contains(word.form) {
      if negations.contains(word.form) { reading.negated = true }
      rest = rest.dropFirst()
    }
    guard let verb = rest.first?.form else { return false }
    // "i can't submit it" and "i'm using X" tell how things are.
    if speaker.hasPrefix("i"), tokens.prefix(3).contains(where: { ["can't", "won't", "couldn't"].contains($0.form) }) {
      return true
    }
    if speaker == "i'm", reading.cues.isDisjoint(with: [.habitual, .standing]) { return true }
    // "i don't want the program to merge": what the product does.
    if ["want", "need", "like"].contains(verb), let to = rest.prefix(7).firstIndex(where: { $0.form == "to" }),
      to > rest.startIndex + 1, reading.cues.isDisjoint(with: [.habitual, .standing, .repeated])
    {
      return true
    }
    let saysAlways = !reading.cues.isDisjoint(with: [.habitual, .never, .standing, .repeated])
    let infinitive = rest.dropFirst().first?.form == "to"
    // "we have X" and "we need X" tell what there is and what is to be made.
    if ["have", "need"].contains(verb), !infinitive { return true }
    // "i put it there": the same form tells of the past.
    if speaker == "i", ["put", "set", "read", "let"].contains(verb),
      reading.cues.isDisjoint(with: [.habitual, .never, .standing])
    {
      return true
    }
    let isDuty = ["should", "must", "need", "have", "shall", "ought"].contains(verb)
    let isState = ["we're", "i'm"].contains(speaker) || verb == "are" || verb == "am"
    let isKnown = habitVerbs.contains(verb) || Lexicon.conventionVerbs.contains(verb)
    // "i always forget how" is no habit of working.
    let isHabit =
      habitVerbs.contains(verb) || speaker == "on" && isKnown || saysAlways && (isKnown || !speaker.hasPrefix("i"))
    guard isHabit || isMovedTo(verb) || isState || isDuty else { return true }
    reading.frame = .habit
    reading.verb = verb
    reading.body = Array(rest)
    // "i would rather change it": the verb that counts is the next.
    if verb == "rather", let main = rest.dropFirst().first?.form, Lexicon.taskVerbs.contains(main) {
      reading.verb = main
    }
    // "i'd like to see X" asks for a piece of work.
    if ["like", "want", "love"].contains(verb), rest.dropFirst().first?.form == "to",
      reading.cues.isDisjoint(with: [.habitual, .never, .repeated])
    {
      reading.frame = .none
      return true
    }
    if isDuty, !takeDuty(rest, saysAlways: saysAlways, &reading) { return true }
    if speaker == "we're" || speaker == "i'm" || verb == "are" || verb == "am" {
      let on = rest.drop {
        ["are", "am", "now", "all", "using", "on", "a", "an", "shop", "strictly"].contains($0.form)
      }
      let names =
        ["on", "using"].contains { word in rest.prefix(4).contains { $0.form == word } } || rest.last?.form == "shop"
      guard names, !on.isEmpty else {
        reading.frame = .none
        return true
      }
      reading.verb = "use"
      reading.body = [Token("use")] + on.filter { $0.form != "shop" }
    }
    if isMovedTo(verb) {
      let target = rest.dropFirst().drop { ["to", "on", "over", "from", "with", "that", "we"].contains($0.form) }
      reading.cues.insert(.standing)
      // "a while ago" says since when it holds, not that it is over.
      reading.cues.remove(.past)
      let since = CueFinder.standard.hits(in: Array(target)).first { $0.cue == .past }
      reading.verb = "use"
      reading.body = [Token("use")] + Array(target)[..<(since?.range.lowerBound ?? target.count)]
    } else if reading.frame == .habit, isPast(verb) {
      reading.cues.insert(.past)
    }
    return true
  }

  /// "we should always X": what matters is X. A duty without "always" or a way of working is a piece of work.
  private static func takeDuty(_ rest: ArraySlice<Token>, saysAlways: Bool, _ reading: inout Reading) -> Bool {
    let skipped: Set<String> = ["to", "be", "all", "also", "really", "always", "not", "never", "only"]
    let main = rest.dropFirst().drop { skipped.contains($0.form) }
    guard let verb = main.first?.form,
      saysAlways || reading.cues.contains(.universal) || Lexicon.conventionVerbs.contains(verb)
    else {
      reading.frame = .none
      return false
    }
    reading.negated = reading.negated || rest.prefix(4).contains { $0.form == "not" || $0.form == "never" }
    reading.verb = verb
    reading.body = Array(main)
    return true
  }

  /// "we switched to X".
  private static func isMovedTo(_ verb: String) -> Bool {
    [
      "switched", "moved", "migrated", "went", "standardized", "standardised", "settled", "adopted", "changed",
      "upgraded",
    ].contains(verb)
  }

  /// What people say they do as a rule; "i think" and "i see" say nothing about how to work.
  private static let habitVerbs: Set<String> = [
    "use", "prefer", "write", "keep", "name", "call", "put", "follow", "stick", "avoid", "run", "test", "deploy",
    "ship", "pin", "store", "log", "format", "indent", "commit", "squash", "rebase", "return", "throw", "treat", "like",
    "want", "hate", "love", "rather", "dislike", "go", "wrap", "document", "target", "sort", "prefix", "review",
    "release", "verwenden", "benutzen", "nutzen", "schreiben", "usamos", "escribimos", "utilisons", "écrivons",
    "prefiero", "préfère",
  ]

  /// "we always used Perl": regular and common irregular past forms.
  private static func isPast(_ verb: String) -> Bool {
    let irregular: Set<String> = [
      "did", "had", "went", "was", "were", "wrote", "ran", "kept", "made", "got", "built", "did", "thought", "said",
      "found", "forgot", "broke", "saw", "tried", "lost", "spent", "took",
    ]
    let present: Set<String> = ["need", "embed", "feed", "seed", "speed", "shed", "exceed", "proceed"]
    return irregular.contains(verb) || (verb.hasSuffix("ed") && !present.contains(verb))
  }
}
