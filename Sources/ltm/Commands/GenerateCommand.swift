import ArgumentParser
import Pipeline

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Make up labelled transcripts and tasks.",
    discussion: """
      Writes a suite: transcripts/ without labels, labels/ with what is to be found in them, and tasks.json. The same \
      seed gives the same bytes on every machine.
      """)

  @Flag(name: .shortAndLong, help: "Show no summary.")
  var quiet = false
  @Option(help: ArgumentHelp("What the random numbers begin with.", valueName: "number"))
  var seed: UInt64 = 1
  @Option(help: ArgumentHelp("How many transcripts.", valueName: "number"))
  var transcripts = 60
  @Option(
    help: ArgumentHelp("The directory for the suite: empty, or not there yet.", valueName: "dir"),
    completion: .directory)
  var output: String

  func validate() throws {
    guard (1...100_000).contains(transcripts) else {
      throw ValidationError("'--transcripts' is a number from 1 to 100000")
    }
  }

  func run() throws {
    let summary = try GenerateStage.run(seed: seed, transcripts: transcripts, output: output)
    if !quiet { Console.error(summary.text) }
  }
}
