import Rules

/// Compares wishes: whether two say the same, or contradict each other.
struct WishComparison: Sendable {
  enum Relation: Hashable, Sendable {
    case same, contradictory
    /// Perhaps contradictory: both are kept, and a person is asked.
    case conflicting
    case unrelated
  }

  let rule: Rule
  /// The words of the directive without what limits it.
  let words: Set<String>
  let wanted: Set<String>
  let refused: Set<String>
  let isNegated: Bool
  /// Whether what is wanted is said of what is refused: "do not write X; put it there".
  private let pointsBack: Bool
  /// What limits the directive: "except in tests".
  let limits: Set<String>
  private let choices: WishChoices
  private let rivals: WishRivals
  /// The path to which the wish is bound; none where that is only named as an exception.
  let path: String?
  /// The words of the place at the end of a wish of one clause: "use tabs in shell scripts".
  private let endingPlace: Set<String>
  /// What a trained model of changes sees of it.
  let statement: ChangeFeatures.Statement
  /// The numbers in the description, in order, and what they are about.
  private let numbers: [String]
  private let measured: Set<String>

  /// Descriptions at least this alike say the same (Dice coefficient over word stems).
  private static let sameAbove = 0.72
  /// The same where each has words that the other has not.
  private static let sameWithOtherWordsAbove = 0.85
  /// Descriptions at least this alike are about the same thing, so that opposite polarity contradicts.
  private static let relatedAbove = 0.55
  /// From here on, two descriptions mean the same by what was given as their similarity.
  private static let sameMeaningAbove = 0.88
  /// From here on, two descriptions are about the same thing by their similarity.
  private static let relatedMeaningAbove = 0.8

  init(_ rule: Rule) {
    self.rule = rule
    statement = ChangeFeatures.Statement(rule)
    let (core, rest) = WishException.split(rule.action.description)
    words = Set(WishWords.words(of: core))
    limits = Set(WishWords.words(of: rest))
    let sides = Self.sides(of: core)
    wanted = Set(WishWords.words(of: sides.wanted))
    refused = Set(WishWords.words(of: sides.refused))
    let wantedWords = sides.wanted.split(separator: " ")
    pointsBack = !refused.isEmpty && wantedWords.contains { ["it", "them", "these", "those"].contains($0) }
    isNegated = Self.opensNegatively(core) || rule.action.isRetraction
    choices = WishChoices(rule)
    rivals = WishRivals(sides.wanted)
    path = rule.matchCriteria.path.flatMap { rest.contains($0) ? nil : $0 }
    endingPlace = Self.endingPlace(of: rule.action.description)
    let stems = WishWords.words(of: core)
    numbers = stems.filter { $0.allSatisfy(\.isNumber) }
    measured = Set(stems.filter { !$0.allSatisfy(\.isNumber) }).subtracting(Self.settingWords)
  }

  /// The wish as a key: the same words with the same sense.
  var signature: String { (isNegated ? "not " : "") + words.sorted().joined(separator: " ") }

  /// What the wish makes an exception of, when it is nothing but an exception.
  var exception: WishException? { WishException(rule.action.description) }

  /// Whether it says in words that it is an exception.
  var saysException: Bool {
    let said = statement.saidStems.union(words).union(limits)
    return !said.isDisjoint(with: Self.exceptionWords)
  }

  private static let exceptionWords = WishWords.set("exception except exempt excluded excepted ausnahme salvo sauf")

  /// How alike the words are, 0…1.
  func likeness(to other: WishComparison) -> Double { WordStems.dice(words, other.words) }

  /// How another wish of the same project relates to this one.
  func relation(to other: WishComparison, _ similarity: DecisionMaker.Similarity? = nil) -> Relation {
    guard rule.project == other.rule.project || rule.project == nil || other.rule.project == nil,
      compatible(rule.matchCriteria.language, other.rule.matchCriteria.language)
    else { return .unrelated }
    if rule.id == other.rule.id { return .same }
    let samePlace = path == other.path
    if samePlace, sidesAgree(with: other) { return .same }
    if samePlace, let relation = relationOfChoices(to: other) { return relation }
    let likeness = likeness(to: other)
    if isNegated == other.isNegated, saysSame(as: other, likeness) { return .same }
    if samePlace, forbids(what: other) || other.forbids(what: self) { return .same }
    if isNegated != other.isNegated, samePlace, likeness >= Self.relatedAbove {
      // Where each speaks of something that the other doesn't, they may be about different things.
      let (negative, positive) = isNegated ? (self, other) : (other, self)
      let unwanted = negative.refused.isEmpty ? negative.words : negative.refused
      let isOneSided = unwanted.isSubset(of: positive.wanted) || positive.words.isSubset(of: unwanted)
      return isOneSided || likeness >= Self.sameWithOtherWordsAbove ? .contradictory : .conflicting
    }
    if choices.agree(with: other.choices, words, other.words) { return .same }
    if samePlace, wants(as: other) { return .same }
    if samePlace, isNegated != other.isNegated, isPart(of: other) || other.isPart(of: self) { return .conflicting }
    return samePlace ? relationOfMeaning(to: other, similarity) : .unrelated
  }

