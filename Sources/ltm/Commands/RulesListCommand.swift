import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules of a revision.")

  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Option(help: ArgumentHelp("A revision, in git's syntax.", valueName: "rev"))
  var revision = "main"
  @Option(help: ArgumentHelp("Only rules of this project, or that hold everywhere.", valueName: "name"))
  var project: String?
  @Option(help: "Only rules of this type: style, naming, structure or behavior.")
  var type: String?

  func validate() throws {
    if let type, Action.Kind(rawValue: type) == nil {
      throw ValidationError("'\(type)' is no type of rule: style, naming, structure or behavior")
    }
  }

  func run() throws {
    let store = try GitRuleStore(path: place.store)
    guard try store.head() != nil else { return Console.error("\(place.store) holds no rules yet") }
    let snapshot = try store.snapshot(at: try store.resolve(revision))
    let rules = snapshot.rules.filter { rule in
      (project == nil || rule.project == nil || rule.project == project)
        && (type == nil || rule.action.type.rawValue == type)
    }
    if printing.json {
      try JSONFiles.writeLines(rules, to: "-")
    } else {
      for rule in rules { try Console.print(RuleText.line(rule)) }
    }
    for problem in snapshot.problems { Console.error("ltm: warning: \(place.store):\(problem)") }
    if !snapshot.problems.isEmpty { throw ExitStatus.someInputsUnreadable }
  }
}
