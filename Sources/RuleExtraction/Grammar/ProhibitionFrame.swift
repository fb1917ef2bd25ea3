/// The wishes that something be not done, or no longer.
extension FrameFinder {
  static func asRetraction(_ all: [Token], _ reading: inout Reading) -> Bool {
    let tokens = withoutOpening(all)
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

  /// What is said before a wish is taken back, and says no more than that.
  private static let openings = [
    ["forget", "what", "i", "said"], ["forget", "what", "i", "told", "you"], ["i", "take", "it", "back"],
    ["i", "take", "that", "back"], ["i", "changed", "my", "mind"], ["changed", "my", "mind"], ["scratch", "that"],
    ["i've", "changed", "my", "mind"], ["on", "second", "thought"], ["on", "second", "thoughts"], ["never", "mind"],
  ]

  private static func withoutOpening(_ tokens: [Token]) -> [Token] {
    let forms = tokens.prefix(6).map(\.form)
    guard let opening = openings.first(where: { forms.starts(with: $0) }), tokens.count > opening.count + 3,
      tokens[opening.count].kind == .mark
    else { return tokens }
    return Array(tokens[(opening.count + 1)...])
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
    let goesOn = second == "changes" && tokens.dropFirst(2).first?.form == "to"
    if first == "no" || first == "not", nothing.contains(second) && !goesOn || tokens.count < 2 || tokens.count > 16 {
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
