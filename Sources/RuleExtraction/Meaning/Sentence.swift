/// Puts words together again to the text of a sentence.
enum Sentence {
  /// The text of some words: with the spaces that were typed where the words stand as they did, and with single ones
  /// elsewhere; without the marks and conjunctions at its end.
  static func text(of tokens: [Token]) -> String {
    // A cut may have left the words that led to what was cut.
    let loose: Set<String> = ["for", "at", "until", "and", "but", "or", "so", "then", "also"]
    let trimmed = Array(
      tokens.reversed()
        .drop { !$0.isWord && !closing.contains($0.text) || $0.kind == .word && loose.contains($0.form) }
        .reversed().drop { $0.kind == .mark && !opening.contains($0.text) })
    var text = ""
    var before: Token?
    for token in trimmed {
      let word = token.kind == .code ? token.text : spelled(token)
      if !text.isEmpty, !joins(before, token) { text += " " }
      text += word
      before = token
    }
    return text
  }

  /// The text with a capital at its start, if a word stands there.
  static func capitalised(_ text: String, of tokens: [Token]) -> String {
    guard let first = tokens.first(where: { $0.kind != .mark }), first.kind == .word, !isIdentifier(first.text),
      let letter = text.first
    else { return text }
    return letter.uppercased() + text.dropFirst()
  }

  /// The text as it stands within a sentence: without the capital of a known word.
  static func lowered(_ text: String, of tokens: [Token]) -> String {
    guard let first = tokens.first(where: { $0.kind != .mark }), first.kind == .word, text.hasPrefix(first.text),
      first.form != "i", first.text.dropFirst().allSatisfy(\.isLowercase), Lexicon.vocabulary.contains(first.form),
      Topics.languages[first.form] == nil, let letter = text.first
    else { return text }
    return letter.lowercased() + text.dropFirst()
  }

  private static let closing: Set<String> = [")", "]", "}", "\"", "'", "%"]
  private static let opening: Set<String> = ["(", "[", "{", "\"", "'", "<", "@", "#", "$", "-", "_", "."]

  /// Whether a word follows the one before without a space.
  private static func joins(_ before: Token?, _ token: Token) -> Bool {
    if [",", ".", ")", ";"].contains(token.text) { return true }
    if let end = before?.range?.upperBound, let start = token.range?.lowerBound, start >= end { return start == end }
    return token.text == ":" || before?.text == "("
  }

  /// "iOS", "snake_case", "fmt.Errorf": names whose first letter must stay as it is.
  private static func isIdentifier(_ text: String) -> Bool {
    text.dropFirst().contains { $0.isUppercase || $0 == "_" || $0 == "." || $0 == "/" || $0 == "(" || $0 == "-" }
      && text.first?.isLowercase == true && text != text.lowercased() || text.contains("_") || text.contains("/")
      || text.contains(".")
  }

  /// Short forms that may be words of their own: "id", and "w" in Polish.
  private static let ambiguous: Set<String> = ["id", "ill", "w", "r", "u", "im"]

  private static func spelled(_ token: Token) -> String {
    if ambiguous.contains(token.text) { return token.text }
    if let full = Topics.spelledOut[token.form] { return full }
    let isMended = token.form != token.text.lowercased()
    if isMended { return token.form }
    // SHOUTED words are not acronyms when they are known words.
    return token.text.count > 3 && token.text == token.text.uppercased() && Lexicon.vocabulary.contains(token.form)
      ? token.form : token.text
  }
}
