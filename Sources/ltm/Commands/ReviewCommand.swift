import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Show what waits for a person, and accept or reject it.",
    discussion: """
      What is probable but not sure, what is dangerous, and what may contradict another rule waits on the branch \
      'candidates' of the store, in the same layout as the rules. Without options, lists what waits, with the reason. \
      '--accept' makes it a rule; '--reject' takes it away, and it stays away whatever is said again. Both leave \
      ordinary commits.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Ids, or their first characters.", valueName: "id"))
  var accept: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Ids, or their first characters.", valueName: "id"))
  var reject: [String] = []

  func run() throws {
    let store = try common.openStore(place)
    guard accept.isEmpty, reject.isEmpty else { return try decide(in: store) }
    let items = try ReviewStage.items(store, store.candidates)
    if printing.json { return try JSONFiles.writeLines(items, to: "-") }
    if items.isEmpty { return Console.error("nothing waits for review in \(place.store)") }
    for item in items { try Console.print(RuleText.line(item)) }
  }

  private func decide(in store: GitRuleStore) throws {
    let outcome = try common.perform { environment in
      let lock = try store.lock()
      Console.reportRemoved(try store.removeLeftovers(under: lock))
      let ids = try ReviewStage.items(store, store.candidates).map(\.rule.id)
      let accepted = try accept.map { try RuleLookup.only($0, among: ids) }
      let rejected = try reject.map { try RuleLookup.only($0, among: ids) }
      if let both = accepted.first(where: rejected.contains) {
        throw ValidationError("'\(both)' is both accepted and rejected")
      }
      let outcome = try ReviewStage.review(
        accepting: accepted, rejecting: rejected, store, store.candidates, run: RunContext(environment))
      environment.repack(store, under: lock)
      return outcome
    }
    for commit in outcome.commits where printing.json == false {
      try Console.print(
        "\(commit.revision.short)  \(commit.change.kind.rawValue.padded(to: 9))\(commit.change.rule.id)")
    }
    let refused = outcome.refusals.map { InputProblem(file: place.store, reason: $0.description) }
    try common.finish(
      StageSummary(
        text: "\(accept.count) accepted, \(reject.count) rejected, \(outcome.commits.count) commits made",
        problems: refused))
  }
}
