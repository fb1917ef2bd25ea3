import ArgumentParser
import Foundation
import Pipeline

struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "List what transcripts there are: formats, files, sessions, messages.",
    discussion: """
      Reads every input as 'ltm run' does, and learns nothing. With --discover it looks where the assistants keep their \
      transcripts below the home directory. With --files it opens no file, and lists those that a run would read, in its \
      order: to give them to 'ltm extract --files-from'.

      Example: ltm sources --discover
      """)

  @OptionGroup var common: CommonOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Flag(help: "Look where assistants keep their transcripts below the home directory too.")
  var discover = false
  @Flag(help: "Print the paths of the files that a run would read, one a line, and nothing of what is in them.")
  var files = false
  @Flag(
    name: [.customShort("0"), .customLong("null")],
    help: "End each path of --files with a NUL instead of a line break, which a path may hold.")
  var endsWithNull = false
  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if endsWithNull, !files { throw ValidationError("'-0' is for '--files'") }
    if files, json { throw ValidationError("Give either '--files' or '--json'") }
    if input.isEmpty, !discover { throw ValidationError("Give --input <path>, or --discover") }
  }

  func run() throws {
    _ = try common.configuration()
    let home = ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()
    let found = discover ? SourcesStage.places(home: home) : []
    if discover, found.isEmpty, input.isEmpty, !common.quiet {
      Console.error("ltm: no assistant keeps transcripts in the places that are known below \(home)")
    }
    if files { return try list(input + found) }
    let report = try common.perform { try SourcesStage.run(input + found, $0) }
    if json {
      try JSONFiles.write(report, to: "-")
    } else {
      for line in SourcesText.lines(report) { try Console.print(line) }
    }
    try common.finish(problems: report.problems)
  }

  /// Prints paths as they are: they are there to be opened, and one with a secret masked could not be.
  private func list(_ inputs: [String]) throws {
    let found = SourcesStage.files(inputs)
    let end = endsWithNull ? "\0" : "\n"
    try JSONFiles.write(Data(found.paths.map { $0 + end }.joined().utf8), to: "-")
    try common.finish(problems: found.problems)
  }
}
