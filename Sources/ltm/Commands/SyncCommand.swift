import ArgumentParser
import Foundation
import Pipeline
import RuleStore

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Exchange rules with a team's repository: fetch, merge, push.",
    discussion: """
      Fetches the store's branches from a remote of the store's repository, merges them with the store's own, and \
      pushes the result. Evidence is joined; what a person changed holds against the job; where two persons disagree, or \
      two rules exclude each other, 'ltm review' shows it. Git does the talking, with your own keys and settings. \
      Nothing is ever forced, deleted or rewritten.

      Once: git -C store/rules.git remote add origin URL (of an empty repository, or of another store)
      To begin with a team's rules: git clone --bare URL store/rules.git
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Argument(help: "The remote, by its name in the store's repository.")
  var remote = "origin"
  @Flag(help: "Fetch, say what would be done, and move no branch.")
  var dryRun = false
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let store = try common.openStore(place)
    let report = try common.perform { environment in
      let lock = try store.lock()
      _ = try store.removeLeftovers(under: lock)
      let git = GitTransport(
        place.store, mayAsk: isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1,
        isInterrupted: environment.isInterrupted)
      return try SyncStage.run(store, with: remote, isDryRun: dryRun, git, environment)
    }
    if json {
      try JSONFiles.write(report, to: "-")
    } else if !common.quiet {
      for line in report.text { try Console.print(line) }
    }
    try common.finish(problems: report.problems)
  }
}
