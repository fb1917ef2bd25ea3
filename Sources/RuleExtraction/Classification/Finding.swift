import Rules
import Secrets

extension RuleExtractor {
  /// What may be a directive: a clause, or several that state it together.
  struct Finding: Sendable {
    /// One of the clauses that state it.
    struct Part: Sendable {
      let reading: Reading
      /// The words of the clause as they were said.
      let words: [Token]
      let sentence: Int
      /// Whether it says what is to be done; the others say why, where, or what is meant.
      var isMain: Bool
    }

    /// The clause that says what is to be done.
    var reading: Reading
    let evidence: Evidence
    var judgement: ClauseClassifier.Judgement
    /// The place in the message of what states it, in UTF-8 bytes.
    var range: Range<Int>?
    /// The number of its sentence in the message.
    var sentence = 0
    /// Whether it can be a wish without the clauses around it.
    var standsAlone = true
    /// The clauses that state it, in their order.
    var parts: [Part] = []
    /// The action in the words of another reader; nil to read it off the clause.
    var stated: Action?

    /// The words that a rule would hold.
    var text: String {
      ((stated.map { [$0.description] } ?? [])
        + (reading.trigger + reading.body + reading.reason + parts.flatMap(\.words)).map(\.text))
        .joined(separator: " ")
    }

    /// What it asks for.
    var action: Action {
      if let stated { return stated }
      var action = ActionReader.action(of: reading, kinds: judgement.kinds)
      if !parts.isEmpty { action.description = DescriptionWriter.description(of: parts) }
      return action
    }

    /// The clause that says what is to be done, with the words of the others.
    var wholeReading: Reading {
      var whole = reading
      whole.body += parts.filter { !$0.isMain }.flatMap(\.words)
      return whole
    }

    /// Whether so few words can be a wish: "tabs only" can, "End page" cannot.
    var saysWhatIsMeant: Bool {
      !evidence.features.isDisjoint(with: [
        .choice, .concrete, .contrast, .tool, .topic, .habitual, .never, .negated, .wanted, .prohibition,
      ])
    }

    /// "Style Guide", "thanks": a thing that is only named is no wish unless that is sure.
    var isFragment: Bool {
      guard parts.count < 2 else { return false }
      let words = (reading.trigger + reading.body).count(where: \.isWord)
      return reading.frame == .nounPhrase ? words < 4 : words < 3
    }

    /// What is more probable: that the wish holds for later too, or for the moment.
    var scope: Rule.Scope { judgement.persistent >= judgement.shortTerm ? .persistent : .shortTerm }

    /// How sure it is that the user stated a directive of this scope, 0…1.
    var confidence: Double { scope == .persistent ? judgement.persistent : judgement.shortTerm }
  }

  /// How probably two clauses must be one directive to be taken for one.
  private static let joinedAbove = 0.35
  /// The most clauses that state one directive.
  private static let mostParts = 4

  /// The directives in the findings of one message that are sure enough, each whole and once; and how many are not.
  static func directives(in found: [Finding], _ bounds: ConfidenceBounds) -> (sure: [Finding], doubtful: Int) {
    let isSure = found.map { finding in
      finding.standsAlone && finding.confidence >= bounds.floor(of: finding.scope)
        && !(finding.isFragment && (finding.confidence < bounds.store || !finding.saysWhatIsMeant))
    }
    var joined: [Finding] = []
    // The last finding, where it stands alone at the end of those that were joined.
    var single: Int?
    var start = 0
    while start < found.count {
      var end = start + 1
      while end < found.count, end - start < mostParts, joins(found[end - 1], found[end]) { end += 1 }
      let sure = (start..<end).filter { isSure[$0] }
      if let first = sure.first {
        let scope = found[sure.max { found[$0].confidence < found[$1].confidence } ?? first].scope
        if sure.allSatisfy({ found[$0].scope == scope }) {
          // "those runs at the end: you can stop doing them": what is meant stands before.
          var from = start > 0 && !isSure[start - 1] && found[start].reading.pointsBack ? start - 1 : start
          // "X does that now. stop doing it by hand": the fact before is no wish of its own.
          if start > 0, single == start - 1, isGround(found[start - 1], of: found[start], bounds) {
            joined.removeLast()
            from = start - 1
          }
          joined.append(Self.one(of: Array(found[from..<end]), surest: sure.map { $0 - from }))
          single = end - from == 1 ? start : nil
        } else {
          joined += sure.map { found[$0] }
        }
      }
      start = end
    }
    let doubtful = zip(found, isSure).count { $0.standsAlone && !$1 }
    return (distinct(joined), doubtful)
  }

  /// Whether a finding only says why something is not to be done, or no longer, that it names.
  private static func isGround(_ left: Finding, of right: Finding, _ bounds: ConfidenceBounds) -> Bool {
    right.reading.negated && right.reading.pointsBack && left.confidence < bounds.store
      && right.confidence >= bounds.store && !orders.contains(left.reading.frame)
  }

