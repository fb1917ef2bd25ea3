/// Words without their endings, for comparing descriptions.
package enum WordStems {
  private static let stopWords: Set<String> = Set(
    """
    a an the of to in on for and or with by at as is are be it its this that all any every each use using always never please you
    your i my me we our should must prefer do does not don t no when whenever if from into than then so just like want avoid
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// The stems of the words that carry meaning: English plural, "ing" and "ed" are cut off.
  package static func stems(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !stopWords.contains($0) }.map {
      word in
      for ending in ["ing", "ies", "es", "ed", "s"] where word.count > ending.count + 2 && word.hasSuffix(ending) {
        return String(word.dropLast(ending.count))
      }
      return word
    }
  }

  /// The Dice coefficient of two sets: twice what they share, over their sizes.
  package static func dice(_ left: Set<String>, _ right: Set<String>) -> Double {
    let total = left.count + right.count
    return total == 0 ? 0 : 2 * Double(left.intersection(right).count) / Double(total)
  }
}
