import ArgumentParser
import Pipeline

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train the model that tells rules from other speech.",
    discussion: """
      Reads labelled messages, one JSON object a line: "id", "text", "label" (persistent, short_term or irrelevant), \
      "repo" (whose words they are) and "rules" ("quote", "scope"). Writes the model, and beside it a report with \
      figures on groups that each model had not seen. The same input gives the same bytes.

      Example: ltm train --input config/models/training/written.jsonl --output config/models/clauses.json
      """)

  @OptionGroup var common: CommonOptions
  @Option(
    help: ArgumentHelp("Labelled messages, a labelled suite, or '-'; may be given several times.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var input: [String]
  @Option(
    help: ArgumentHelp(
      "Weights to which training is drawn, such as config/models/training/prior.json.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var prior: String?
  /// What is trained.
  enum Kind: String, CaseIterable, ExpressibleByArgument {
    case clauses, changes, fits
  }

  @Option(
    help: ArgumentHelp(
      "What the model tells: 'clauses' rules from other speech, 'changes' which earlier rule a message ends, 'fits' which rules a task has to obey.",
      valueName: "kind"))
  var kind = Kind.clauses
  @Option(help: ArgumentHelp("Where the model goes.", valueName: "file"), completion: .file(extensions: ["json"]))
  var output: String

  @Flag(help: "Write the labelled clauses, for tuning the encoder, instead of a model.")
  var examples = false

  func validate() throws {
    if input.isEmpty { throw ValidationError("Missing expected argument '--input <file>'") }
  }

  func run() throws {
    guard !examples else {
      return try common.finish(try common.perform { try TrainStage.writeExamples(of: input, to: output, $0) })
    }
    try common.finish(
      try common.perform { environment in
        switch kind {
        case .clauses: try TrainStage(prior: prior).run(inputs: input, output: output, environment)
        case .changes: try TrainStage.trainChanges(on: input, to: output, environment)
        case .fits: try TrainStage.trainFits(on: input, to: output, environment)
        }
      })
  }
}
