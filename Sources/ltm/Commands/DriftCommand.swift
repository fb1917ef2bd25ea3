import ArgumentParser
import Pipeline
import RuleStore

struct DriftCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift", abstract: "Replay tasks over revisions of the rules, and compare what comes out.",
    discussion: """
      Each revision's rules are read straight from git and applied to the tasks. Writes drift.json and drift.txt into \
      the output directory: how well outputs agree with and without rules and from revision to revision, and for each \
      output that changed the commit that caused it.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("Tasks as an array or as JSON lines.", valueName: "file"), completion: .file())
  var input: String
  @Option(help: ArgumentHelp("The directory for the report.", valueName: "dir"), completion: .directory)
  var output: String
  @Option(
    help: ArgumentHelp(
      "The revision to begin with, in git's syntax. (default: before the first commit)", valueName: "rev"))
  var from: String?
  @Option(help: ArgumentHelp("The revision to end with. (default: the latest)", valueName: "rev"))
  var to: String?

  func run() throws {
    let (configuration, store) = (try common.configuration(), try GitRuleStore(path: place.store))
    let summary = try common.perform { environment in
      try DriftStage.run(
        input: input, output: output, store: store, from: from, to: to, configuration, environment)
    }
    try common.finish(summary)
  }
}
