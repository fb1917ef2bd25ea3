import ArgumentParser
import Foundation
import Pipeline

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "List what transcripts there are: formats, files, sessions, messages.",
    discussion: """
      Reads every input as 'ltm run' does, and learns nothing. With --discover it looks where the assistants keep their \
      transcripts below the home directory.

      Example: ltm sources --discover
      """)

  @OptionGroup var common: CommonOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Flag(help: "Look where assistants keep their transcripts below the home directory too.")
  var discover = false
  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if input.isEmpty, !discover { throw ValidationError("Give --input <path>, or --discover") }
  }

  func run() throws {
    _ = try common.configuration()
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    let found = discover ? SourcesStage.places(home: home) : []
    if discover, found.isEmpty, input.isEmpty, !common.quiet {
      Console.error("ltm: no assistant keeps transcripts in the places that are known below \(home)")
    }
    let report = try common.perform { try SourcesStage.run(input + found, $0) }
    if json {
      try JSONFiles.write(report, to: "-")
    } else {
      for line in SourcesText.lines(report) { try Console.print(line) }
    }
    try common.finish(problems: report.problems)
  }
}
