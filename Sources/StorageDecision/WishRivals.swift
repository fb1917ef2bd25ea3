/// Sees in the words alone that two wishes choose different things for the same purpose.
struct WishRivals: Sendable {
  /// What the wish chooses, by family: its only word of the family.
  private let chosen: [Int: String]
  /// "Use … for this": the words of the purpose, and those of what is used.
  private let purpose: Set<String>
  private let means: Set<String>

  /// Words of which a wish of the same kind has one.
  private static let families: [Set<String>] = [
    "camelcase pascalcase snakecase kebabcase upper_snakecase titlecase", "leading trailing", "tabs spaces",
    "single double", "uppercase lowercase", "singular plural",
    "english german french spanish japanese chinese portuguese",
    "ascending descending", "oldest newest",
  ].map { Set(WishWords.words(of: $0)) }

  init(_ text: String) {
    let words = Set(WishWords.words(of: text))
    var chosen: [Int: String] = [:]
    for (index, family) in Self.families.enumerated() {
      let found = family.intersection(words)
      if found.count == 1, let word = found.first { chosen[index] = word }
    }
    self.chosen = chosen
    let start = text.lowercased()
    if start.hasPrefix("use "), let range = text.firstRange(of: " for ") {
      means = Set(WishWords.words(of: String(text[..<range.lowerBound])))
      purpose = Set(WishWords.words(of: String(text[range.upperBound...])))
    } else {
      (means, purpose) = ([], [])
    }
  }

  /// Whether two wishes of the same sense exclude each other.
  ///
  /// - Parameters:
  ///   - words: those of this wish.
  ///   - otherWords: those of the other one.
  func exclude(_ other: WishRivals, _ words: Set<String>, _ otherWords: Set<String>) -> Bool {
    if purpose.count >= 3, purpose == other.purpose, means.isDisjoint(with: other.means) { return true }
    let rivals = chosen.filter { family, word in other.chosen[family].map { $0 != word } == true }
    guard let (family, word) = rivals.first, rivals.count == 1, let rival = other.chosen[family] else { return false }
    let (own, theirs) = (words.subtracting([word]), otherWords.subtracting([rival]))
    let (fewer, more) = own.count <= theirs.count ? (own, theirs) : (theirs, own)
    // All that the shorter one is about, and the longer one is not about much else.
    return !fewer.isEmpty && fewer.isSubset(of: more) && more.count <= 3 * fewer.count
  }
}
