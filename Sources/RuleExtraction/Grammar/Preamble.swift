/// Words before or around a wish that say who agreed on it and for how long: "house style is X", "the team has agreed
/// to X", "rule number one: X", "i like X better".
struct Preamble: Hashable, Sendable {
  /// What the words say about the wish.
  private(set) var cues: Set<Cue> = []
  /// The wish without them.
  private(set) var wish: [Token]

  /// The preamble that a clause has, if it has one.
  init?(_ tokens: [Token]) {
    wish = tokens
    guard
      takeForget() || takeCircumstances() || takeColon() || takeCopula() || takeAgreement() || takeToldNot()
        || takeLiking()
    else { return nil }
    guard wish.contains(where: \.isWord) else { return nil }
  }

  /// "never forget to X", "remember not to X".
  private mutating func takeForget() -> Bool {
    let forms = wish.prefix(5).map(\.form)
    guard let to = forms.firstIndex(of: "to"), to > 0 else { return false }
    if forms[to - 1] == "forget", to >= 2, ["never", "don't", "not"].contains(forms[to - 2]) {
      wish.removeSubrange(...to)
      cues.insert(.habitual)
      return true
    }
    if to == 1, forms[0] == "remember" {
      wish.removeSubrange(...to)
      cues.insert(.habitual)
      return true
    }
    guard to == 2, forms[0] == "remember", forms[1] == "not" else { return false }
    wish.replaceSubrange(...to, with: [Token("never")])
    cues.insert(.never)
    return true
  }

  /// "under no circumstances X", "no matter what, X".
  private mutating func takeCircumstances() -> Bool {
    let forms = wish.prefix(3).map(\.form)
    if forms == ["under", "no", "circumstances"] || forms == ["at", "no", "point"] {
      wish.replaceSubrange(..<3, with: [Token("never")])
      cues.insert(.never)
      return true
    }
    guard forms == ["no", "matter", "what"] else { return false }
    wish.removeSubrange(..<3)
    cues.insert(.habitual)
    return true
  }

  /// "rule number one: X", "note for every time after: X".
  private mutating func takeColon() -> Bool {
    guard let colon = wish.prefix(10).firstIndex(where: { $0.form == ":" }), colon > 0, colon + 1 < wish.count else {
      return false
    }
    let head = Set(wish[..<colon].map(\.form))
    // "again: X" upholds it, "remember: X" is for later too.
    if colon <= 2, let word = head.first(where: { ["again", "remember", "remembers"].contains($0) }) {
      wish.removeSubrange(...colon)
      cues.insert(word == "again" ? .repeated : .standing)
      return true
    }
    let first = wish[0].form
    guard !Lexicon.conventionVerbs.contains(first) || ["write", "note", "default"].contains(first) else { return false }
    guard !head.isDisjoint(with: Self.agreements.union(["future"])), head.isDisjoint(with: Self.doubts) else {
      return false
    }
    wish.removeSubrange(...colon)
    cues.insert(.standing)
    return true
  }

  /// "our convention is to X", "house style is X".
  private mutating func takeCopula() -> Bool {
    guard let first = wish.first?.form,
      let copula = wish.prefix(8).firstIndex(where: { $0.form == "is" }), copula > 0, copula + 1 < wish.count
    else { return false }
    let head = wish[..<copula].map(\.form)
    let isShared =
      ["our", "house", "my", "general", "team", "project"].contains(first)
      || first == "the" && head.contains { ["here", "team", "project", "repo", "codebase", "house"].contains($0) }
    let names = head.contains(where: Self.agreements.contains)
    guard isShared, names, Set(head).isDisjoint(with: Self.doubts) else { return false }
    wish.removeSubrange(...copula)
    if let next = wish.first?.form, ["to", "that"].contains(next) { wish.removeFirst() }
    cues.insert(.standing)
    return true
  }

  /// "the team has agreed to X", "we settled on X".
  private mutating func takeAgreement() -> Bool {
    let verbs: Set<String> = ["agreed", "settled", "decided", "standardized", "standardised", "agree"]
    guard let first = wish.first?.form, ["we", "the", "everyone", "everybody", "our", "we've", "all"].contains(first),
      let verb = wish.prefix(7).firstIndex(where: { verbs.contains($0.form) }), verb > 0, verb + 2 < wish.count,
      ["to", "on", "for"].contains(wish[verb + 1].form)
    else { return false }
    wish.removeSubrange(...(verb + 1))
    if let ago = wish.firstIndex(where: { $0.form == "ago" }), ago == wish.count - 1, ago > 2 {
      wish.removeSubrange((ago - 2)...)
    }
    cues.insert(.standing)
    return true
  }

  /// "i told you not to X".
  private mutating func takeToldNot() -> Bool {
    guard wish.count > 5, ["i", "i've"].contains(wish[0].form),
      let you = wish.prefix(4).firstIndex(where: { $0.form == "you" }),
      wish[..<you].contains(where: { ["told", "asked"].contains($0.form) }), you + 2 < wish.count
    else { return false }
    let isNot = wish[you + 1].form == "not"
    guard isNot || wish[you + 1].form == "to" && wish[you + 2].form == "stop" else { return false }
    wish.removeSubrange(...(isNot ? you + 2 : you + 1))
    if isNot { wish.insert(Token("never"), at: 0) }
    cues.insert(.repeated)
    return true
  }

  /// "i like X better".
  private mutating func takeLiking() -> Bool {
    guard wish.count > 3, wish[0].form == "i", wish[1].form == "like",
      let better = wish.firstIndex(where: { $0.form == "better" }), better > 2
    else { return false }
    wish = Array(wish[2..<better])
    cues.insert(.standing)
    return true
  }

  /// What people call that on which they agreed.
  private static let agreements: Set<String> = [
    "style", "convention", "standard", "preference", "rule", "policy", "practice", "default", "principle", "guideline",
  ]
  private static let doubts: Set<String> = [
    "not", "don't", "if", "whether", "says", "said", "was", "were", "they", "he", "she", "what", "which", "why",
    "there", "old", "no", "another", "their",
  ]
}
