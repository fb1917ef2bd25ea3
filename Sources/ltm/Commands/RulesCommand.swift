import ArgumentParser

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Look at the stored rules and their history, and take back what was done.",
    discussion: """
      The store is an ordinary bare git repository: 'git log', 'git blame', 'git diff' and 'git revert' work on it too. \
      These commands read rules and their fields instead of files and lines. Where a rule's id is asked for, its first \
      characters suffice.
      """,
    subcommands: [
      RulesListCommand.self, RulesShowCommand.self, RulesLogCommand.self, RulesBlameCommand.self,
      RulesDiffCommand.self, RulesRevertCommand.self, RulesRestoreCommand.self, RulesStatsCommand.self,
    ],
    defaultSubcommand: RulesListCommand.self)
}

/// How what was read is printed.
struct PrintOptions: ParsableArguments {
  @Flag(help: "Print JSON lines.")
  var json = false
}