  /// Whether two neighbours state one directive; two orders, each of which says what it means, are two.
  private static func joins(_ left: Finding, _ right: Finding) -> Bool {
    guard right.judgement.joinsPrevious >= joinedAbove else { return false }
    let pointers: Set<String> = ["it", "them", "that", "this", "those", "these", "there"]
    return !(orders.contains(left.reading.frame) && orders.contains(right.reading.frame))
      || right.reading.body.contains { pointers.contains($0.form) }
  }

  /// The forms in which people give orders.
  private static let orders: Set<Reading.Frame> = [.imperative, .prohibition, .address, .request, .retraction]

  /// One directive of neighbouring clauses, some of which are surely part of it.
  private static func one(of group: [Finding], surest: [Int]) -> Finding {
    guard group.count > 1 else { return group[0] }
    // What is said as an order says best what is to be done; else the surest clause does.
    let ranked = surest.max { left, right in
      let (l, r) = (orders.contains(group[left].reading.frame), orders.contains(group[right].reading.frame))
      return l == r ? group[left].confidence < group[right].confidence : !l
    }
    let main = ranked ?? 0
    var one = group[main]
    one.parts = group.enumerated().flatMap { index, finding in
      finding.parts.map { part in
        var part = part
        part.isMain = index == main
        return part
      }
    }
    one.range = group.reduce(nil) { Range.hull($0, $1.range) }
    if let surest = surest.map({ group[$0] }).max(by: { $0.confidence < $1.confidence }) {
      one.judgement = surest.judgement
    }
    return one
  }
}

extension Reading {
  /// The reading with the whole clause as its body.
  func holding(_ clause: Clause) -> Reading {
    var reading = self
    let opening = CueFinder.standard.hits(in: clause.tokens).first { $0.range.lowerBound == 0 && $0.cue == .opener }
    var body = clause.tokens[(opening?.range.upperBound ?? 0)...].drop { !$0.isWord }
    while let last = body.last, last.kind == .mark, last.text != ")" { body.removeLast() }
    reading.body = Array(body)
    reading.trigger = []
    return reading
  }

  /// Whether the words of a clause whose form is not known can be a wish: a question, the words that bring in what
  /// follows, and a few words without a verb cannot.
  func standsAlone(_ clause: Clause) -> Bool {
    !isQuestion && !clause.closing.contains(":") && body.count(where: \.isWord) > 3
  }

  /// "you can use it again", "there's a job for it now": a pronoun stands for what was named before.
  var pointsBack: Bool {
    let words = (trigger + body).filter(\.isWord)
    if words.first?.form == "there's" { return words.contains { ["it", "them", "that"].contains($0.form) } }
    guard let at = words.firstIndex(where: { Self.pointers.contains($0.form) }), at < 5 else { return false }
    // "that" and the like before a noun say which.
    let isObject =
      at + 1 == words.count || ["it", "them"].contains(words[at].form) || Self.afterObjects.contains(words[at + 1].form)
    let unknown = words[..<at].count { word in
      !(Lexicon.conventionVerbs.contains(word.form) || Lexicon.taskVerbs.contains(word.form)
        || Inflection.verb(ofGerund: word.form) != nil || Self.light.contains(word.form))
    }
    // In an order one word is the verb, known or not.
    let isOrder: Set<Reading.Frame> = [.imperative, .prohibition, .address, .request]
    return isObject && unknown <= (isOrder.contains(frame) ? 1 : 0)
  }

  private static let pointers: Set<String> = ["it", "them", "that", "those", "these", "this"]
  private static let afterObjects: Set<String> = [
    "again", "anymore", "any", "here", "there", "now", "then", "by", "in", "for", "to", "from", "on", "with", "when",
    "everywhere", "always", "too", "as", "and", "or", "at", "after", "before", "until", "unless", "please",
  ]
  private static let light: Set<String> = [
    "do", "don't", "not", "never", "you", "we", "i", "can", "may", "stop", "doing", "please", "just", "need", "to",
    "should", "must", "no", "longer", "always", "want", "like", "would", "let", "let's", "have", "get", "also", "only",
    "be", "is", "are", "now", "so", "then", "still", "keep", "make", "sure", "everything", "anything", "who", "else",
  ]

  /// "stop that", "stick to that": what is meant stands elsewhere.
  var saysSomething: Bool {
    let empty: Set<String> = [
      "that", "it", "this", "to", "with", "not", "don't", "never", "do", "stop", "stick", "keep", "quit",
    ]
    return body.contains { $0.isWord && (!empty.contains($0.form) || body.count == 1) }
  }
}

extension RuleExtractor.Finding {
  /// "in all my projects" frees a wish from the project it was said in.
  var namesAllProjects: Bool {
    let words = reading.body.map(\.form)
    return words.contains("projects") || words.contains("repos")
  }
}
