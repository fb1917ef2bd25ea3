/// A name taken apart: what stands around it, and its words.
struct NameWords {
  /// Leading underscores and sigils.
  let prefix: Substring
  /// What is between the prefix and the suffix.
  let core: Substring
  /// Trailing underscores, and the marks `?`, `!` and `=` of Ruby's methods.
  let suffix: Substring

  /// Takes a name apart.
  init(_ name: String) {
    let start = name.firstIndex { !"_$@#&%".contains($0) } ?? name.endIndex
    var end = name.endIndex
    while end > start, "_?!=$".contains(name[name.index(before: end)]) { end = name.index(before: end) }
    prefix = name[..<start]
    core = name[start..<end]
    suffix = name[end...]
  }

  /// The words: `parseHTTPResponse2` has `parse`, `HTTP` and `Response2`.
  ///
  /// A digit belongs to the word before it, so that a conversion and a second one agree.
  var words: [String] {
    var words: [String] = []
    var word = ""
    var previous: Character?
    let letters = Array(core)
    for (index, letter) in letters.enumerated() {
      guard letter.isLetter || letter.isNumber else {
        if !word.isEmpty { words.append(word) }
        (word, previous) = ("", nil)
        continue
      }
      if let previous, letter.isUppercase {
        let next = index + 1 < letters.count ? letters[index + 1] : nil
        let endsAcronym = previous.isUppercase && next?.isLowercase == true && !Self.isPlural(letters, at: index)
        if !previous.isUppercase || endsAcronym {
          words.append(word)
          word = ""
        }
      }
      word.append(letter)
      previous = letter
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The `s` of `userIDs`, which ends the acronym instead of beginning a word with its last letter.
  private static func isPlural(_ letters: [Character], at index: Int) -> Bool {
    guard letters[index + 1] == "s" else { return false }
    return index + 2 == letters.count || letters[index + 2].isUppercase || letters[index + 2] == "_"
  }
}
