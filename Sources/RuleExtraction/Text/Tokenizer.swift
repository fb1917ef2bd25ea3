/// Cuts lines of prose into sentences of tokens.
enum Tokenizer {
  /// Longer runs without a closing mark are cut: nobody speaks that long, and what follows may compare all with all.
  static let longestSentence = 160
  /// Longer runs without a space are data, in UTF-8 bytes.
  private static let longestWord = 200

  private static let brackets: [Character: Character] = [")": "(", "]": "[", "}": "{", ">": "<"]
  private static let quotes: [Character: Character] = [
    "`": "`", "\"": "\"", "“": "”", "«": "»", "'": "'", "‘": "’", "„": "“",
  ]

  /// The sentences of a message's prose, each a list of tokens that ends in its closing mark, where it has one.
  static func sentences(of prose: Prose) -> [[Token]] {
    var sentences: [[Token]] = []
    var current: [Token] = []
    func finish() {
      if current.contains(where: \.isWord) { sentences.append(current) }
      current = []
    }
    for (line, offset) in zip(prose.lines, prose.offsets) {
      let tokens = tokens(in: line, at: offset)
      // A line that a sentence was wrapped onto begins in lower case, after a long line.
      let continues = current.count > 10 && line.first?.isLowercase == true
      if !continues { finish() }
      for (index, token) in tokens.enumerated() {
        current.append(token)
        if current.count >= longestSentence { finish() }
        guard token.kind == .mark, ".!?;".contains(token.text.first ?? " ") else { continue }
        // Marks that follow each other close one sentence.
        if index + 1 < tokens.count, tokens[index + 1].kind == .mark,
          ".!?".contains(tokens[index + 1].text.first ?? " ")
        {
          continue
        }
        finish()
      }
      if line.isEmpty { finish() }
    }
    finish()
    return sentences
  }

  /// The tokens of one line.
  ///
  /// - Parameter offset: where the line begins in the message, in UTF-8 bytes.
  static func tokens(in line: String, at offset: Int = 0) -> [Token] {
    var tokens: [Token] = []
    var rest = Substring(line)
    let bullet = rest.prefix { "-*•0123456789.) ".contains($0) }
    if bullet.last == " " { rest = rest[bullet.endIndex...] }
    var atWordStart = true
    while let first = rest.first {
      if atWordStart, let quoted = quotation(at: rest) {
        // One or two quoted words are a name or a value; more are somebody's speech.
        let isName = first == "`" || quoted.inside.split(separator: " ").count <= 2
        let range = rest[..<quoted.end].place(inLineAt: offset)
        tokens.append(Token(quoted.inside, kind: isName ? .code : .quotation, range: range))
        rest = rest[quoted.end...]
      } else if first.isBetweenWords {
        if !first.isSpace { tokens.append(Token(rest.prefix(1), kind: .mark, ofLineAt: offset)) }
        rest.removeFirst()
        atWordStart = true
        continue
      } else {
        let chunk = rest.prefix { !$0.isBetweenWords && $0 != "`" }
        let taken = chunk.isEmpty ? rest.prefix(1) : chunk
        let isData = taken.utf8.count > longestWord
        tokens.append(
          contentsOf: isData
            ? [Token("…", kind: .quotation, range: taken.place(inLineAt: offset))] : peeled(taken, at: offset))
        rest = rest[taken.endIndex...]
      }
      atWordStart = false
    }
    return tokens
  }

  /// A run of characters without spaces as one word between its marks: `(foo).` is `(`, `foo`, `)`, `.`.
  private static func peeled(_ chunk: Substring, at offset: Int) -> [Token] {
    func marks(_ part: Substring) -> [Token] {
      part.indices.map { Token(part[$0...$0], kind: .mark, ofLineAt: offset) }
    }
    let leading = chunk.prefix { $0.isOne(of: "([{<\"'“„*_") }
    var core = chunk[leading.endIndex...]
    if core.isEmpty { return marks(chunk) }
    // A leading underscore or star belongs to the word unless the end has its twin, as in *emphasis*.
    if let mark = leading.last, "_*".contains(mark), core.last != mark {
      core = chunk[chunk.index(before: core.startIndex)...]
    }
    while let last = core.last, last.isOne(of: ".!?;:)]}>\"'”*_"), core.count > 1 {
      if let open = brackets[last], core.count(where: { $0 == open }) == core.count(where: { $0 == last }) {
        break
      }
      if last == "_", leading.last != "_" { break }
      core.removeLast()
    }
    return marks(chunk[..<core.startIndex]) + words(core, at: offset) + marks(chunk[core.endIndex...])
  }

  /// A word whose usual spelling is two words becomes two tokens.
  private static func words(_ core: Substring, at offset: Int) -> [Token] {
    let token = Token(core, ofLineAt: offset)
    guard token.form.contains(" ") else { return [token] }
    return token.form.split(separator: " ").map { Token(String($0), range: token.range) }
  }

  /// A quotation that begins here, with what is between its marks.
  private static func quotation(at text: Substring) -> (inside: String, end: Substring.Index)? {
    guard let first = text.first, !first.beginsWithLetterOrDigit, let close = quotes[first] else { return nil }
    let inside = text.dropFirst()
    guard let end = inside.prefix(300).firstIndex(of: close), end > inside.startIndex else { return nil }
    return (String(inside[..<end]), inside.index(after: end))
  }
}
