import RuleExtraction

/// Trains the model that tells directives from other clauses.
package struct TrainStage: Sendable {
  /// The encoder that comes with the program.
  package static let encoder = "directives-l6-int8.bin"

  private let trainer: ClauseTrainer

  /// - Parameter prior: a file with the weights to which training is drawn; nil draws them to zero.
  /// - Throws: `ExtractionError` when the encoder is missing, ``PipelineError`` when the prior cannot be read.
  package init(prior: String? = nil) throws {
    let prior = try prior.map { try JSONFiles.readList(TrainingPrior.self, from: $0).values.first } ?? nil
    trainer = try ClauseTrainer(encoderNamed: Self.encoder, prior: prior ?? TrainingPrior())
  }

  /// Reads labelled messages, one a line, and writes the model; the report goes beside it, as `NAME.report.json`.
  ///
  /// - Throws: ``PipelineError``.
  package func run(
    inputs: [String], output: String, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let (messages, problems) = try Self.read(inputs, environment)
    let (model, report) = trainer.train(messages)
    try JSONFiles.write(model, to: output)
    let name = output.hasSuffix(".json") ? String(output.dropLast(5)) : output
    try JSONFiles.write(report, to: "\(name).report.json")
    let figures = report.crossValidated
    return StageSummary(
      text: "\(report.messages) labelled messages of \(report.groups) groups; on groups it was not trained on: "
        + "average precision \(figures.averagePrecision)",
      problems: problems)
  }

  /// Reads labelled messages, and writes them with the clauses they were cut into, for tuning an encoder.
  ///
  /// - Throws: ``PipelineError``.
  package static func writeExamples(
    of inputs: [String], to output: String, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let (messages, problems) = try read(inputs, environment)
    let examples = TrainingExample.examples(of: messages)
    try JSONFiles.writeLines(examples, to: output)
    return StageSummary(text: "\(examples.count) labelled messages", problems: problems)
  }

  private static func read(
    _ inputs: [String], _ environment: RunEnvironment
  ) throws -> ([LabelledMessage], [InputProblem]) {
    var messages: [LabelledMessage] = []
    var problems: [InputProblem] = []
    for (index, input) in inputs.enumerated() {
      environment.progress("files", index + 1, inputs.count)
      let lines = try JSONFiles.readList(LabelledMessage.self, from: input)
      messages += lines.values
      problems += lines.problems
    }
    return (messages, problems)
  }
}
