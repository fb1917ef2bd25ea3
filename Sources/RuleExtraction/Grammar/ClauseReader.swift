/// Reads one clause: strips what surrounds the wish, and finds the form it takes.
struct ClauseReader: Sendable {
  /// Words that begin the circumstances of a wish.
  static let triggerStarts: Set<String> = [
    "when", "whenever", "if", "before", "after", "for", "in", "on", "while", "once", "with", "unless", "during",
    "inside", "under", "until",
    "within", "as", "wenn", "falls", "bei", "vor", "nach", "für", "im", "cuando", "si", "antes", "después", "para",
    "en",
    "quand", "avant", "après", "pour", "dans", "lorsque",
  ]

  private var reading = Reading()
  private var tokens: [Token]

  /// What the clause asks for, if anything.
  ///
  /// - Parameter carried: cues that stand in a clause after it and belong to it.
  static func read(_ clause: Clause, carried: Set<Cue> = []) -> Reading {
    var reader = ClauseReader(clause)
    reader.run(clause, carried)
    return reader.reading
  }

  private init(_ clause: Clause) {
    tokens = clause.tokens
  }

  private mutating func run(_ clause: Clause, _ carried: Set<Cue>) {
    reading.isQuestion = clause.closing.contains("?")
    reading.isExclamation = clause.closing.contains("!")
    reading.reason = clause.ground
    reading.cues = Set(cueHits().map(\.cue))
    reading.cues.formUnion(carried)
    if tokens.contains(where: RuleDocument.isFile) {
      reading.cues.insert(.cited)
      // "according to our style file" is the user's own word.
      reading.cues.remove(.reported)
    }
    cutReason()
    guard takeRecord() else { return }
    reading.isAfterthought = holdsOnlyCues()
    takePreamble()
    takeMatrix()
    takeMoments()
    stripStart()
    stripEnd()
    bindByTrigger()
    guard tokens.contains(where: \.isWord) else { return }
    FrameFinder.find(in: tokens, into: &reading)
    reading.ordersWork = reading.ordersWork || WorkOrder.isOne(reading)
  }

  /// Tells whether the clause is one that only says when or how often: "every time", "only that page".
  private mutating func holdsOnlyCues() -> Bool {
    let binding: Set<Cue> = [.habitual, .standing, .passing, .repeated]
    let around: Set<Cue> = [.opener, .politeness, .emphasis]
    let hits = cueHits()
    var covered = Set(hits.filter { binding.contains($0.cue) || around.contains($0.cue) }.flatMap { Array($0.range) })
    var binds = hits.contains { binding.contains($0.cue) }
    if let range = demonstrative() {
      covered.formUnion(range)
      binds = true
    }
    let words = tokens.indices.filter { tokens[$0].isWord && !["only", "just", "in", "for"].contains(tokens[$0].form) }
    guard binds, words.allSatisfy(covered.contains) else { return false }
    if demonstrative() != nil { reading.cues.insert(.pointing) }
    return true
  }

  /// "for the invoice page, use …": one thing that is being worked on.
  private mutating func bindByTrigger() {
    let forms = reading.trigger.map(\.form)
    // "if we always used X we wouldn't Y": nothing of that is so.
    if forms.first == "if", tokens.prefix(4).contains(where: { ["would", "wouldn't", "could"].contains($0.form) }) {
      reading.cues.insert(.hedge)
    }
    if forms.contains(where: { ["just", "only"].contains($0) }), forms.contains("this") {
      reading.cues.insert(.pointing)
    }
    if forms.first == "while",
      forms.dropFirst().first.map({ ["we're", "you're", "i'm", "we", "i"].contains($0) }) == true
    {
      reading.cues.insert(.pointing)
    }
    guard forms.count >= 3, ["for", "in", "on"].contains(forms[0]), ["the", "this", "that"].contains(forms[1]) else {
      return
    }
    let noun = forms[2...].prefix { $0.first?.isLetter == true }
    guard let head = noun.last, !head.hasSuffix("s") || head.hasSuffix("ss"),
      !noun.contains(where: { Lexicon.durableNouns.contains($0) })
    else { return }
    reading.cues.insert(.pointing)
  }

  /// Goes on with what stands after "house style is".
  private mutating func takePreamble() {
    guard let preamble = Preamble(tokens) else { return }
    reading.cues.formUnion(preamble.cues)
    tokens = preamble.wish
    // "settled on X a while ago": since when it holds, not that it is over.
    if preamble.cues.contains(.standing), !cueHits().contains(where: { $0.cue == .past }) { reading.cues.remove(.past) }
  }

  /// Goes on with what stands after "the rule is that".
  private mutating func takeMatrix() {
    guard let matrix = MatrixClause(tokens) else { return }
    reading.cues.formUnion(matrix.cues)
    reading.cues.remove(.reported)
    tokens.removeSubrange(..<matrix.start)
  }