  private func relationOfChoices(to other: WishComparison) -> Relation? {
    if let isSame = choices.relation(to: other.choices, words, other.words) { return isSame ? .same : .contradictory }
    if choices.refuse(other.choices) || other.choices.refuse(choices) { return .contradictory }
    if replaces(other) || other.replaces(self) { return .contradictory }
    if isNegated == other.isNegated, givesOtherNumber(than: other) { return .contradictory }
    if isNegated == other.isNegated, rivals.exclude(other.rivals, wanted, other.wanted) { return .contradictory }
    if isNegated == other.isNegated, choices.differ(from: other.choices, words, other.words) { return .contradictory }
    return nil
  }

  private func relationOfMeaning(to other: WishComparison, _ similarity: DecisionMaker.Similarity?) -> Relation {
    guard let value = similarity?(rule.action.description, other.rule.action.description) else { return .unrelated }
    if value >= Self.sameMeaningAbove, isNegated == other.isNegated, numbers == other.numbers { return .same }
    return value >= Self.relatedMeaningAbove && isNegated != other.isNegated ? .conflicting : .unrelated
  }

  /// Whether a wish of another project is this one.
  func isSameElsewhere(_ other: WishComparison) -> Bool {
    let (own, theirs) = (rule.matchCriteria, other.rule.matchCriteria)
    return signature == other.signature && numbers == other.numbers && path == other.path
      && own.language == theirs.language && choices == other.choices
  }

  /// Whether this later statement of the same wish says more about it, for the same places.
  func refines(_ earlier: WishComparison) -> Bool {
    let (own, theirs) = (rule.matchCriteria, earlier.rule.matchCriteria)
    guard path == earlier.path, own.language == theirs.language, isNegated == earlier.isNegated else { return false }
    // What limits it already stays.
    guard earlier.rule.action.exceptions.isEmpty, earlier.limits.isEmpty else { return false }
    let kept = Double(words.intersection(earlier.words).count)
    if choices.isLimited, !earlier.choices.isLimited { return kept * 2 >= Double(earlier.words.count) }
    // One word more is often only another way to say it.
    guard !limits.isEmpty else {
      return earlier.words.isSubset(of: words) && !earlier.words.isEmpty && words.count >= earlier.words.count + 2
    }
    return kept * 10 >= Double(earlier.words.count) * 6
  }

  /// Whether this later wish is for a place of which the earlier one says nothing, so that both may hold.
  func isNarrower(than earlier: WishComparison) -> Bool {
    !endingPlace.isEmpty && earlier.endingPlace.isEmpty && endingPlace.isDisjoint(with: earlier.words)
      && endingPlace.isDisjoint(with: choices.valueWords)
  }

  private static func endingPlace(of text: String) -> Set<String> {
    guard !text.contains(";"), !text.contains(", ") else { return [] }
    let places = [" in ", " under ", " inside ", " within "].compactMap { text.ranges(of: $0).last }
    guard let last = places.max(by: { $0.lowerBound < $1.lowerBound }) else { return [] }
    return Set(WishWords.words(of: String(text[last.upperBound...])))
  }

  /// Whether the wish became what it is after it was said in the candidate's words.
  func grew(from candidate: Rule) -> Bool {
    let isKnown = candidate.sources.allSatisfy { source in
      rule.sources.contains { known in
        known.isPlace(of: source) && known.range != nil && known.range == source.range
      }
    }
    return isKnown && WordStems.dice(words, Set(WishWords.words(of: candidate.action.description))) >= 0.4
  }

  /// How well a retraction's words name this wish: the share of them that the wish holds.
  func coverage(ofRetraction retraction: WishComparison, _ similarity: DecisionMaker.Similarity? = nil) -> Double {
    let named = words.union(limits).union(choices.valueWords)
    let all = retraction.words.subtracting(Self.retractionWords)
    let asked = all.isEmpty ? retraction.words : all
    guard !asked.isEmpty else { return 0 }
    // Beside what is taken back the reason is often said.
    let parts = retraction.clauses.map { $0.subtracting(Self.retractionWords) }.filter { $0.count >= 2 }
    let coverage = ([asked] + parts).map { Double($0.intersection(named).count) / Double($0.count) }.max() ?? 0
    guard let value = similarity?(rule.action.description, retraction.rule.action.description),
      value >= Self.relatedMeaningAbove
    else { return coverage }
    return max(coverage, value)
  }

  private static let retractionWords = WishWords.set(
    "rule longer stop thing any anymore more again may can need needn now start forget drop doesn isn necessary allow ok "
      + "okay fine back make run do put have don didn wasn won said say told what you take since from here use bother "
      + "quit scrap gone go rid get keep want")

