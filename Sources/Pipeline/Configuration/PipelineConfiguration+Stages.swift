import RetrievalApplication
import RuleExtraction
import Rules

/// What the stages work with, as the configuration has it.
extension PipelineConfiguration {
  /// The extractor.
  ///
  /// - Throws: `ExtractionError` when a pattern is not valid.
  func makeExtractor() throws(ExtractionError) -> RuleExtractor {
    try RuleExtractor(patterns: extraction.patterns, bounds: bounds)
  }

  /// From which confidence on something is done with a directive.
  var bounds: ConfidenceBounds { ConfidenceBounds() }

  /// The applicator for a set of rules.
  func makeApplicator(for rules: [Rule]) -> RuleApplicator {
    RuleApplicator(
      RuleRetriever(rules: rules, threshold: retrieval.similarityThreshold, limit: retrieval.maxRulesPerTask))
  }
}
