import ArgumentParser
import Pipeline

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify", abstract: "Say of single messages whether they state a rule.",
    discussion: """
      Reads messages, one JSON object a line with "id" and "text". Writes for each its "label", the "probabilities" of \
      the three labels, and the "rules" that it states. "persistent" means: sure enough to be stored unasked; what waits \
      for review stands among the rules with "review": true.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var extraction: MethodOptions
  @Option(
    help: ArgumentHelp("Messages, one a line, or '-'.", valueName: "file"), completion: .file(extensions: ["jsonl"]))
  var input: String
  @Option(help: ArgumentHelp("Where the labels go.", valueName: "file"), completion: .file())
  var output = "-"

  func run() throws {
    let stage = try ClassifyStage(try common.configuration(method: extraction.method))
    try common.finish(try common.perform { try stage.run(input: input, output: output, $0) })
  }
}
