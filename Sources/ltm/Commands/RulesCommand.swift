import ArgumentParser

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Look at the stored rules and their history.",
    discussion: """
      The store is an ordinary bare git repository: 'git log', 'git blame' and 'git diff' work on it too. These commands \
      read rules instead of files. Where a rule's id is asked for, its first characters suffice.
      """,
    subcommands: [RulesListCommand.self, RulesShowCommand.self, RulesLogCommand.self, RulesDiffCommand.self],
    defaultSubcommand: RulesListCommand.self)
}

/// How what was read is printed.
struct PrintOptions: ParsableArguments {
  @Flag(help: "Print JSON lines.")
  var json = false
}
