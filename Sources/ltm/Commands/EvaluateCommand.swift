import ArgumentParser
import Pipeline

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure every stage on labelled suites, or labelling on messages.",
    discussion: """
      A suite is what 'ltm generate' writes: transcripts/, labels/ and tasks.json. Measures extraction (precision, \
      recall and F1), decisions (agreement with the labels), what is stored at the end, retrieval (with the labelled \
      rules and with its own), and how well outputs of the tasks agree without and with rules. Several suites or \
      methods give one table; with '--json' each row of it is one object on a line.

      '--messages' measures how well single messages are labelled: those that would be stored, and those that would be \
      stored or shown to a person first.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var printing: PrintOptions
  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("The directories of suites.", valueName: "dir"),
    completion: .directory)
  var suite: [String] = []
  @Option(
    help: ArgumentHelp("Labelled messages, one a line, or '-'.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var messages: String?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The methods to compare. (default: the configuration's)"))
  var method: [ExtractionMethod] = []
  @Option(
    help: ArgumentHelp("Resamples for 95 % intervals of the figures; 0 for no intervals.", valueName: "number"))
  var bootstrap = 0
  @Option(help: ArgumentHelp("How many of the worst mistakes of the first method to name.", valueName: "number"))
  var mistakes = 0
  @Flag(help: "Show the user's messages with the mistakes.")
  var showText = false

  func validate() throws {
    if suite.isEmpty == (messages == nil) {
      throw ValidationError("Give either '--suite <dir>' or '--messages <file>'")
    }
    guard (0...100_000).contains(bootstrap) else {
      throw ValidationError("'--bootstrap' is a number from 0 to 100000")
    }
    guard (0...100_000).contains(mistakes) else { throw ValidationError("'--mistakes' is a number from 0 to 100000") }
  }

  func run() throws {
    let methods: [ExtractionMethod?] = method.isEmpty ? [nil] : method
    if let messages { return try run(messages: messages, methods) }
    let stages = try methods.map { try EvaluateStage(try common.configuration(method: $0)) }
    let options = EvaluateStage.Options(resamples: bootstrap, mistakes: mistakes, showsText: showText)
    var reports: [EvaluationReport] = []
    for suite in suite {
      for stage in stages {
        reports.append(try common.perform { try stage.run(suite: suite, options: options, $0) })
      }
    }
    if printing.json { return try printJSON(reports) }
    let isTable = reports.count > 1 || bootstrap > 0
    try Console.print(isTable ? EvaluationTable(reports).text : EvaluationPage(reports[0]).text)
    let worst = MistakesPage(reports.filter { $0.method == reports[0].method }, limit: mistakes)
    if !worst.text.isEmpty { try Console.print(worst.text) }
  }

  private func run(messages: String, _ methods: [ExtractionMethod?]) throws {
    var reports: [MessagesReport] = []
    var problems: [InputProblem] = []
    for method in methods {
      let stage = try EvaluateMessagesStage(try common.configuration(method: method))
      let outcome = try common.perform { try stage.run(input: messages, resamples: bootstrap, $0) }
      reports.append(outcome.report)
      problems = outcome.problems
    }
    if printing.json { try printJSON(reports) } else { for report in reports { try Console.print(report.text) } }
    try common.finish(problems: problems)
  }

  /// One report as a file of its own, several one a line.
  private func printJSON(_ reports: [some Encodable]) throws {
    if reports.count == 1 {
      try JSONFiles.write(reports[0], to: "-")
    } else {
      try JSONFiles.writeLines(reports, to: "-")
    }
  }
}
