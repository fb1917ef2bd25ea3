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
  var input: [String] = []
  @Option(
    help: ArgumentHelp(
      "Read the paths of the transcripts from a file, one a line; '-' is standard input.", valueName: "file"),
    completion: .file())
  var filesFrom: String?
  @Option(help: ArgumentHelp("Where the candidates go.", valueName: "file"), completion: .file())
  var output = "-"
  @Flag(help: "Write one line a file, with its candidates and counts, for 'ltm run --extracted'.")
  var byFile = false

  func validate() throws {
    if input.isEmpty, filesFrom == nil { throw ValidationError("Missing expected argument '--input <path>'") }
    if !input.isEmpty, filesFrom != nil { throw ValidationError("'--files-from' takes the place of '--input'") }
  }

  func run() throws {
    // Candidates that another process decides on: also those that are only sure enough to wait for a person.
    let stage = try ExtractStage(try common.configuration(method: extraction.method), isForReview: byFile)
    let files = try filesFrom.map(JSONFiles.readPaths)
    try common.finish(
      try common.perform { environment in
        byFile
          ? try stage.run(byFile: input, files: files, output: output, environment)
          : try stage.run(inputs: input, files: files, output: output, environment)
      })
  }
}
