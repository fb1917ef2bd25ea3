import ArgumentParser
import Pipeline

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Find in transcripts the rules that the user stated.",
    discussion: """
      Reads transcripts of Claude Code, Codex CLI, Aider, Cursor and others, and the project's own; the format is told \
      from the content. Writes one candidate rule a line, transcript by transcript.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var extraction: MethodOptions
  @Option(
    help: ArgumentHelp(
      "A transcript, a directory of them, or '-'; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String]
  @Option(help: ArgumentHelp("Where the candidates go.", valueName: "file"), completion: .file())
  var output = "-"

  func validate() throws {
    if input.isEmpty { throw ValidationError("Missing expected argument '--input <path>'") }
  }

  func run() throws {
    let stage = try ExtractStage(try common.configuration(method: extraction.method))
    try common.finish(try common.perform { try stage.run(inputs: input, output: output, $0) })
  }
}
