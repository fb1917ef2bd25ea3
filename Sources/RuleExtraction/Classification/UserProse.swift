import Rules

/// The words of a message that are the user's own, to hold a language model's answers against.
struct UserProse: Sendable {
  /// The most Unicode scalars that are shown to a language model.
  private static let longest = 4000

  /// The prose, with what was pasted or quoted cut away, and not longer than may be shown.
  let text: String
  private let words: [String]
  private let stems: Set<String>

  init(_ message: String) {
    let lines = Prose(message).lines.filter { !$0.isEmpty }
    text = String(String.UnicodeScalarView(lines.joined(separator: "\n").unicodeScalars.prefix(Self.longest)))
    words = Self.words(text)
    stems = Set(WordStems.stems(of: text))
  }

  /// Whether an answer says no more than the user did: its quote is the user's and about the clause, its description
  /// has no word of meaning that the message has not, and turns nothing into its opposite.
  ///
  /// - Parameter isComplaint: a complaint refuses something without a word of refusal.
  func grounds(_ answer: SecondReader.Answer, clause: String, isComplaint: Bool) -> Bool {
    let quote = Self.words(answer.quote)
    let clause = Self.words(clause)
    // One word of a clause says little about where it comes from.
    guard !quote.isEmpty, quote.count >= min(2, clause.count), Self.holds(words, quote) else { return false }
    let shared = Set(quote).intersection(clause).count
    guard shared * 2 >= min(Set(quote).count, Set(clause).count) else { return false }
    let described = Set(WordStems.stems(of: answer.description)).subtracting(Self.plainVerbs)
    guard !described.isEmpty, described.isSubset(of: stems) else { return false }
    return Self.refuses(answer.description) == Self.refuses(answer.quote) || isComplaint
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split(whereSeparator: \.isWhitespace).map { word in
      String(word.trimming { $0.isPunctuation })
    }.filter { !$0.isEmpty }
  }

  private static func holds(_ words: [String], _ part: [String]) -> Bool {
    guard words.count >= part.count else { return false }
    return (0...(words.count - part.count)).contains { start in
      words[start] == part[0] && words[start..<start + part.count].elementsEqual(part)
    }
  }

  private static func refuses(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }.contains { word in
      refusals.contains(String(word)) || word.hasSuffix("n't") || word.hasSuffix("n’t")
    }
  }

  private static let refusals: Set<String> = [
    "not", "never", "no", "none", "nothing", "dont", "avoid", "stop", "quit", "without", "hate", "refrain", "forbid",
    "forbidden", "instead", "rather", "over", "nie", "kein", "keine", "nicht", "nunca", "jamais", "sin",
  ]
  /// Verbs that make an imperative of a wish and say nothing of their own.
  private static let plainVerbs = Set(WordStems.stems(of: "write keep make put give have"))
}

extension Substring {
  /// Without the characters at both ends that a condition holds for.
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    var rest = drop(while: isTrimmed)
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return rest
  }
}
