import Rules

/// Compares wishes: whether two say the same, or contradict each other.
struct WishComparison: Sendable {
  enum Relation: Hashable, Sendable {
    case same, contradictory, unrelated
  }

  private let rule: Rule
  private let words: Set<String>
  private let wanted: Set<String>
  private let refused: Set<String>
  private let isNegated: Bool
  private let slots: [String: JSONValue]
  /// The numbers in the description, in order, and what they are about.
  private let numbers: [String]
  private let measured: Set<String>

  /// Descriptions at least this alike say the same (Dice coefficient over word stems).
  private static let sameAbove = 0.72
  /// The same where each has words that the other has not.
  private static let sameWithOtherWordsAbove = 0.85
  /// Descriptions at least this alike are about the same thing, so that opposite polarity contradicts.
  private static let relatedAbove = 0.55

  init(_ rule: Rule) {
    self.rule = rule
    let text = rule.action.description
    words = Set(WordStems.stems(of: text))
    let sides = Self.sides(of: text)
    wanted = Set(WordStems.stems(of: sides.wanted))
    refused = Set(WordStems.stems(of: sides.refused))
    isNegated = Self.opensNegatively(text) || rule.action.isRetraction
    slots = Self.slots(of: rule)
    let stems = WordStems.stems(of: text)
    numbers = stems.filter { $0.allSatisfy(\.isNumber) }
    measured = Set(stems.filter { !$0.allSatisfy(\.isNumber) }).subtracting([
      "keep", "set", "put", "make", "give", "stay",
    ])
  }

  /// How another wish of the same project relates to this one.
  func relation(to other: WishComparison) -> Relation {
    guard rule.project == other.rule.project || rule.project == nil || other.rule.project == nil,
      compatible(rule.matchCriteria.language, other.rule.matchCriteria.language)
    else { return .unrelated }
    if rule.id == other.rule.id { return .same }
    let samePlace = rule.matchCriteria.path == other.rule.matchCriteria.path
    let shared = slots.keys.filter { other.slots[$0] != nil }
    if samePlace, !shared.isEmpty {
      return shared.contains { slots[$0] != other.slots[$0] } ? .contradictory : .same
    }
    if samePlace, refuses(other) || other.refuses(self) { return .contradictory }
    if samePlace, replaces(other) || other.replaces(self) { return .contradictory }
    if samePlace, isNegated == other.isNegated, givesOtherNumber(than: other) { return .contradictory }
    let likeness = WordStems.dice(words, other.words)
    if isNegated == other.isNegated, saysSame(as: other, likeness) { return .same }
    if isNegated != other.isNegated, samePlace, likeness >= Self.relatedAbove { return .contradictory }
    return .unrelated
  }

  /// How well a retraction's words name this wish: the share of them that the wish holds.
  func coverage(ofRetraction retraction: WishComparison) -> Double {
    let asked = retraction.words.subtracting(["rule", "longer", "stop", "thing", "any"])
    guard !asked.isEmpty else { return 0 }
    return Double(asked.intersection(words).count) / Double(asked.count)
  }

  /// A wish said again has words more or fewer; one word put for another makes it a wish about something else.
  private func saysSame(as other: WishComparison, _ likeness: Double) -> Bool {
    let isRestated = words.isSubset(of: other.words) || other.words.isSubset(of: words)
    return likeness >= (isRestated ? Self.sameAbove : Self.sameWithOtherWordsAbove)
  }

  /// "Keep functions under 40 lines" and "Keep functions under 60 lines".
  private func givesOtherNumber(than other: WishComparison) -> Bool {
    !numbers.isEmpty && !other.numbers.isEmpty && numbers != other.numbers && !measured.isEmpty
      && WordStems.dice(measured, other.measured) >= 0.8
  }

  private func compatible(_ left: String?, _ right: String?) -> Bool {
    left == nil || right == nil || left == right
  }

  /// One wish uses what the other forbids.
  private func refuses(_ other: WishComparison) -> Bool {
    guard let forbidden = rule.action.text(.forbidden) ?? rule.action.text(.insteadOf) else { return false }
    return other.rule.action.text(.tool) == forbidden
  }

  /// One wish names as the wrong way what the other wants: "use X, not Y" and "use Y".
  private func replaces(_ other: WishComparison) -> Bool {
    guard !refused.isEmpty, !other.isNegated, !other.wanted.isEmpty else { return false }
    let shared = refused.intersection(other.wanted).count
    let own = wanted.intersection(other.wanted).count
    return shared * 4 >= refused.count * 3 && shared * 2 >= other.wanted.count && (shared > 1 || own < shared)
      && !other.wanted.isSubset(of: wanted)
  }

  /// The description before and after the words that turn from what is wanted to what is not.
  private static func sides(of text: String) -> (wanted: String, refused: String) {
    for turn in [", not ", " instead of ", " rather than "] {
      if let range = text.firstRange(of: turn) {
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
      }
    }
    return (text, "")
  }

  private static func opensNegatively(_ text: String) -> Bool {
    let start = text.lowercased()
    return ["never ", "do not ", "don't ", "avoid ", "use no ", "no ", "stop ", "not "].contains { start.hasPrefix($0) }
  }

  /// The choices a rule makes, each of which has only one value at a time.
  private static func slots(of rule: Rule) -> [String: JSONValue] {
    var slots: [String: JSONValue] = [:]
    let action = rule.action
    let target = action.text(.target) ?? ""
    if let convention = action.parameters?[ParameterKey.convention.rawValue] {
      slots["convention of \(target)"] = convention
    }
    if let tool = action.parameters?[ParameterKey.tool.rawValue], !target.isEmpty { slots["tool for \(target)"] = tool }
    for key in [ParameterKey.quotes, .semicolons, .indent, .exports, .maxLineLength, .trailingCommas, .imports] {
      if let value = action.parameters?[key.rawValue] { slots[key.rawValue] = value }
    }
    if slots[ParameterKey.indent.rawValue] == "spaces", let width = action.parameters?[ParameterKey.width.rawValue] {
      slots["columns of indent"] = width
    }
    return slots
  }
}
