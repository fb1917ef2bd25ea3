import RetrievalApplication
import RuleExtraction
import Rules

/// What the stages work with, as the configuration has it.
extension PipelineConfiguration {
  /// The extractor.
  ///
  /// - Throws: `ExtractionError` when a pattern is not valid or the model is missing, ``ConfigurationError`` when the
  ///   method needs a key that is not set.
  func makeExtractor() throws -> RuleExtractor {
    let judge: DirectiveJudge =
      switch extraction.method {
      case .model: .model()
      case .patterns: .patterns
      case .llm: .languageModel(try makeSecondReader())
      }
    return try RuleExtractor(patterns: extraction.patterns, bounds: bounds, judge: judge)
  }

  /// From which confidence on something is done with a directive.
  var bounds: ConfidenceBounds { ConfidenceBounds() }

  /// The applicator for a set of rules.
  func makeApplicator(for rules: [Rule]) -> RuleApplicator {
    RuleApplicator(
      RuleRetriever(rules: rules, threshold: retrieval.similarityThreshold, limit: retrieval.maxRulesPerTask))
  }
}
