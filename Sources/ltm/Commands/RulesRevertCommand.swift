import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesRevertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert", abstract: "Take back what a commit did to rules, as new commits.",
    discussion: """
      All that the commit did, or only what it did to the rules that are named. What was changed since stays as it is; \
      where a later commit changed the same field, nothing is done, and that commit is named. A revert can be reverted. \
      History is never rewritten.

      With git, in a clone: git revert REV && git push
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Argument(help: "The commit, in git's syntax.")
  var revision: String
  @Argument(help: "Only these rules: ids, or their first characters.")
  var id: [String] = []

  func run() throws {
    let store = try common.openStore(place).on(branch.branch)
    let commit = try store.resolve(revision)
    if dryRun { return try StoreChange.print(try reversal(of: commit, in: store).changes) }
    let outcome = try StoreChange.perform(common, in: store) { run in
      try RestoreStage.revert(try reversal(of: commit, in: store), of: commit, in: store, run)
    }
    try StoreChange.print(outcome)
    let done = outcome.commits.isEmpty ? "nothing left to take back" : "\(outcome.commits.count) commits made"
    try StoreChange.finish(common, outcome, done, store: place.store)
  }

  private func reversal(of commit: RevisionID, in store: GitRuleStore) throws -> RuleReversal {
    let touched = id.isEmpty ? [] : try store.entry(of: commit).entry.difference.ids
    return try RestoreStage.reversal(of: commit, try id.map { try RuleLookup.only($0, among: touched) }, in: store)
  }
}
