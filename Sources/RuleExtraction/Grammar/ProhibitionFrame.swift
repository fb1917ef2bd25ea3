/// The wishes that something be not done, or no longer.
extension FrameFinder {
  static func asRetraction(_ tokens: [Token], _ reading: inout Reading) -> Bool {
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

  /// What follows "nothing" where it forbids something.
  static let nothingPlaces: Set<String> = [
    "under", "newer", "older", "in", "from", "outside", "but", "with", "below", "above",
  ]

  static func asProhibition(_ tokens: [Token], _ first: String, _ second: String, _ reading: inout Reading)
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
    if first == "no" || first == "not", nothing.contains(second) || tokens.count < 2 || tokens.count > 16 {
      return false
    }
    reading.frame = .prohibition
    reading.negated = true
    if nothingThere, !reading.cues.contains(.passing) { reading.cues.insert(.universal) }
    let skip = first == "do" || first == "refrain" ? 2 : 1
    // "no X" has no verb.
    if !["no", "zero", "nothing"].contains(first) { reading.verb = tokens.dropFirst(skip).first?.form }
    reading.body = tokens
    return true
  }
}
