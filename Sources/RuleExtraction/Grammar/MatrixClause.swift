/// A clause whose point stands in the clause after "that": "the rule here is that X", "it's important that X".
struct MatrixClause: Hashable, Sendable {
  /// What the words before "that" say about the wish.
  let cues: Set<Cue>
  /// Where the point begins.
  let start: Int

  /// The matrix that a clause begins with, if it begins with one.
  init?(_ tokens: [Token]) {
    let window = tokens.indices.prefix(12)
    guard let that = window.first(where: { tokens[$0].form == "that" || tokens[$0].form == ":" }), that > 0,
      that + 2 < tokens.count
    else { return nil }
    // "i'd prefer that you ask" addresses somebody and is read as such.
    guard tokens[that + 1].form != "you" else { return nil }
    let words = Set(tokens[..<that].map(\.form))
    var cues: Set<Cue> = []
    if !words.isDisjoint(with: Self.agreements) { cues.insert(.standing) }
    if !words.isDisjoint(with: Self.stresses) { cues.insert(.obligation) }
    let isTold = words.contains("told") && (words.contains("i've") || words.contains("i"))
    if isTold { cues.insert(.repeated) }
    guard !cues.isEmpty,
      words.isDisjoint(with: ["not", "don't", "if", "whether", "says", "said", "was", "were", "they", "he", "she"])
    else { return nil }
    self.cues = cues
    start = that + 1
  }

  private static let agreements: Set<String> = [
    "rule", "convention", "policy", "agreed", "agree", "standard", "principle", "guideline", "remember", "insist",
    "requirement", "practice", "decided", "standardized", "standardised",
  ]
  private static let stresses: Set<String> = [
    "important", "crucial", "essential", "critical", "vital", "feel", "prefer", "ask", "expect", "want", "like",
    "careful",
    "preference",
  ]
}
