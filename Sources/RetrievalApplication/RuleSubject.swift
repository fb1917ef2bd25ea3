import Rules

/// What a rule is about: the things that a task must have to do with for the rule to matter.
///
/// "Use polars for data frames" is about data frames, and polars is only the means. The last word of a phrase says more
/// than those before it: "component styles" are styles.
struct RuleSubject: Hashable, Sendable {
  /// One thing: the concepts that stand for it, and how much it counts.
  struct Thing: Hashable, Sendable {
    let concepts: Set<String>
    let weight: Double
  }

  let things: [Thing]

  /// A subject that all code has to do with.
  var isGeneral: Bool { things.isEmpty }

  /// The subject that a phrase or a description names.
  init(_ text: String) {
    var things: [Thing] = []
    var seen: Set<Set<String>> = []
    for phrase in Self.phrases(of: text) {
      let words = phrase.flatMap { WordStems.stems(of: TaskProfile.spaced($0)) }
        .filter { !Concepts.isGeneral($0) && LanguageName.canonical($0) == nil && !$0.allSatisfy(\.isNumber) }
      for (index, word) in words.enumerated() {
        let concepts = Concepts.concepts(of: word)
        guard seen.insert(concepts).inserted else { continue }
        things.append(Thing(concepts: concepts, weight: index == words.count - 1 ? 2 : 1))
      }
    }
    self.things = things
  }

  /// The share of the subject that a task has to do with, 0…1.
  func share(in concepts: Set<String>) -> Double {
    let total = things.reduce(0) { $0 + $1.weight }
    let found = things.reduce(0) { $0 + ($1.concepts.isDisjoint(with: concepts) ? 0 : $1.weight) }
    return total == 0 ? 0 : found / total
  }

  /// How many of its things a task has to do with.
  func count(in concepts: Set<String>) -> Int {
    things.count { !$0.concepts.isDisjoint(with: concepts) }
  }

  /// Runs of words between prepositions and marks.
  private static func phrases(of text: String) -> [[String]] {
    let breaks: Set<String> = [
      "of", "in", "on", "for", "with", "to", "from", "by", "and", "or", "about", "at", "through",
    ]
    let exceptions: Set<String> = ["outside", "except", "unless", "besides"]
    var phrases: [[String]] = [[]]
    // Where a rule does not hold is not what it is about.
    var isException = false
    for piece in text.split(whereSeparator: \.isWhitespace) {
      let word = piece.lowercased()
      let isBreak = breaks.contains(word)
      if exceptions.contains(word) { isException = true }
      if !isBreak, !isException { phrases[phrases.count - 1].append(String(piece)) }
      let ends = piece.last.map { ",;:.".contains($0) } == true
      if ends { isException = false }
      if isBreak || ends { phrases.append([]) }
    }
    return phrases.filter { !$0.isEmpty }
  }
}
