import RuleExtraction
import Rules

/// Measures how well single messages are labelled.
package struct EvaluateMessagesStage: Sendable {
  private let method: ExtractionMethod
  private let stage: ClassifyStage

  /// - Throws: what ``PipelineConfiguration/makeExtractor()`` throws.
  package init(_ configuration: PipelineConfiguration) throws {
    method = configuration.extraction.method
    stage = try ClassifyStage(configuration)
  }

  /// Reads labelled messages, one a line, and labels them anew; those without a label, or with one that its givers were
  /// unsure of, are left out, and of several with one id the last counts.
  ///
  /// - Parameter resamples: how often messages are drawn anew for the intervals; 0 for no intervals.
  /// - Throws: ``PipelineError``.
  package func run(
    input: String, resamples: Int, _ environment: RunEnvironment
  ) throws(PipelineError) -> (report: MessagesReport, problems: [InputProblem]) {
    let lines = try JSONFiles.readList(LabelledMessage.self, from: input)
    var places: [String: Int] = [:]
    var messages: [(message: LabelledMessage, label: SegmentLabel)] = []
    for message in lines.values where !message.isUnsure {
      guard let label = message.label else { continue }
      if let place = places[message.id] {
        messages[place] = (message, label)
      } else {
        places[message.id] = messages.count
        messages.append((message, label))
      }
    }
    let results = try stage.classify(messages.map { ($0.message.id, $0.message.text) }, environment)
    let pairs = zip(messages, results).map { (label: $0.label, result: $1) }
    return (MessagesReport(method: method, pairs, resamples: resamples), lines.problems)
  }
}
