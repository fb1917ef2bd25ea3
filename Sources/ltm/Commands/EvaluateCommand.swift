import ArgumentParser
import Pipeline

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure every stage on a labelled suite.",
    discussion: """
      A suite is what 'ltm generate' writes: transcripts/, labels/ and tasks.json. Measures extraction (precision, \
      recall and F1), decisions (agreement with the labels), what is stored at the end, retrieval (with the labelled \
      rules and with its own), and how well outputs of the tasks agree without and with rules.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var printing: PrintOptions
  @Option(help: ArgumentHelp("The directory of the suite.", valueName: "dir"), completion: .directory)
  var suite: String

  func run() throws {
    let stage = try EvaluateStage(try common.configuration())
    let report = try common.perform { try stage.run(suite: suite, $0) }
    if printing.json {
      try JSONFiles.write(report, to: "-")
    } else {
      try Console.print(EvaluationPage(report).text)
    }
  }
}
