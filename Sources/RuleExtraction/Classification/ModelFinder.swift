import RegularExpressions

/// Reads messages clause by clause, and lets the trained model judge each.
struct ModelFinder: DirectiveFinder {
  /// A clause that one of them matches is more likely a directive.
  let patterns: [RegularExpression]
  let classifier: ClauseClassifier

  func findings(in messages: [String]) -> [[RuleExtractor.Finding]] {
    let read = messages.map { ReadMessage($0, patterns: patterns) }
    return zip(read, classifier.judge(read)).map { message, judgements in
      message.clauses.indices.compactMap { index in
        let reading = message.clauses[index].reading
        guard reading.frame != .none, !reading.isQuestion, reading.saysSomething else { return nil }
        return RuleExtractor.Finding(
          reading: reading, evidence: message.evidence[index], judgement: judgements[index],
          range: message.clauses[index].range)
      }
    }
  }
}
