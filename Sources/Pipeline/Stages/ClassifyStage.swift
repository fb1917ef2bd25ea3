import RuleExtraction
import Rules

/// Labels single messages.
package struct ClassifyStage: Sendable {
  /// A message to be labelled: one line of the input.
  private struct Message: Decodable {
    var id: String
    var text: String
  }

  private static let batch = 256

  private let extractor: RuleExtractor
  private let classifier: MessageClassifier

  /// - Throws: what ``PipelineConfiguration/makeExtractor()`` throws.
  package init(_ configuration: PipelineConfiguration) throws {
    extractor = try configuration.makeExtractor(isForReview: true)
    classifier = MessageClassifier(extractor, bounds: configuration.confidenceBounds(isForReview: true))
  }

  /// The labels of some messages, in their order.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  func classify(
    _ messages: [(id: String, text: String)], _ environment: RunEnvironment
  ) throws(PipelineError) -> [MessageClassifier.Result] {
    var results: [MessageClassifier.Result] = []
    for start in stride(from: 0, to: messages.count, by: Self.batch) {
      try environment.checkInterruption()
      environment.progress(WorkProgress("messages", done: start, of: messages.count))
      results += classifier.classify(Array(messages[start..<min(start + Self.batch, messages.count)]))
    }
    environment.progress(WorkProgress("messages", done: messages.count, of: messages.count))
    extractor.warnings.forEach(environment.warn)
    return results
  }

  /// Reads messages, one a line, and writes their labels in the same order.
  ///
  /// - Throws: ``PipelineError``.
  package func run(input: String, output: String, _ environment: RunEnvironment) throws -> StageSummary {
    let messages = try JSONFiles.readList(Message.self, from: input)
    let results = try classify(messages.values.map { ($0.id, $0.text) }, environment)
    try JSONFiles.writeLines(results, to: output)
    let persistent = results.count { $0.label == .persistent }
    return StageSummary(
      text: "\(results.count) messages: \(persistent) persistent", problems: messages.problems)
  }
}
