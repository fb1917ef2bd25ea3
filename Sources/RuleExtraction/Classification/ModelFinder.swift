import RegularExpressions

/// Reads messages clause by clause, and lets the trained model judge each.
struct ModelFinder: DirectiveFinder {
  /// A clause that one of them matches is more likely a directive.
  let patterns: [RegularExpression]
  let classifier: ClauseClassifier
  /// What is known of messages that were read before.
  var memory: (any JudgementMemory)?

  func findings(in messages: [String], ofOneSession: Bool) -> [[RuleExtractor.Finding]] {
    let read = messages.map { ReadMessage($0, patterns: patterns) }
    let single = judge(messages, read)
    let judgements = ofOneSession ? classifier.corrected(single) : single
    return zip(read, judgements).map { message, judgements in
      message.clauses.indices.map { index in
        let clause = message.clauses[index]
        let whole = clause.reading.holding(clause.clause)
        // A wish whose form the grammar doesn't know is kept in its own words.
        let reading = clause.reading.frame == .none ? whole : clause.reading
        return RuleExtractor.Finding(
          reading: reading, evidence: message.evidence[index], judgement: judgements[index], range: clause.range,
          sentence: clause.sentence,
          standsAlone: reading.saysSomething && (reading.frame != .none || reading.standsAlone(clause.clause)),
          parts: [.init(reading: reading, words: whole.body, sentence: clause.sentence, isMain: true)])
      }
    }
  }

  func remembering(_ memory: any JudgementMemory) -> any DirectiveFinder {
    ModelFinder(patterns: patterns, classifier: classifier, memory: memory)
  }

  /// The judgements on single messages, from memory where they were judged before.
  private func judge(_ messages: [String], _ read: [ReadMessage]) -> [[ClauseClassifier.Judgement]] {
    guard let memory else { return classifier.judge(read) }
    var known = zip(messages, read).map { message, read in
      memory.judgements(on: message).flatMap { JudgementBytes.decode($0, clauses: read.clauses.count) }
    }
    let unknown = known.indices.filter { known[$0] == nil }
    for (index, judgements) in zip(unknown, classifier.judge(unknown.map { read[$0] })) {
      memory.note(JudgementBytes.encode(judgements), on: messages[index])
      known[index] = judgements
    }
    return known.map { $0 ?? [] }
  }
}
