import LogisticModels
import Rules

/// What is seen of a later statement beside the wishes that are known: whether it is about one of them, and whether it
/// speaks of a change.
enum ChangeFeatures {
  /// A wish or a statement: how it is written down, and the words in which it was said.
  struct Statement: Hashable, Sendable {
    let description: String
    let said: String
    let stems: Set<String>
    let saidStems: Set<String>
    let isNegated: Bool
    let trigrams: [String: Int]
    /// Whether it is said as a change of what was.
    var speaksOfChange: Bool {
      ChangeFeatures.holds(" \(ChangeFeatures.plain(said)) ", anyOf: changeWords.map { " \($0) " })
    }

    init(_ rule: Rule) {
      self.init(description: rule.action.description, said: rule.sources.last?.quote ?? rule.action.description)
    }

    init(description: String, said: String) {
      self.description = description
      self.said = said
      stems = Set(WishWords.words(of: description + " " + said))
      saidStems = Set(WishWords.words(of: said))
      isNegated = ChangeFeatures.holds(" " + said.lowercased() + " ", anyOf: ChangeFeatures.negations)
      trigrams = ChangeFeatures.trigrams(of: WishWords.words(of: said).joined(separator: " "))
    }
  }

  /// Words with which people say that something is no longer as it was.
  private static let changeWords = [
    "no longer", "any more", "anymore", "no more", "from now", "from here", "as of", "now", "instead", "moved",
    "switched", "changed", "changed my mind", "back to", "forget", "scrap", "drop", "used to", "dead", "gone",
  ]

  /// Words that speak for or against a change; each is noticed where it occurs in the later statement.
  static let cues = [
    "no longer", "any more", "anymore", "stop", "drop", "forget", "scrap", "lift", "can go", "may again", "again",
    "back to", "moved", "move", "switch", "changed", "now", "instead", "from now", "from here", "as of", "my mind",
    "exception", "except", "apart from", "only", "also", "still", "old", "rule", "ban", "needn't", "neednt",
    "don't need", "dont need", "no need", "fine", "allowed", "okay", "ok", "can", "may", "keep", "i said", "i told",
    "as i", "remember", "this", "just", "today", "for now", "once", "gone", "is out", "are out", "over", "new",
    "since", "rather", "unless", "but", "let's", "we're", "you're", "you can", "you may", "skip", "without", "too",
    "every", "all", "always", "never", "not", "until", "nicht mehr", "kein", "plus", "ya no", "agora", "ab jetzt",
    "désormais", "a partir de", "stays", "stay", "already", "retire", "ditch", "quit", "save yourself", "never mind",
    "way out", "does that", "takes care", "handles", "sure", "no more", "used to", "get rid", "rid of", "apply",
    "not needed", "unnecessary", "obsolete", "dead", "turns out", "loosen", "relax", "swap", "replace", "replaced",
    "replaces", "migrated", "go back", "take back", "revert", "undo", "other way", "wrong", "bad idea", "change",
    "decided", "agreed", "after all", "bother", "stop doing", "optional", "okay to", "ok to", "free to", "welcome to",
    "exempt", "exception to", "count", "special", "everywhere else", "elsewhere", "otherwise", "the rest", "rest",
    "everything else", "excluded", "leave", "prefer", "becomes", "goes", "as well", "both", "specifically", "meaning",
    "told you", "how often", "why do i", "why is", "why are",
  ]

  /// What may be noticed, in a fixed order.
  static let names: [String] =
    cues.map { "cue.\($0)" } + ["question", "exclamation"]
    + ["known", "later", "both", "known_only", "later_only"].map { "negated.\($0)" }
    + ["same", "contradictory", "conflicting", "unrelated"].map { "words.\($0)" }
    + ["retraction", "best_by_words", "best_by_meaning", "only_one"]

  private static let negations = [
    " no ", " not ", " never ", "n't ", " dont ", " without ", " avoid ", " stop ", " kein", " nicht ", " pas ",
    " sin ",
    " sem ", " não ", " nunca ",
  ]
  private static let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
  /// How many measures there are: each absolute, and over the best of the other wishes.
  static let measureCount = 18

  /// What a reader of meaning knows.
  struct Meaning: Sendable {
    /// How alike two texts are, −1…1.
    let similarity: DecisionMaker.Similarity
    /// The embedding of a text; empty where there is none.
    let embedding: DecisionMaker.Embedding
  }

