import ArgumentParser
import Pipeline
import Rainbow
import RuleStore
import Rules

struct RulesLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List the commits that changed rules, the latest first.")

  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many commits.", valueName: "number"))
  var limit: Int?
  @Argument(help: "Only those that changed this rule: its id, or its first characters.")
  var id: String?

  func run() throws {
    let store = try GitRuleStore(path: place.store)
    let rule = try id.map { try RuleLookup.id($0, everIn: store) }
    let entries = try store.log(of: rule, limit: limit)
    if printing.json { return try JSONFiles.writeLines(entries.map(LogLine.init), to: "-") }
    for entry in entries {
      let revision = Console.styled(entry.revision.short) { $0.yellow }
      try Console.print("\(revision)  \(entry.time.description.prefix(10))  \(entry.author)  \(entry.subject)")
    }
  }
}

/// One commit as a line of JSON.
private struct LogLine: Encodable {
  let revision: RevisionID
  let time: Timestamp
  let author: String
  let kind: RuleChange.Kind
  let subject: String
  let rules: [RuleID]

  init(_ entry: LogEntry) {
    revision = entry.revision
    time = entry.time
    author = entry.author
    kind = entry.kind
    subject = entry.subject
    rules = entry.difference.ids
  }
}
