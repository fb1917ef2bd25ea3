import Foundation
package import Rules

/// Measures extracted rules against the rules that a person found.
///
/// Rules are matched one to one, the most similar first. Two can only match when they come from one place. Where they
/// are each other's only candidates the place is enough; elsewhere their descriptions decide.
package struct ExtractionEvaluator: Sendable {
  /// How well the extracted rules are the true ones.
  package struct Evaluation: Hashable, Sendable {
    /// An extracted rule and the gold rule that it is, by their places in what was given.
    package struct Pair: Hashable, Sendable {
      package var gold: Int
      package var extracted: Int
      /// How similar the descriptions are, 0…1.
      package var similarity: Double
    }

    /// The matched rules, the most similar first.
    package var pairs: [Pair]
    package var goldCount: Int
    package var extractedCount: Int
    /// The share of the matched rules with the right action type, 0…1; 0 when nothing matches.
    package var actionTypeAccuracy: Double

    /// The share of the extracted rules that are true ones, 0…1.
    package var precision: Double { Self.ratio(pairs.count, extractedCount) }
    /// The share of the true rules that were extracted, 0…1.
    package var recall: Double { Self.ratio(pairs.count, goldCount) }
    /// The harmonic mean of precision and recall, 0…1.
    package var f1: Double {
      let sum = precision + recall
      return sum > 0 ? 2 * precision * recall / sum : 0
    }
    /// The mean similarity of the matched descriptions, 0…1; 0 when nothing matches.
    package var descriptionSimilarity: Double {
      pairs.isEmpty ? 0 : pairs.reduce(0) { $0 + $1.similarity } / Double(pairs.count)
    }

    fileprivate static func ratio(_ part: Int, _ whole: Int) -> Double {
      whole > 0 ? Double(part) / Double(whole) : 0
    }
  }

  /// The least similarity of two descriptions that are the same rule, 0…1.
  private let floor: Double

  package init(floor: Double = 0.4) {
    self.floor = floor
  }

  /// Matches and counts.
  ///
  /// - Parameters:
  ///   - extracted: the rules with the places where they were stated.
  ///   - groundTruth: the gold rules, each with the id of its transcript.
  package func evaluate(extracted: [Rule], groundTruth: [(transcript: String, rule: GoldRule)]) -> Evaluation {
    evaluate(
      extracted: extracted,
      wishes: groundTruth.map { gold in
        LabelledWish(
          gold.rule,
          places: Set(gold.rule.segments.map { SourcePlace(transcript: gold.transcript, segment: $0) }))
      })
  }

  /// Matches and counts, for wishes that may be stated in several transcripts.
  package func evaluate(extracted: [Rule], wishes: [LabelledWish]) -> Evaluation {
    var rulesAt: [SourcePlace: [Int]] = [:]
    for (index, rule) in extracted.enumerated() {
      for place in rule.places { rulesAt[place, default: []].append(index) }
    }
    let wordsOfExtracted = extracted.map { Description($0.action.description) }
    var candidates: [Evaluation.Pair] = []
    for (index, wish) in wishes.enumerated() {
      let words = Description(wish.rule.action.description)
      for other in Set(wish.places.flatMap { rulesAt[$0] ?? [] }) {
        candidates.append(
          Evaluation.Pair(gold: index, extracted: other, similarity: words.similarity(to: wordsOfExtracted[other])))
      }
    }
    let pairs = matched(candidates, goldCount: wishes.count, extractedCount: extracted.count)
    let sameType = pairs.count { wishes[$0.gold].rule.action.type == extracted[$0.extracted].action.type }
    return Evaluation(
      pairs: pairs, goldCount: wishes.count, extractedCount: extracted.count,
      actionTypeAccuracy: Evaluation.ratio(sameType, pairs.count))
  }

  private func matched(_ candidates: [Evaluation.Pair], goldCount: Int, extractedCount: Int) -> [Evaluation.Pair] {
    var choicesOfGold = [Int](repeating: 0, count: goldCount)
    var choicesOfExtracted = [Int](repeating: 0, count: extractedCount)
    for pair in candidates {
      choicesOfGold[pair.gold] += 1
      choicesOfExtracted[pair.extracted] += 1
    }
    let ordered = candidates.sorted {
      ($1.similarity, $0.gold, $0.extracted) < ($0.similarity, $1.gold, $1.extracted)
    }
    var takenGold: Set<Int> = []
    var takenExtracted: Set<Int> = []
    return ordered.filter { pair in
      let alone = choicesOfGold[pair.gold] == 1 && choicesOfExtracted[pair.extracted] == 1
      guard alone || pair.similarity >= floor, !takenGold.contains(pair.gold),
        !takenExtracted.contains(pair.extracted)
      else { return false }
      takenGold.insert(pair.gold)
      takenExtracted.insert(pair.extracted)
      return true
    }
  }
}

/// A description as its word stems and as the character trigrams of these: the better likeness of the two counts, so
/// that neither word order nor inflection decides alone.
private struct Description {
  private let stems: [String: Int]
  private let trigrams: [String: Int]

  init(_ text: String) {
    let words = Self.words(of: text)
    stems = Self.counts(words)
    let joined = Array(words.joined(separator: " ").unicodeScalars)
    trigrams = Self.counts(
      (0..<max(1, joined.count - 2)).map { start in
        var trigram = String.UnicodeScalarView()
        trigram.append(contentsOf: joined[start..<min(start + 3, joined.count)])
        return String(trigram)
      })
  }

  func similarity(to other: Description) -> Double {
    max(Self.dice(stems, other.stems), Self.dice(trigrams, other.trigrams))
  }

  /// The Dice coefficient of two multisets.
  private static func dice(_ left: [String: Int], _ right: [String: Int]) -> Double {
    let total = left.values.reduce(0, +) + right.values.reduce(0, +)
    let shared = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
    return total == 0 ? 0 : 2 * Double(shared) / Double(total)
  }

  private static func counts(_ items: [String]) -> [String: Int] {
    items.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The stems of the words that carry meaning; a name in camel case counts as its words.
  private static func words(of text: String) -> [String] {
    var spaced = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.precomposedStringWithCompatibilityMapping.unicodeScalars {
      let begins = ("A"..."Z").contains(scalar)
      if begins, let previous, ("a"..."z").contains(previous) || ("0"..."9").contains(previous) {
        spaced.append(" ")
      }
      spaced.append(scalar)
      previous = scalar
    }
    return String(spaced).lowercased().unicodeScalars.split { !isWordPart($0) }.map { String($0) }
      .filter { !stopWords.contains($0) }.map(stem)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func stem(_ word: String) -> String {
    for ending in ["ing", "ies", "es", "ed", "s"] where word.count > ending.count + 2 && word.hasSuffix(ending) {
      return String(word.dropLast(ending.count))
    }
    return word
  }

  /// Unlike ``WordStems``, "avoid" counts: whether a thing is wanted or not is a difference.
  private static let stopWords = Set(
    """
    a an the of to in on for and or with by at as is are be it its this that all any every each use using used always
    never please you your i my me we our should must prefer do does not don t no when whenever if from into than then so
    just like want
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
