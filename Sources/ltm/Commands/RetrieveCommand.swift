import ArgumentParser
import Pipeline
import RuleStore

struct RetrieveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieve", abstract: "Find the rules that fit tasks, and what they change.",
    discussion: """
      Reads tasks as an array or one a line, and writes one result a line: {"task", "applied_rules", "modifications"}.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(help: ArgumentHelp("The rules as of this revision, in git's syntax.", valueName: "rev"))
  var revision: String?
  @Option(help: ArgumentHelp("Tasks as an array or as JSON lines.", valueName: "file"), completion: .file())
  var input: String
  @Option(help: ArgumentHelp("Where the results go.", valueName: "file"), completion: .file())
  var output = "-"

  func run() throws {
    let (configuration, store) = (try common.configuration(), try GitRuleStore(path: place.store))
    let summary = try common.perform { environment in
      try RetrieveStage.run(
        input: input, output: output, store: store, revision: revision, configuration, environment)
    }
    try common.finish(summary)
  }
}