  /// Goes on with what is to be written into the rules; false where that stands in other clauses.
  private mutating func takeRecord() -> Bool {
    guard !reading.cues.contains(.past), let request = RecordRequest(tokens) else { return true }
    reading.isQuestion = false
    guard let content = request.content else {
      reading.recordsNeighbours = true
      return false
    }
    reading.cues = Set(CueFinder.standard.hits(in: content).map(\.cue))
    reading.cues.insert(.recorded)
    tokens = content
    return true
  }

  /// The cues of the clause; "what i said" is an object and says nothing about how often it was said.
  private func cueHits() -> [CueFinder.Hit] {
    CueFinder.standard.hits(in: tokens).filter { hit in
      guard hit.range.lowerBound > 0 else { return true }
      // "before moving forward", "which is by default".
      let before = tokens[hit.range.lowerBound - 1].form
      if hit.cue == .standing { return !["before", "after", "while", "keep", "when"].contains(before) }
      guard hit.cue == .repeated else { return true }
      return !["what", "everything", "all", "that"].contains(tokens[hit.range.lowerBound - 1].form)
    }
  }

  /// Everything from "because" on.
  private mutating func cutReason() {
    let hits = CueFinder.standard.hits(in: tokens)
    guard let hit = hits.first(where: { $0.cue == .reason && $0.range.lowerBound > 1 }) else { return }
    reading.reason = Array(tokens[hit.range.upperBound...])
    tokens.removeSubrange(hit.range.lowerBound...)
  }

  /// Takes out what binds the wish to the moment or frees it from it: the directive is what remains.
  private mutating func takeMoments() {
    for hit in cueHits().reversed() where [.passing, .standing, .repeated].contains(hit.cue) {
      // "remember" and "yet" in the middle of a clause are words like others.
      if hit.range.count == 1, hit.range.lowerBound > 1, hit.range.upperBound < tokens.count - 1 { continue }
      // "for this run": the preposition goes with it.
      var range = hit.range
      if range.lowerBound > 0, ["for", "in", "on", "at"].contains(tokens[range.lowerBound - 1].form) {
        range = range.lowerBound - 1..<range.upperBound
      }
      // "your next answer should be short": it is what the wish is about.
      if hit.cue == .passing, hit.range.lowerBound == 0, hit.range.upperBound < tokens.count,
        ["should", "must", "is", "has"].contains(tokens[hit.range.upperBound].form)
      {
        continue
      }
      if hit.cue == .passing { reading.moment = Array(tokens[range]) + reading.moment }
      tokens.removeSubrange(range)
    }
    // "keep in mind that X".
    if tokens.first?.form == "that", tokens.count > 3, reading.cues.contains(.standing) { tokens.removeFirst() }
    if let range = untilPhrase() {
      reading.cues.insert(.passing)
      reading.moment += tokens[range]
      tokens.removeSubrange(range)
    }
    if let range = demonstrative() {
      reading.cues.insert(.pointing)
      reading.moment += tokens[range]
    }
  }

  /// "until friday", "til the backfill is done".
  private func untilPhrase() -> Range<Int>? {
    let starts: Set<String> = ["until", "bis", "hasta", "jusqu'à"]
    guard let start = tokens.firstIndex(where: { starts.contains($0.form) }) else { return nil }
    let end = start == 0 ? endOfOpening() : tokens.count
    return start..<end
  }

  /// Where "until the release is out" ends, when it stands before the wish.
  private func endOfOpening() -> Int {
    let wish = tokens.indices.dropFirst(3).first { index in
      tokens[index].form == ","
        || ["don't", "please", "never", "no", "let's", "keep", "use", "do"].contains(tokens[index].form)
    }
    return wish ?? min(3, tokens.count)
  }

  /// "this function", "the loop above", "that specific query", "only that figure".
  private func demonstrative() -> Range<Int>? {
    let pointers: Set<String> = [
      "this", "that", "these", "those", "the", "diese", "dieser", "diesem", "esta", "este", "cette", "ce", "cet",
    ]
    for (index, token) in tokens.enumerated() where pointers.contains(token.form) {
      let next = tokens[(index + 1)...].prefix(4)
      let skipped: Set<String> = [
        "one", "particular", "specific", "single", "whole", "new", "current", "same", "next", "first",
      ]
      var length = 0
      for word in next {
        length += 1
        let isArtefact = Lexicon.artefacts.contains(word.form)
        if isArtefact {
          let after = tokens[(index + length + 1)...].first?.form
          let pointsByPlace = after == "above" || after == "below" || after == "here"
          // "the" alone does not point at the present work.
          if token.form != "the" || pointsByPlace
            || next.contains(where: { ["current", "next", "specific"].contains($0.form) })
          {
            return index..<index + length + 1
          }
          break
        }
        guard skipped.contains(word.form) || length == 1 else { break }
      }
    }
    return nil
  }

