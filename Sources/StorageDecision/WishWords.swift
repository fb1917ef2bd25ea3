import Rules

/// The words of a wish in one form, so that the same wish in other words is seen.
enum WishWords {
  /// The words that carry meaning, in order.
  static func words(of text: String) -> [String] {
    var text = text.lowercased()
    for name in text.contains("case") ? ["camel", "snake", "kebab", "pascal", "title"] : [] {
      for gap in [" ", "_", "-"] { text = text.replacing("\(name)\(gap)case", with: "\(name)case") }
    }
    for size in ["upper", "lower"] { text = text.replacing("\(size) case", with: "\(size)case") }
    text = text.replacing("screaming", with: "upper").replacing("upper snake", with: "upper_snake")
    return WordStems.stems(of: text).map { stem in
      let stem = even(stem)
      return groups[stem] ?? stem
    }
  }

  /// A set of words, in the form in which ``words(of:)`` has them.
  static func set(_ words: String) -> Set<String> {
    Set(
      words.split(separator: " ").map { word in
        let stem = even(String(word))
        return groups[stem] ?? stem
      })
  }

  /// What is left of a word by its endings differs: "file" and "fil" of "files", "commit" and "committ" of "committing".
  private static func even(_ stem: String) -> String {
    var stem = stem
    guard stem.count > 3, let last = stem.last, last.isLetter else { return stem }
    if "eyi".contains(last) { stem.removeLast() }
    if stem.count > 3, let last = stem.last, stem.dropLast().last == last { stem.removeLast() }
    return stem
  }

  /// Stems that mean the same in wishes about work: one of each group stands for all.
  private static let groups: [String: String] = {
    let rows = """
      run execut launch invok
      remove delet eras
      add append
      dependenc packag librar lib
      folder director dir
      documentation doc document
      repositor repo
      configuration config
      environment env
      database db
      parameter param argument arg
      function func method
      variabl var
      constant const
      message messag msg
      brief short concis ters
      explain explanation
      typescript ts
      javascript js
      python py
      text string str
      test spec
      answer reply respond response antworte antworten réponds répondre responde responder
      english englisch anglais inglés inglês
      german deutsch allemand alemán alemão
      french français französisch francés francês
      spanish español spanisch espagnol espanhol
      portuguese português portugués portugiesisch portugais
      comment remark
      """
    var groups: [String: String] = [:]
    for row in rows.split(separator: "\n") {
      let words = row.split(separator: " ").map(String.init)
      for word in words {
        groups[even(word)] = even(words[0])
        // Endings are cut from what is compared, also from words that only look as if they had one.
        if let stem = WordStems.stems(of: word).first { groups[even(stem)] = even(words[0]) }
      }
    }
    return groups
  }()
}
