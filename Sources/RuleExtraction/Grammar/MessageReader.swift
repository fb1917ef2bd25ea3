/// Reads a message clause by clause, and what the clauses say about each other.
enum MessageReader {
  /// A clause with its reading and what stands around it.
  struct Passage: Hashable, Sendable {
    let clause: Clause
    var reading: Reading
    /// The place in the message of all that was read, in UTF-8 bytes.
    var range: Range<Int>?
    /// The number of its sentence in the message.
    var sentence = 0
    var surroundings = Surroundings()
  }

  /// The clauses of what the user typed, in order.
  static func passages(in message: String) -> [Passage] {
    let sentences = Tokenizer.sentences(of: Prose(message)).map(Replacement.rewritten)
    var passages: [Passage] = []
    var sentenceOf: [Int] = []
    for (number, sentence) in sentences.enumerated() {
      // "i keep telling you: use tabs": said before the wish that it belongs to.
      var pending: Set<Cue> = []
      var pendingRange: Range<Int>?
      for clause in ClauseSplitter.clauses(of: sentence) {
        let reading = ClauseReader.read(clause, carried: pending)
        let range = Range.hull(pendingRange, (clause.ground + clause.tokens).place)
        if reading.isAfterthought, sentenceOf.last != number, clause != ClauseSplitter.clauses(of: sentence).last {
          pending.formUnion(reading.cues)
          pendingRange = range
          continue
        }
        pending = []
        pendingRange = nil
        // "Use tabs. Everywhere." is one wish.
        if reading.isAfterthought, let last = passages.indices.last {
          var whole = ClauseReader.read(passages[last].clause, carried: reading.cues)
          whole.moment += reading.moment
          passages[last].reading = whole
          passages[last].range = Range.hull(passages[last].range, range)
          continue
        }
        passages.append(Passage(clause: clause, reading: reading, range: range, sentence: number))
        sentenceOf.append(number)
      }
    }
    surround(&passages, sentenceOf, words: sentences.reduce(0) { $0 + $1.count })
    return passages
  }

  private static func surround(_ passages: inout [Passage], _ sentenceOf: [Int], words: Int) {
    var worksOf: [Int: Int] = [:]
    for (index, passage) in passages.enumerated() where passage.reading.ordersWork {
      worksOf[sentenceOf[index], default: 0] += 1
    }
    let works = worksOf.values.reduce(0, +)
    let records = passages.contains { $0.reading.recordsNeighbours }
    // A pointer at a rule says something about a short message, and nothing about a long one.
    let cites = words <= 60 && passages.contains { $0.reading.cues.contains(.cited) }
    for index in passages.indices {
      let own = passages[index].reading.ordersWork ? 1 : 0
      passages[index].surroundings = Surroundings(
        words: words, ordersWorkInSentence: (worksOf[sentenceOf[index]] ?? 0) > own,
        ordersWorkInMessage: works > own, recordsRules: records && !passages[index].reading.recordsNeighbours,
        citesRules: cites)
    }
  }
}
