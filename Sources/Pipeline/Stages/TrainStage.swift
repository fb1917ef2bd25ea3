import RetrievalApplication
import RuleExtraction
import Rules
import StorageDecision
import SyntheticData

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

  /// Reads labelled messages, one a line, or labelled suites, and writes the model; the report goes beside it, as `NAME.report.json`.
  ///
  /// - Throws: ``PipelineError``.
  package func run(
    inputs: [String], output: String, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let (messages, problems) = try Self.read(inputs, environment)
    let (model, report) = trainer.train(messages)
    try Self.write(model, report, to: output)
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

  /// Reads labelled changes, one a line, or labelled suites, and writes the model of them; the report goes beside it.
  ///
  /// - Throws: `ExtractionError` when a model that it builds on is missing, ``PipelineError``.
  package static func trainChanges(
    on inputs: [String], to output: String, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let suites = inputs.filter { JSONFiles.exists("\($0)/labels") }
    let stated = try suites.enumerated().flatMap { index, path in
      LabelledChange.changes(of: try Suite.read(from: path), named: "suite\(index)")
    }
    let files = inputs.filter { !suites.contains($0) }
    let (examples, problems) = try examples(of: files, and: stated, environment, LabelledChange.examples)
    let meaning = Meaning(try ClauseClassifier.encoder(named: encoder))
    let trained = ChangeTrainer(
      encoder: encoder, similarity: { meaning.similarity($0, $1) }, embedding: { meaning.vector(of: $0) }
    ).train(examples)
    try write(trained.model, trained.report, to: output)
    return StageSummary(
      text: "\(trained.report.statements) statements, of which \(trained.report.ending) end a wish",
      problems: problems)
  }

  /// Reads projects with labelled tasks, one a line, and writes the model of fits; the report goes beside it.
  ///
  /// - Throws: `ExtractionError` when a model that it builds on is missing, ``PipelineError``.
  package static func trainFits(
    on inputs: [String], to output: String, _ environment: RunEnvironment
  ) throws -> StageSummary {
    let (examples, problems) = try examples(of: inputs, environment) { (lines: [LabelledFit], extractor) in
      lines.flatMap { $0.examples(extractor) }
    }
    let meaning = Meaning(try ClauseClassifier.encoder(named: encoder))
    let trained = FitTrainer(encoder: encoder) { meaning.similarity($0, $1) }.train(examples)
    try write(trained.model, trained.report, to: output)
    return StageSummary(
      text: "\(trained.report.pairs) pairs of a rule and a task, of which \(trained.report.relevant) fit",
      problems: problems)
  }

  /// What lines of labelled data give when they are read as extraction reads transcripts.
  private static func examples<Line: Decodable & Sendable, Example>(
    of inputs: [String], and more: [Line] = [], _ environment: RunEnvironment,
    _ read: ([Line], RuleExtractor) -> [Example]
  ) throws -> (examples: [Example], problems: [InputProblem]) {
    let extractor = try RuleExtractor(patterns: [:], bounds: ConfidenceBounds(store: 0, review: 0, shortTerm: 0))
    var examples: [Example] = []
    var problems: [InputProblem] = []
    for (index, input) in inputs.enumerated() {
      environment.progress(WorkProgress("files", done: index, of: inputs.count))
      let lines = try JSONFiles.readList(Line.self, from: input)
      examples += read(lines.values, extractor)
      problems += lines.problems
    }
    environment.progress(WorkProgress("files", done: inputs.count, of: inputs.count))
    return (examples + read(more, extractor), problems)
  }

  /// Writes a model, and beside it its report, as `NAME.report.json`.
  private static func write(_ model: some Encodable, _ report: some Encodable, to output: String) throws {
    try JSONFiles.write(model, to: output)
    let name = output.hasSuffix(".json") ? String(output.dropLast(5)) : output
    try JSONFiles.write(report, to: "\(name).report.json")
  }

  private static func read(
    _ inputs: [String], _ environment: RunEnvironment
  ) throws -> ([LabelledMessage], [InputProblem]) {
    var messages: [LabelledMessage] = []
    var problems: [InputProblem] = []
    for (index, input) in inputs.enumerated() {
      environment.progress(WorkProgress("files", done: index, of: inputs.count))
      if JSONFiles.exists("\(input)/labels") {
        messages += LabelledMessage.messages(of: try Suite.read(from: input), named: "suite\(index)")
        continue
      }
      let lines = try JSONFiles.readList(LabelledMessage.self, from: input)
      messages += lines.values
      problems += lines.problems
    }
    environment.progress(WorkProgress("files", done: inputs.count, of: inputs.count))
    return (messages, problems)
  }
}
