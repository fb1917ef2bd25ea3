import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring back a rule that was removed, or an earlier form of one.",
    discussion: """
      Without '--at' the rule comes back in the form in which it went; with it, in the form that it had in that \
      revision, its sources included.

      With git, in a clone: git checkout REV -- rules/ID[0..2]/ID.json && git commit && git push
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @Option(help: ArgumentHelp("The revision that has the form, in git's syntax.", valueName: "rev"))
  var at: String?
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Argument(help: "The rule's id, or its first characters.")
  var id: String

  func run() throws {
    let store = try common.openStore(place).on(branch.branch)
    let rule = try RuleLookup.id(id, everIn: store)
    let revision = try at.map { try store.resolve($0) }
    if dryRun {
      return try StoreChange.print(try RestoreStage.restoration(of: rule, at: revision, in: store).map { [$0] } ?? [])
    }
    let outcome = try StoreChange.perform(common, in: store) { run in
      let change = try RestoreStage.restoration(of: rule, at: revision, in: store)
      return try store.commit(change.map { [$0] } ?? [], in: run.reviewed(.restored))
    }
    try StoreChange.print(outcome)
    for rival in try rivals(of: rule, in: store) where !outcome.commits.isEmpty {
      Console.error("ltm: warning: \(rival), which had replaced \(rule), holds too")
    }
    let done = outcome.commits.isEmpty ? "it is as it was then" : "\(outcome.commits.count) commits made"
    try StoreChange.finish(common, outcome, done, store: place.store)
  }

  /// The rules that had replaced a rule and hold.
  private func rivals(of rule: RuleID, in store: GitRuleStore) throws -> [RuleID] {
    let replacements = Set(try store.log(of: rule, limit: nil).flatMap { $0.replacements(of: rule) })
    return try replacements.sorted().filter { try store.rule($0) != nil }
  }
}
