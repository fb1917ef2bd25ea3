import RegularExpressions

/// Finds in messages what may be a directive.
protocol DirectiveFinder: Sendable {
  /// The findings of some messages whose secrets are masked, message by message, however sure they are.
  ///
  /// - Parameter ofOneSession: whether the messages are all that a person said in a session.
  func findings(in messages: [String], ofOneSession: Bool) -> [[RuleExtractor.Finding]]

  /// What went wrong so far without stopping the work; never with words of a transcript.
  var warnings: [String] { get }

  /// The same, with a memory for what its model makes of messages.
  func remembering(_ memory: any JudgementMemory) -> any DirectiveFinder
}

extension DirectiveFinder {
  var warnings: [String] { [] }

  func remembering(_: any JudgementMemory) -> any DirectiveFinder { self }
}

/// Who tells directives from other speech.
package enum DirectiveJudge: Sendable {
  /// A trained model; nil for the one that comes with the program.
  case model(ClauseClassifier? = nil)
  /// The configured patterns and a list of words: a baseline, which needs no model.
  case patterns
  /// The trained model, and a language model on the clauses that it doubts.
  case languageModel(SecondReader)

  /// - Throws: ``ExtractionError`` when the model is needed and missing.
  func finder(_ patterns: [RegularExpression]) throws(ExtractionError) -> any DirectiveFinder {
    switch self {
    case .model(let classifier?): ModelFinder(patterns: patterns, classifier: classifier)
    case .model(nil): ModelFinder(patterns: patterns, classifier: try .load())
    case .patterns: PatternFinder(patterns: patterns)
    case .languageModel(let reader):
      LanguageModelFinder(base: ModelFinder(patterns: patterns, classifier: try .load()), reader: reader)
    }
  }
}
