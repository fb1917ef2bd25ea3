import RetrievalApplication
import RuleExtraction
import Rules
import StorageDecision

/// What the stages work with, as the configuration has it.
extension PipelineConfiguration {
  /// The extractor.
  ///
  /// - Parameter isForReview: finds also what is only sure enough to wait for a person.
  /// - Throws: `ExtractionError` when a pattern is not valid or the model is missing, ``ConfigurationError`` when the
  ///   method needs a key that is not set.
  func makeExtractor(isForReview: Bool = false) throws -> RuleExtractor {
    try makeExtractor(isForReview: isForReview, judge: try makeJudge())
  }

  /// An extractor with a judge that several may share.
  func makeExtractor(isForReview: Bool, judge: DirectiveJudge) throws(ExtractionError) -> RuleExtractor {
    try RuleExtractor(
      patterns: extraction.patterns, bounds: confidenceBounds(isForReview: isForReview), judge: judge)
  }

  /// Who tells directives from other speech.
  ///
  /// - Throws: as ``makeExtractor(isForReview:)``.
  func makeJudge() throws -> DirectiveJudge {
    switch extraction.method {
    case .model: .model(try ClauseClassifier.load().adjusted(by: learned.clauses))
    case .patterns: .patterns
    case .llm: .languageModel(try makeSecondReader())
    }
  }

  /// From which confidence on a directive is a candidate.
  func confidenceBounds(isForReview: Bool) -> ConfidenceBounds {
    let threshold = extraction.confidenceThreshold
    return ConfidenceBounds(
      store: threshold, review: isForReview ? min(threshold, storageDecision.reviewThreshold) : threshold)
  }

  /// From where on a wish is stored, and from where on it waits.
  var decisionBounds: DecisionBounds {
    DecisionBounds(
      storage: storageDecision.storageThreshold, confidence: extraction.confidenceThreshold,
      review: storageDecision.reviewThreshold)
  }

  /// The applicator for a set of rules.
  func makeApplicator(for rules: [Rule], judge: FitJudge) -> RuleApplicator {
    RuleApplicator(
      RuleRetriever(
        rules: rules, threshold: retrieval.similarityThreshold, limit: retrieval.maxRulesPerTask, judge: judge))
  }
}
