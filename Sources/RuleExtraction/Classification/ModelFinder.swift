import RegularExpressions

/// Reads messages clause by clause, and lets the trained model judge each.
struct ModelFinder: DirectiveFinder {
  /// A clause that one of them matches is more likely a directive.
  let patterns: [RegularExpression]
  let classifier: ClauseClassifier

  func findings(in messages: [String], ofOneSession: Bool) -> [[RuleExtractor.Finding]] {
    let read = messages.map { ReadMessage($0, patterns: patterns) }
    let judgements = ofOneSession ? classifier.judge(session: read) : classifier.judge(read)
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
}
