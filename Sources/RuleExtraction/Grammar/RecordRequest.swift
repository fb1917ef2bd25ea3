/// A request to write something into the project's rules: "add a rule that …", "put in CLAUDE.md: …".
struct RecordRequest: Hashable, Sendable {
  /// What is to be written; nil where the clause only points at it ("write that into the rules").
  let content: [Token]?

  private static let verbs: Set<String> = [
    "add", "make", "create", "write", "record", "put", "note", "mention", "document", "update", "save", "store",
    "include", "specify", "extend", "amend", "capture", "change", "improve", "append", "set",
  ]
  private static let connectors: Set<String> = [
    "that", "to", "which", "saying", "says", "say", "specifying", "specify", "specifies", "stating", "states", "state",
    "about", "re", "regarding", "for", ":", "describing", "so", "reflect", "mention", "mentioning", "where",
  ]
  private static let chained: Set<String> = [
    "that", "to", "which", "say", "says", "specify", "specifies", "state", "states", "make", "sure", "you", "clear",
    "it", "reflect", "mention", "ensure", "explicitly", "clearly", "also", "should", "must", "shall",
  ]
  private static let saying: Set<String> = [
    "that", "which", "saying", "says", "say", "specifying", "specify", "specifies", "stating", "states", "state",
    "sure",
    "ensure", ":", "mention", "mentioning", "about", "re", "regarding",
  ]
  private static let pointers: Set<String> = ["this", "that", "it", "these", "those", "what", "both", "them"]

  /// The request that a clause makes, if it makes one.
  init?(_ tokens: [Token]) {
    guard let verb = tokens.prefix(10).firstIndex(where: { Self.verbs.contains($0.form) }), verb + 1 < tokens.count
    else { return nil }
    // "i created a rule" tells, and "you added a rule" does too: those are other words than the verbs above.
    guard let noun = Self.noun(in: tokens, after: verb) else {
      guard let content = Self.toldToSay(tokens, verb) else { return nil }
      self.content = content
      return
    }
    let object = tokens[(verb + 1)..<noun]
    let pointsBack = object.contains { Self.pointers.contains($0.form) } && object.count <= 7
    if let content = Self.content(of: tokens, after: noun) {
      let isWritten = RuleDocument.isFile(tokens[noun]) || Self.isQualified(tokens, noun) || Self.isWish(content)
      guard isWritten else { return nil }
      self.content = content
    } else if pointsBack || RuleDocument.isFile(tokens[noun]) || Self.isQualified(tokens, noun)
      || tokens.dropFirst(noun + 1).contains(where: { Self.pointers.contains($0.form) })
    {
      content = nil
    } else {
      return nil
    }
  }

  private static func noun(in tokens: [Token], after verb: Int) -> Int? {
    let window = tokens.indices.dropFirst(verb + 1).prefix(9)
    if let file = window.first(where: { RuleDocument.isFile(tokens[$0]) }) { return file }
    return window.first { RuleDocument.nouns.contains(tokens[$0].form) }
  }

  private static func isQualified(_ tokens: [Token], _ noun: Int) -> Bool {
    tokens[..<noun].suffix(2).contains { RuleDocument.qualifiers.contains($0.form) }
  }

  /// "mention that X must always …".
  private static func toldToSay(_ tokens: [Token], _ verb: Int) -> [Token]? {
    guard ["mention", "specify", "document", "record"].contains(tokens[verb].form), tokens[verb + 1].form == "that"
    else { return nil }
    let content = Array(tokens[(verb + 2)...])
    return isWish(content) ? content : nil
  }

  private static func content(of tokens: [Token], after noun: Int) -> [Token]? {
    let window = tokens.indices.dropFirst(noun + 1).prefix(8)
    guard let connector = window.first(where: { connectors.contains(tokens[$0].form) }) else { return nil }
    var rest = tokens[(connector + 1)...].drop { chained.contains($0.form) && !pointers.contains($0.form) }
    if let first = rest.first, pointers.contains(first.form) {
      // "to make sure that": only a pointer that ends the clause or stands for an object points back.
      rest = rest.dropFirst()
      guard first.form == "that", rest.count > 2 else { return nil }
    }
    rest = rest.drop { chained.contains($0.form) }
    // "update the file to include X" is work on the file; "to say X" tells what it is to say.
    let isSaid = tokens[connector..<rest.startIndex].contains { saying.contains($0.form) }
    guard isSaid || isWish(Array(rest)) else { return nil }
    guard rest.count(where: \.isWord) >= 2 else { return nil }
    return unfolded(Array(rest))
  }

  /// "about using tabs" asks to use tabs.
  private static func unfolded(_ tokens: [Token]) -> [Token] {
    let leading = tokens.prefix { ["not", "never", "always"].contains($0.form) }
    guard leading.count < tokens.count, let verb = Inflection.verb(ofGerund: tokens[leading.count].form) else {
      return tokens
    }
    let adverbs = leading.map { $0.form == "not" ? Token("don't") : $0 }
    return adverbs + [Token(verb)] + tokens.dropFirst(leading.count + 1)
  }

  /// A rule of the product is told from a rule for the work by the words it is put in.
  private static func isWish(_ tokens: [Token]) -> Bool {
    let cues = Set(CueFinder.standard.hits(in: tokens).map(\.cue))
    if !cues.isDisjoint(with: [.habitual, .never, .obligation]) { return true }
    guard let first = tokens.first?.form else { return false }
    return ["don't", "use", "prefer", "avoid", "keep", "when", "before", "after"].contains(first)
  }
}
