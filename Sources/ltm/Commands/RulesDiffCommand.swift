import ArgumentParser
import Pipeline
import Rainbow
import RuleStore
import Rules

struct RulesDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show which rules differ between two revisions, field by field.",
    discussion: "With git: git -C STORE diff REV REV -- rules")

  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Argument(help: "The revision before, in git's syntax.")
  var from: String
  @Argument(help: "The revision after.")
  var to = "main"

  func run() throws {
    let store = try GitRuleStore(path: place.store)
    let difference = try store.difference(from: try store.resolve(from), to: try store.resolve(to))
    if printing.json { return try JSONFiles.write(try DifferenceFile(difference), to: "-") }
    for rule in difference.removed { try Console.print(Console.styled("- " + RuleText.line(rule)) { $0.red }) }
    for rule in difference.added { try Console.print(Console.styled("+ " + RuleText.line(rule)) { $0.green }) }
    for change in difference.changed {
      try Console.print("~ " + RuleText.line(change.after))
      for line in try HistoryText.differences(from: change.before, to: change.after) { try Console.print(line) }
    }
  }
}

/// A difference as JSON.
private struct DifferenceFile: Encodable {
  struct Change: Encodable {
    let before: Rule
    let after: Rule
    /// The paths of the fields that differ.
    let fields: [String]
  }
  let added: [Rule]
  let removed: [Rule]
  let changed: [Change]

  init(_ difference: RuleDifference) throws {
    added = difference.added
    removed = difference.removed
    changed = try difference.changed.map { change in
      let fields = RuleFields.differences(try RuleFields(change.before), try RuleFields(change.after))
      return Change(before: change.before, after: change.after, fields: fields)
    }
  }
}
