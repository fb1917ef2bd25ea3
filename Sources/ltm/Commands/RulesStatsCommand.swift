import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Tell how stable the rules are: age, changes, survival, churn.",
    discussion: """
      How many rules hold and ended, how old those that hold are (quartiles), how often what a rule says was changed, \
      which share still holds after so many days (the estimate of Kaplan and Meier: a rule that still holds counts for \
      as long as it was watched), after how many days half of them have ended, why they ended, and how much changed in \
      each of the last twelve weeks: added, changed and removed, over those that held at its start. A rule that came \
      back has not ended.

      With git: git -C STORE log --numstat main
      """)

  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @Option(help: "Also for each type or project by itself.")
  var by: StabilityReport.Grouping?
  @Option(
    help: ArgumentHelp("Only rules that came since: a date, a time, or a revision.", valueName: "date|rev"))
  var since: String?
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let store = try branch.store(place)
    let start = try since.map { text in
      try Since.time(text) ?? store.log(at: store.resolve(text)).time
    }
    let report = StabilityReport(try store.ruleHistory(), by: by, since: start, at: try Clock.now())
    if json { return try JSONFiles.write(report, to: "-") }
    for line in StabilityText.lines(report) { try Console.print(line) }
  }
}
