import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rule, why it was kept, and where it was said.",
    discussion: """
      A rule that holds no more is shown in its last form, with when and why it went.

      With git: git -C STORE show REV:rules/ID[0..2]/ID.json
      """)

  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @OptionGroup var printing: PrintOptions
  @Option(
    name: [.customLong("at"), .customLong("revision")],
    help: ArgumentHelp("A revision, in git's syntax. (default: the latest)", valueName: "rev"))
  var at: String?
  @Argument(help: "The rule's id, or its first characters.")
  var id: String

  func run() throws {
    let store = try branch.store(place)
    var ending: RuleEvent?
    let rule: Rule
    if let at {
      rule = try RuleLookup.rule(id, in: try store.snapshot(at: try store.resolve(at)))
    } else {
      let found = try RuleLookup.rule(id, everIn: store)
      rule = found.rule
      ending = found.log.lazy.flatMap(\.events).first { $0.rule == rule.id && $0.kind != .accepted }
    }
    if printing.json { return try JSONFiles.write(rule, to: "-") }
    for line in RuleText.page(rule) { try Console.print(line) }
    guard let ending, ending.after == nil else { return }
    try Console.print("ended".padded(to: 12) + (try HistoryText.ending(ending)))
  }
}
