import ArgumentParser
import Pipeline

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Decide which candidate rules are worth keeping for good.",
    discussion: """
      Reads candidates, one rule a line, as 'ltm extract' writes them; brings together what several transcripts said; \
      and writes one decision a line: {"rule", "decision", "score", "criteria", "justification"}.
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: ArgumentHelp("Candidates as JSON lines.", valueName: "file"), completion: .file())
  var input: String
  @Option(help: ArgumentHelp("Where the decisions go.", valueName: "file"), completion: .file())
  var output = "-"

  func run() throws {
    let stage = try DecideStage(try common.configuration())
    try common.finish(try stage.run(input: input, output: output))
  }
}