  /// The features of a statement with each of the wishes that are known.
  ///
  /// - Parameter relations: what the words alone say of each.
  static func features(
    of later: Statement, isRetraction: Bool, among known: [Statement], relations: [WishComparison.Relation],
    _ meaning: Meaning
  ) -> [LinearModel.Features] {
    let measures = known.indices.map { index in
      let others = known.indices.reduce(into: Set<String>()) { if $1 != index { $0.formUnion(known[$1].stems) } }
      return Self.measures(of: later, known[index], others, meaning.similarity)
    }
    let said = Self.flags(of: later, isRetraction: isRetraction, count: known.count)
    let embedding = meaning.embedding(later.said)
    return known.indices.map { index in
      var found = said
      let others = measures.indices.filter { $0 != index }.map { measures[$0] }
      let margins = measures[index].indices.map { column in
        measures[index][column] - (others.map { $0[column] }.max() ?? 0)
      }
      if margins[0] >= 0, measures[index][0] > 0 { found.append("best_by_words") }
      if margins[4] >= 0 { found.append("best_by_meaning") }
      found.append("words.\(relations[index])")
      switch (known[index].isNegated, later.isNegated) {
      case (true, true): found += ["negated.known", "negated.later", "negated.both"]
      case (true, false): found += ["negated.known", "negated.known_only"]
      case (false, true): found += ["negated.later", "negated.later_only"]
      case (false, false): break
      }
      return LinearModel.Features(
        flags: Set(found.compactMap { indices[$0] }).sorted(),
        measures: (measures[index] + margins).map { Float($0) * 2 }, embedding: embedding)
    }
  }

  private static func flags(of later: Statement, isRetraction: Bool, count: Int) -> [String] {
    let plain = plain(later.said)
    var found = cues.filter { " \(plain) ".contains(" \($0) ") }.map { "cue.\($0)" }
    if later.said.contains("?") { found.append("question") }
    if later.said.contains("!") { found.append("exclamation") }
    if isRetraction { found.append("retraction") }
    if count == 1 { found.append("only_one") }
    return found
  }

  /// The words of a text in small letters, with one space between.
  private static func plain(_ text: String) -> String {
    let letters = String(text.lowercased().map { $0.isLetter || $0 == "'" || $0.isNumber ? $0 : " " })
    return letters.split(separator: " ").joined(separator: " ")
  }

  private static func measures(
    of later: Statement, _ known: Statement, _ others: Set<String>, _ similarity: DecisionMaker.Similarity
  ) -> [Double] {
    let common = later.stems.intersection(known.stems)
    let shared = Double(common.count)
    let own = Double(later.saidStems.intersection(known.stems).count) / Double(max(later.saidStems.count, 1))
    // Words that only this one of the wishes has.
    let particular = Double(min(common.subtracting(others).count, 4)) / 4
    let meanings = [similarity(known.said, later.said), similarity(known.description, later.said)].compactMap { $0 }
    return [
      shared / Double(max(later.stems.count, 1)), shared / Double(max(known.stems.count, 1)),
      min(shared, 6) / 6, dice(later.trigrams, known.trigrams), meanings.max() ?? 0, meanings.min() ?? 0, own,
      particular, begun(later.stems, known.stems),
    ]
  }

  /// The share of words that begin as a word of the other one does, or the other way round: "auth", "authentication".
  private static func begun(_ words: Set<String>, _ others: Set<String>) -> Double {
    let starts = Set(others.map { String($0.prefix(3)) })
    let count = words.count { word in
      word.count >= 3 && starts.contains(String(word.prefix(3)))
        && others.contains { $0.count >= 3 && ($0.hasPrefix(word) || word.hasPrefix($0)) }
    }
    return Double(count) / Double(max(words.count, 1))
  }

  private static func holds(_ text: String, anyOf words: [String]) -> Bool { words.contains { text.contains($0) } }

  private static func trigrams(of text: String) -> [String: Int] {
    let letters = Array(text)
    var counts: [String: Int] = [:]
    for start in 0..<max(0, letters.count - 2) { counts[String(letters[start..<start + 3]), default: 0] += 1 }
    return counts
  }

  private static func dice(_ left: [String: Int], _ right: [String: Int]) -> Double {
    let total = left.values.reduce(0, +) + right.values.reduce(0, +)
    let shared = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
    return total == 0 ? 0 : 2 * Double(shared) / Double(total)
  }
}