  private mutating func stripStart() {
    while true {
      while let first = tokens.first, !first.isWord { tokens.removeFirst() }
      // "only today: X" without its "today".
      if let first = tokens.first?.form, ["only", "just"].contains(first), tokens.count > 2, !tokens[1].isWord {
        tokens.removeFirst()
        continue
      }
      guard let hit = CueFinder.standard.hits(in: tokens).first, hit.range.lowerBound == 0 else { break }
      let next = tokens[hit.range.upperBound...].first
      switch hit.cue {
      case .opener:
        if tokens[0].form == "no", !opensByNo(next) { return takeTrigger() }
        if [
          "stop", "wait", "note", "rule", "right", "correction", "convention", "preference", "fine", "good", "then",
          "works",
          "done",
        ].contains(tokens[0].form),
          hit.range.count == 1, next?.kind != .mark
        {
          return takeTrigger()
        }
        // "look for places", "look at this".
        if tokens[0].form == "look",
          next.map({ ["for", "at", "into", "in", "up", "through"].contains($0.form) }) == true
        {
          return
        }
        // "yes or no" is what is wanted.
        if next?.form == "or" { return takeTrigger() }
        if hit.range.upperBound == tokens.count { return takeTrigger() }
      case .politeness, .emphasis, .repeated, .standing, .hedge:
        if hit.range.upperBound == tokens.count { return takeTrigger() }
      default: return takeTrigger()
      }
      tokens.removeSubrange(hit.range)
      // "keep in mind that X".
      if tokens.first?.form == "that", tokens.count > 3 { tokens.removeFirst() }
    }
    takeTrigger()
  }

  /// "no, use tabs" and "no we use tabs" begin with an answer; "no default exports" is a wish.
  private func opensByNo(_ next: Token?) -> Bool {
    guard let next else { return true }
    if next.kind == .mark { return true }
    return [
      "i", "we", "you", "it", "it's", "that", "that's", "the", "this", "just", "don't", "always", "never", "use",
      "please", "not", "keep", "put",
      "stop", "as", "like",
    ].contains(next.form)
  }

  /// "when you commit, …", "for tests use …", "in python: …".
  private mutating func takeTrigger() {
    guard let first = tokens.first, Self.triggerStarts.contains(first.form) else { return }
    // French "on" is a subject.
    if first.form == "on", let verb = tokens.dropFirst().first?.form, ClauseSplitter.strongVerbs.contains(verb) {
      return
    }
    let window = tokens.indices.dropFirst(2).prefix(22)
    let comma = window.first { tokens[$0].form == "," || tokens[$0].form == ":" || tokens[$0].form == "then" }
    let verb = window.prefix(9).first { index in
      let form = tokens[index].form
      let afterSubject = ["you", "to", "we", "i", "that", "and", "or", "the", "a"].contains(tokens[index - 1].form)
      return !afterSubject
        && (ClauseSplitter.strongVerbs.contains(form) || beginsMainClause(at: index)
          || ["always", "never", "don't", "please", "we", "you", "i", "immer", "siempre", "toujours", "nie"].contains(
            form))
    }
    // "in the file you just made, …": there it only says which.
    let subjects: Set<String> = ["you", "we", "i", "you're", "we're", "i'm"]
    let relative = tokens.indices.dropFirst(3).first { subjects.contains(tokens[$0].form) }
    let isDefinite = tokens.count > 1 && ["the", "this", "that"].contains(tokens[1].form)
    let wishes = ClauseSplitter.strongVerbs.union(["always", "never", "don't", "only", "want", "like", "have", "need"])
    let isMain = relative.map { $0 + 1 < tokens.count && wishes.contains(tokens[$0 + 1].form) } ?? false
    let isWhich =
      isDefinite && !isMain && relative.map { $0 <= (verb ?? $0) } == true
      && comma.map { $0 - (relative ?? 0) <= 5 } == true
    guard let end = [comma, isWhich ? nil : verb].compactMap({ $0 }).min() else { return }
    reading.trigger = Array(tokens[..<end])
    tokens.removeSubrange(..<end)
    while let first = tokens.first, !first.isWord || ["then", "please", "also", "just"].contains(first.form) {
      tokens.removeFirst()
    }
  }

  /// "in this file spell the names out": a verb with an object of its own.
  private func beginsMainClause(at index: Int) -> Bool {
    let determiners: Set<String> = ["the", "a", "an", "all", "every", "our", "your", "them", "it"]
    return Lexicon.conventionVerbs.contains(tokens[index].form)
      && tokens[(index + 1)...].first.map { determiners.contains($0.form) } == true
  }

  private mutating func stripEnd() {
    let removable: Set<Cue> = [.politeness, .emphasis, .repeated]
    while true {
      while let last = tokens.last, !last.isWord, last.kind == .mark, last.text != ")" { tokens.removeLast() }
      guard let hit = CueFinder.standard.hits(in: tokens).last, hit.range.upperBound == tokens.count,
        hit.range.lowerBound > 0,
        removable.contains(hit.cue)
          || ["thanks", "ok", "thx", "too", "now"].contains(tokens[hit.range.lowerBound].form)
      else { return }
      // "without my ok": there it is a thing.
      if tokens[hit.range.lowerBound].form == "ok", tokens[hit.range.lowerBound - 1].isWord { return }
      tokens.removeSubrange(hit.range)
    }
  }
}
