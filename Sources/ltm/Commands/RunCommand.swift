import ArgumentParser
import Pipeline
import RuleStore

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Do the nightly job: read, extract, decide, store, retrieve, measure drift.",
    discussion: """
      Reads all transcripts below the inputs, commits what was learned to the store, applies the rules to the tasks, \
      and replays the tasks over the new commits. Writes into the output directory: report.txt for the morning, \
      report.json, metrics.json, candidates.jsonl, decisions.jsonl, results.jsonl, drift.json and the log.

      Running again over the same input commits nothing, and what has not changed since is not read again: the ledger \
      beside the store knows it, and may be deleted. Stopped by Ctrl-C or SIGTERM, the job ends at a file's border: what \
      was read is decided on and committed, and the next run goes on from there. '--stage' runs one stage alone, on files: '--input' and \
      '--output' are then what that stage's own command takes.
      """)

  enum Stage: String, ExpressibleByArgument, CaseIterable {
    case all, extract, decide, retrieve, drift
  }

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var extraction: MethodOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Option(
    help: ArgumentHelp(
      "What other processes extracted with 'ltm extract --by-file', instead of '--input'; may be given several times.",
      valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var extracted: [String] = []
  @Option(help: ArgumentHelp("The directory for the report.", valueName: "dir"), completion: .directory)
  var output: String
  @Option(
    help: ArgumentHelp(
      "Tasks to apply the rules to. (default: tasks.json in an input directory, where there is one)", valueName: "file"),
    completion: .file(extensions: ["json", "jsonl"]))
  var tasks: String?
  @Option(help: "The stage to run.")
  var stage = Stage.all
  @Flag(help: "Say what would be stored, and store nothing.")
  var dryRun = false
  @Flag(help: "Print the report as JSON instead of text.")
  var json = false

  func validate() throws {
    if input.isEmpty, extracted.isEmpty { throw ValidationError("Missing expected argument '--input <path>'") }
    if !input.isEmpty, !extracted.isEmpty { throw ValidationError("'--extracted' takes the place of '--input'") }
    if stage != .all, !extracted.isEmpty { throw ValidationError("'--extracted' is for the whole job") }
    if [.decide, .retrieve, .drift].contains(stage), input.count > 1 {
      throw ValidationError("'--stage \(stage.rawValue)' takes one '--input'")
    }
  }

  func run() throws {
    switch stage {
    case .all: try runAll()
    case .extract, .decide, .retrieve, .drift: try common.finish(try common.perform(runStage))
    }
  }

  private func runStage(_ environment: RunEnvironment) throws -> StageSummary {
    let configuration = try common.configuration(method: extraction.method)
    switch stage {
    case .all, .extract: return try ExtractStage(configuration).run(inputs: input, output: output, environment)
    case .decide: return try DecideStage(configuration).run(input: input[0], output: output)
    case .retrieve:
      return try RetrieveStage.run(
        input: input[0], output: output, store: try GitRuleStore(path: place.store), revision: nil, configuration,
        environment)
    case .drift:
      return try DriftStage.run(
        input: input[0], output: output, store: try GitRuleStore(path: place.store), from: nil, to: nil, configuration,
        environment)
    }
  }

  private func runAll() throws {
    let configuration = try common.configuration(method: extraction.method)
    let places = RunStage.Places(
      inputs: input, extracted: extracted, store: place.store, output: output, tasks: tasks)
    let report = try common.perform { environment in
      try RunStage(configuration, places, isDryRun: dryRun, environment).run()
    }
    if json {
      try JSONFiles.write(report, to: "-")
    } else {
      if !common.quiet { try Console.print(RunPage(report).text) }
      try Console.print(report.summary(reportPath: "\(output)/report.txt"))
    }
    if !report.isComplete { throw ExitStatus.interrupted }
    try common.finish(problems: report.problems)
  }
}
