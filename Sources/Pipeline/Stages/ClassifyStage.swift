import RuleExtraction

/// Labels single messages.
package struct ClassifyStage: Sendable {
  /// A message to be labelled: one line of the input.
  private struct Message: Decodable {
    var id: String
    var text: String
  }

  private static let batch = 256

  private let classifier: MessageClassifier

  /// - Throws: `ExtractionError` when a pattern is not valid, or the model is missing.
  package init(_ configuration: PipelineConfiguration) throws {
    classifier = MessageClassifier(
      try configuration.makeExtractor(isForReview: true), bounds: configuration.confidenceBounds(isForReview: true))
  }

  /// Reads messages, one a line, and writes their labels in the same order.
  ///
  /// - Throws: ``PipelineError``.
  package func run(input: String, output: String, _ environment: RunEnvironment) throws -> StageSummary {
    let messages = try JSONFiles.readList(Message.self, from: input)
    var results: [MessageClassifier.Result] = []
    for start in stride(from: 0, to: messages.values.count, by: Self.batch) {
      try environment.checkInterruption()
      environment.progress("messages", start, messages.values.count)
      let part = messages.values[start..<min(start + Self.batch, messages.values.count)]
      results += classifier.classify(part.map { ($0.id, $0.text) })
    }
    try JSONFiles.writeLines(results, to: output)
    let persistent = results.count { $0.label == .persistent }
    return StageSummary(
      text: "\(results.count) messages: \(persistent) persistent", problems: messages.problems)
  }
}