  /// The words of each clause of the description.
  private var clauses: [Set<String>] {
    var clauses = [rule.action.description]
    for mark in [", ", "; ", ": ", " because ", " since "] {
      clauses = clauses.flatMap { $0.split(separator: mark).map(String.init) }
    }
    return clauses.count < 2 ? [] : clauses.map { Set(WishWords.words(of: $0)) }
  }

  /// A wish said again has words more or fewer; one word put for another makes it a wish about something else.
  private func saysSame(as other: WishComparison, _ likeness: Double) -> Bool {
    let isRestated = words.isSubset(of: other.words) || other.words.isSubset(of: words)
    if isRestated, min(words.count, other.words.count) >= 4, likeness >= 0.5 { return true }
    return likeness >= (isRestated ? Self.sameAbove : Self.sameWithOtherWordsAbove)
  }

  /// "Do not write X; put it through Y" and "Put every text through Y": what is wanted is the same.
  private func wants(as other: WishComparison) -> Bool {
    let (own, theirs) = (wanted.subtracting(Self.plainWords), other.wanted.subtracting(Self.plainWords))
    if pointsBack, own.count >= 2, own.isSubset(of: theirs) { return true }
    return other.pointsBack && theirs.count >= 2 && theirs.isSubset(of: own)
  }

  /// "Poll instead of sleeping" and "Do not sleep; poll".
  private func sidesAgree(with other: WishComparison) -> Bool {
    guard !refused.isEmpty, !other.refused.isEmpty else { return false }
    let (own, theirs) = (wanted.subtracting(Self.plainWords), other.wanted.subtracting(Self.plainWords))
    let shared = own.intersection(theirs).count
    return WordStems.dice(refused, other.refused) >= 0.6 && shared > 0 && shared * 2 >= min(own.count, theirs.count)
  }

  /// "Keep amounts in cents, never in floats" says "Do not use floats" too.
  private func forbids(what other: WishComparison) -> Bool {
    guard other.isNegated, !isNegated, !other.words.isEmpty, !refused.isEmpty else { return false }
    if refused.isSubset(of: other.words), other.words.isSubset(of: words) { return true }
    return other.words.count * 2 >= refused.count && other.words.isSubset(of: refused)
  }

  private static let plainWords = WishWords.set("put them write keep make instead only new there")
  private static let settingWords = WishWords.set("keep set put make give stay")

  /// Whether all that one says is in the other.
  private func isPart(of other: WishComparison) -> Bool { words.count >= 2 && words.isSubset(of: other.words) }

  /// "Keep functions under 40 lines" and "Keep functions under 60 lines".
  private func givesOtherNumber(than other: WishComparison) -> Bool {
    !numbers.isEmpty && !other.numbers.isEmpty && numbers != other.numbers && !measured.isEmpty
      && WordStems.dice(measured, other.measured) >= 0.8
  }

  private func compatible(_ left: String?, _ right: String?) -> Bool {
    left == nil || right == nil || left == right
  }

  /// One wish names as the wrong way what the other wants: "use X, not Y" and "use Y".
  private func replaces(_ other: WishComparison) -> Bool {
    guard !refused.isEmpty, !other.isNegated, !other.wanted.isEmpty else { return false }
    let shared = refused.intersection(other.wanted).count
    let own = wanted.intersection(other.wanted).count
    // One word alone may be about anything, unless little else is said.
    guard shared > 1 || (own < shared && wanted.count <= 2) else { return false }
    return shared * 4 >= refused.count * 3 && shared * 5 >= other.wanted.count * 3 && !other.wanted.isSubset(of: wanted)
  }

  /// The description before and after the words that turn from what is wanted to what is not.
  private static func sides(of text: String) -> (wanted: String, refused: String) {
    for turn in [", not ", " instead of ", " rather than ", ", never "] {
      if let range = text.firstRange(of: turn) {
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
      }
    }
    // "Use X over Y", but not "Go over the list".
    let choice = text.lowercased()
    if ["use ", "prefer ", "choose ", "pick ", "favor ", "favour "].contains(where: { choice.hasPrefix($0) }),
      let range = text.firstRange(of: " over ")
    {
      return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }
    // "Do not write X; put it through Y."
    if opensNegatively(text), let range = text.firstRange(of: "; ") {
      let rest = String(text[range.upperBound...])
      if !opensNegatively(rest) { return (rest, String(text[..<range.lowerBound])) }
    }
    return (text, "")
  }

  private static func opensNegatively(_ text: String) -> Bool {
    let start = text.lowercased()
    // "Never add a variable without the prefix" wants something.
    guard !start.contains(" without ") else { return false }
    let second = start.split(separator: " ", maxSplits: 2).dropFirst().first
    return second == "no"
      || [
        "never ", "do not ", "don't ", "avoid ", "no ", "stop ", "not ", "omit ", "leave out ",
      ].contains { start.hasPrefix($0) }
  }
}
