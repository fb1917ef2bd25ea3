import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Write rules into the store.", subcommands: [Import.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Commit given rules as they are, without deciding on them.",
      discussion: """
        Reads one rule a line, or an array of rules. A rule that the store does not have is added, one that it has in \
        another form is changed, and one that it has already makes no commit.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var place: StoreOptions
    @Option(help: ArgumentHelp("Rules as JSON lines or as an array.", valueName: "file"), completion: .file())
    var input: String

    func run() throws {
      let lines = try JSONFiles.readList(Rule.self, from: input)
      let store = try common.openStore(place, create: true)
      let outcome = try common.perform { environment in
        let lock = try store.lock()
        Console.reportRemoved(try store.removeLeftovers(under: lock))
        let outcome = try StoreStage.import(lines.values, into: store, run: RunContext(environment))
        environment.repack(store, under: lock)
        return outcome
      }
      let refused = outcome.refusals.map { InputProblem(file: input, reason: $0.description) }
      try common.finish(
        StageSummary(
          text: "\(lines.values.count) rules read, \(outcome.commits.count) commits made in \(place.store)",
          problems: lines.problems + refused))
    }
  }
}
