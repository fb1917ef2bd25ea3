import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct RulesLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Tell what was done to rules, the latest first: what changed, who did it, and why.",
    discussion: """
      One entry for each commit and rule: the revision, the time, who made it (ltm, or a person), what changed from \
      what to what, the reason, and the lines of the transcripts that it came from. Lines are cut to the terminal; \
      '--patch' shows every field in full.

      With git: git -C STORE log main; of one rule: git -C STORE log --follow main -- rules/ID[0..2]/ID.json

      Example: ltm rules log 3cd1 --follow --store ~/rules.git
      """)

  @OptionGroup var place: StoreOptions
  @OptionGroup var branch: BranchOptions
  @OptionGroup var printing: PrintOptions
  @Flag(help: "With a rule: also the rules that it replaced, and those that they replaced.")
  var follow = false
  @Option(help: ArgumentHelp("Only what came after: a date, a time, or a revision.", valueName: "date|rev"))
  var since: String?
  @Option(
    help: ArgumentHelp(
      "Only what a session taught: its id, or a transcript's, or the first characters.", valueName: "id"))
  var session: String?
  @Option(help: ArgumentHelp("Only rules of this project, or that hold everywhere.", valueName: "name"))
  var project: String?
  @Option(help: "Only rules of this type: style, naming, structure or behavior.")
  var type: Action.Kind?
  @Option(help: ArgumentHelp("Only what somebody did: a part of the name or address.", valueName: "text"))
  var author: String?
  @Option(name: [.customShort("n"), .long], help: ArgumentHelp("At most this many entries.", valueName: "number"))
  var limit: Int?
  @Flag(help: "One line for each entry.")
  var oneline = false
  @Flag(name: [.short, .long], help: "Every field in full.")
  var patch = false
  @Argument(help: "Only this rule: its id, or its first characters.")
  var id: String?

  func validate() throws {
    if oneline, patch { throw ValidationError("'--oneline' and '--patch' exclude each other") }
    if follow, id == nil { throw ValidationError("'--follow' is for one rule: give its id") }
    if let limit, limit < 0 { throw ValidationError("'--limit' is not negative") }
  }

  func run() throws {
    let store = try branch.store(place)
    var query = HistoryQuery(rule: try id.map { try RuleLookup.id($0, everIn: store) })
    query.followsReplaced = follow
    query.since = try since.map { try Since.start($0, in: store) }
    query.session = session
    query.project = project
    query.type = type
    query.author = author
    query.limit = limit
    let changes = try query.changes(in: store)
    if printing.json { return try JSONFiles.writeLines(changes, to: "-") }
    for change in changes {
      let lines = try oneline ? [HistoryText.line(change)] : HistoryText.page(change, isWhole: patch)
      for line in lines { try Console.print(line) }
    }
  }
}
