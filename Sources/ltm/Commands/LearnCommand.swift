import ArgumentParser
import Foundation
import Pipeline
import RuleStore

struct LearnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Recalibrate from what was accepted, edited and rejected.",
    discussion: """
      Reads from git history what people said of the rules that the job found, with whatever git client: that they \
      accepted, edited or removed them. From that it learns what a score and a confidence are worth, which thresholds \
      cost least (a wrong rule stored 5, a right one lost 3, a look at what waits 1), and small changes to the model \
      that tells rules from other speech. Each is measured by cross-validation over sessions, and used only where it \
      does better.

      Without '--apply' only the figures are shown. '--apply' commits settings/learned.json to the store beside the \
      rules, which 'ltm run' then uses; 'git revert' takes it back. Where 'store.review' is 'required' the commit goes \
      to the branch 'proposals', and '--accept' brings the file from there to the rules. The same history and configuration give the same bytes.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(
    help: ArgumentHelp(
      "A directory for learned.json and learning.json, the settings and the figures.", valueName: "dir"),
    completion: .directory)
  var output: String?
  @Flag(help: "Commit what was learned to the store.")
  var apply = false
  @Flag(help: "Bring what was proposed to the rules, and learn nothing.")
  var accept = false
  @Flag(help: "Commit also where a person took learned settings back.")
  var again = false
  @Flag(help: "Print the figures as one JSON object.")
  var json = false

  func validate() throws {
    if accept, apply || again || output != nil { throw ValidationError("'--accept' stands alone") }
    if again, !apply { throw ValidationError("'--again' goes with '--apply'") }
  }

  func run() throws {
    let configuration = try common.configuration()
    let store = try common.openStore(place)
    let stage = LearnStage(configuration, store)
    guard !accept else { return try acceptProposal(stage, store) }
    let outcome = try common.perform { environment in
      var outcome = try stage.learn()
      guard apply else { return outcome }
      let lock = try store.lock()
      Console.reportRemoved(try store.removeLeftovers(under: lock))
      try stage.commit(&outcome, isAgain: again, in: try person(environment))
      return outcome
    }
    if let output { try LearnStage.write(outcome, to: output) }
    if json {
      try JSONFiles.write(outcome.report, to: "-")
    } else {
      for line in outcome.report.lines { try Console.print(line) }
    }
    let commit = outcome.revision.map { "learned in commit \($0.short)" }
    try common.finish(StageSummary(text: commit ?? "nothing was committed", problems: []))
  }

  private func acceptProposal(_ stage: LearnStage, _ store: GitRuleStore) throws {
    let revision = try common.perform { environment in
      let lock = try store.lock()
      Console.reportRemoved(try store.removeLeftovers(under: lock))
      return try stage.accept(in: try person(environment))
    }
    let text = revision.map { "accepted in commit \($0.short)" } ?? "nothing is proposed that the rules do not have"
    try common.finish(StageSummary(text: text, problems: []))
  }

  private func person(_ environment: RunEnvironment) throws -> RunContext {
    try RunContext(environment, person: ProcessInfo.processInfo.environment, store: place.store)
  }
}
