import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesBlameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame", abstract: "Tell for each field of a rule which commit gave it its value.",
    discussion: """
      As 'git blame' on the rule's file, but by fields: a comma at the end of a line makes no difference. With each \
      field stand the revision, the date, who made it, and where the user said it.

      With git: git -C STORE blame REV -- rules/ID[0..2]/ID.json
      """)

  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @OptionGroup var printing: PrintOptions
  @Option(help: ArgumentHelp("A revision, in git's syntax. (default: the latest)", valueName: "rev"))
  var at: String?
  @Argument(help: "The rule's id, or its first characters.")
  var id: String

  func run() throws {
    let store = try branch.store(place)
    let revision = try at.map { try store.resolve($0) }
    let rule =
      try revision.map { try RuleLookup.rule(id, in: try store.snapshot(at: $0)).id }
      ?? RuleLookup.id(id, everIn: store)
    guard let origins = try store.blame(rule, at: revision) else {
      throw ValidationError("rule \(rule) holds no more; 'ltm rules log \(rule)' tells when it went, '--at' goes back")
    }
    if printing.json { return try JSONFiles.writeLines(origins.map(BlameLine.init), to: "-") }
    for line in HistoryText.lines(origins) { try Console.print(line) }
  }
}

/// One field as a line of JSON.
private struct BlameLine: Encodable {
  let field: String
  let value: JSONValue
  let revision: RevisionID
  let time: Timestamp
  let author: String
  let run: String?
  let review: String?
  let sources: [RuleSource]

  init(_ origin: FieldOrigin) {
    field = origin.path
    value = origin.value
    revision = origin.entry.revision
    time = origin.entry.time
    author = origin.entry.author
    run = origin.entry.run
    review = origin.entry.review?.rawValue
    sources = origin.sources
  }
}
