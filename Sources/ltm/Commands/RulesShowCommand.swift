import ArgumentParser
import Pipeline
import RuleStore

struct RulesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rule, why it was kept, and where it was said.")

  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Option(help: ArgumentHelp("A revision, in git's syntax.", valueName: "rev"))
  var revision = "main"
  @Argument(help: "The rule's id, or its first characters.")
  var id: String

  func run() throws {
    let store = try GitRuleStore(path: place.store)
    let rule = try RuleLookup.rule(id, in: try store.snapshot(at: try store.resolve(revision)))
    if printing.json { return try JSONFiles.write(rule, to: "-") }
    for line in RuleText.page(rule) { try Console.print(line) }
  }
}
