import ArgumentParser
import Foundation
import Pipeline
import RuleStore
import Rules

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Walk through what changed since the last review: accept, reject, edit or skip.",
    discussion: """
      Shows one after another, in the manner of 'git add -p': candidates that wait (what is probable but not sure, \
      dangerous, or may contradict a rule), proposals (where 'store.review' is 'required'), and what the job did to the \
      rules since somebody looked. What is accepted is a rule and does not come again; what is rejected goes, or is put \
      back as it was, and stays so whatever is said again; what is edited in the editor ($GIT_EDITOR, $VISUAL, $EDITOR) \
      is kept as the person wrote it; what is skipped comes again.

      All decisions are carried out together at the end, or on 'q', as ordinary commits by the person whom git knows; \
      Ctrl-C leaves everything as it was. Where standard input or output is no terminal, or with '--list', the items \
      are listed, with '--json' one JSON object a line.

      With '--range', what a branch changes is reviewed, as in a pull request: in a clone with a working tree, or in a \
      bare repository. What is accepted stays, what is rejected or edited becomes commits on the branch.

      Examples:
        ltm review --store ~/rules.git --input ~/.claude/projects
        ltm review --range origin/main..HEAD
        ltm review --store ~/rules.git --apply decisions.jsonl
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @OptionGroup var printing: PrintOptions
  @Flag(help: "List the items, and ask nothing.")
  var list = false
  @Flag(help: "Ask, also where standard input or output is no terminal.")
  var interactive = false
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Ids, or their first characters.", valueName: "id"))
  var accept: [String] = []
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Ids, or their first characters.", valueName: "id"))
  var reject: [String] = []
  @Option(
    help: ArgumentHelp(
      "Decisions, one JSON object a line: \"rule\" (an id), \"decision\" (accept, reject, edit or skip) and for edit "
        + "\"edit\", a JSON Merge Patch of the rule.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]))
  var apply: String?
  @Option(help: ArgumentHelp("Only rules of this project.", valueName: "name"))
  var project: String?
  @Option(help: ArgumentHelp("Only what changed after this revision.", valueName: "revision"))
  var since: String?
  @Option(
    help: ArgumentHelp(
      "A transcript or a directory of them, for the conversation around a rule's source; may be given several times.",
      valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Option(help: ArgumentHelp("How many turns to show before and after the words.", valueName: "number"))
  var context = 2
  @Option(help: ArgumentHelp("What a branch changes, as 'BASE..BRANCH', instead of the store.", valueName: "range"))
  var range: String?
  @Option(help: ArgumentHelp("The repository of the range.", valueName: "dir"), completion: .directory)
  var repository = "."
  @Argument(help: "Only these rules: ids, or their first characters.")
  var ids: [String] = []

  func validate() throws {
    guard (0...1000).contains(context) else { throw ValidationError("'--context' is a number from 0 to 1000") }
    if range != nil, since != nil {
      throw ValidationError("'--since' is for the store; a range begins somewhere itself")
    }
    let ways = [!accept.isEmpty || !reject.isEmpty, apply != nil, interactive, list || printing.json].count { $0 }
    if ways > 1 {
      throw ValidationError(
        "'--accept' and '--reject', '--apply', '--interactive', and '--list' or '--json' exclude each other")
    }
  }

  func run() throws {
    let reviewed =
      try range.map { try ReviewedBranch.range(ReviewedRange($0, in: repository)) }
      ?? .store(common.openStore(place))
    let items = try wanted(in: reviewed)
    let (decisions, problems) = try decisions(on: items, reviewed)
    guard let decisions else { return }
    let outcome = try common.perform { environment in
      let person = try RunContext(
        environment, person: ProcessInfo.processInfo.environment, store: range == nil ? place.store : repository)
      return try reviewed.apply(decisions, run: person, environment)
    }
    try report(outcome, problems)
  }

  /// What is decided; nil when it was only listed.
  private func decisions(
    on items: [ReviewItem], _ reviewed: ReviewedBranch
  ) throws -> (decisions: [(item: ReviewItem, decision: ReviewDecision)]?, problems: [InputProblem]) {
    if let apply { return try read(apply, items) }
    if !accept.isEmpty || !reject.isEmpty { return (try named(items), []) }
    let isAsking = interactive || (!list && !printing.json && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1)
    if printing.json {
      try JSONFiles.writeLines(items, to: "-")
    } else if items.isEmpty {
      Console.error("nothing waits for review in \(range ?? place.store)")
    } else if isAsking {
      var dialogue = ReviewDialogue(items) { try conversation(about: $0) }
      return (try dialogue.run(), [])
    } else {
      for item in items { try Console.print(RuleText.line(item)) }
    }
    return (nil, [])
  }

  /// The items that the filters let through.
  private func wanted(in reviewed: ReviewedBranch) throws -> [ReviewItem] {
    let queue = try reviewed.queue()
    let known = queue.items.map(\.rule.id)
    let wanted = ids.isEmpty ? nil : Set(try ids.map { try lookUp($0, among: known) })
    guard let since, case .store(let store) = reviewed else { return queue.filtered(ids: wanted, project: project) }
    let start = try store.resolve(since)
    let isRecent = try store.recency(after: start)
    return queue.filtered(ids: wanted, project: project) { item in
      item.revision.map { isRecent($0, item.time) } ?? true
    }
  }

  private func lookUp(_ text: String, among ids: [RuleID]) throws -> RuleID {
    try RuleLookup.only(text, among: Array(Set(ids)).sorted())
  }

  private func named(_ items: [ReviewItem]) throws -> [(item: ReviewItem, decision: ReviewDecision)] {
    let known = items.map(\.rule.id)
    let accepted = Set(try accept.map { try lookUp($0, among: known) })
    let rejected = Set(try reject.map { try lookUp($0, among: known) })
    if let both = accepted.intersection(rejected).min() {
      throw ValidationError("'\(both)' is both accepted and rejected")
    }
    return items.filter { accepted.contains($0.rule.id) }.map { ($0, .accept) }
      + items.filter { rejected.contains($0.rule.id) }.map { ($0, .reject) }
  }

  /// Decisions that a program gives; a line that says nothing about an item is a problem, and the others count.
  private func read(
    _ file: String, _ items: [ReviewItem]
  ) throws -> (decisions: [(item: ReviewItem, decision: ReviewDecision)], problems: [InputProblem]) {
    let lines = try JSONFiles.readLines(ReviewLine.self, from: file)
    var (decisions, problems) = ([Int: ReviewDecision](), lines.problems)
    for line in lines.values {
      let found = items.indices.filter { items[$0].rule.id.text.hasPrefix(line.rule) && !line.rule.isEmpty }
      guard Set(found.map { items[$0].rule.id }).count == 1 else {
        let reason = found.isEmpty ? "nothing to review has the id of a decision" : "a decision's id fits several rules"
        problems.append(InputProblem(file: file, reason: reason))
        continue
      }
      do {
        for index in found { decisions[index] = try line.decision(on: items[index]) }
      } catch {
        problems.append(InputProblem(file: file, reason: "rule \(items[found[0]].rule.id): \(error)"))
      }
    }
    return (decisions.sorted { $0.key < $1.key }.map { (items[$0.key], $0.value) }, problems)
  }

  private func conversation(about rule: Rule) throws -> [String] {
    guard !input.isEmpty else { return ["give the transcripts with '--input' to see what was said around it"] }
    let places = WhyStage.Places(inputs: input, context: context)
    let explanation = try common.perform { try WhyStage(places, $0).run(rule, log: []) }
    return EvidenceText.statements(explanation, isRead: true)
  }

  private func report(_ outcome: ReviewedBranch.Outcome, _ problems: [InputProblem]) throws {
    let done = outcome.done
    for commit in done.changes.commits {
      try Console.print(
        "\(commit.revision.short)  \(commit.change.kind.rawValue.padded(to: 9))\(commit.change.rule.id)")
    }
    if let commit = done.acknowledgement { try Console.print("\(commit.short)  accept") }
    let refused =
      done.changes.refusals.map(\.description)
      + done.stale.map { "rule \($0): it is no longer what was decided about; review it again" }
    let edited = done.edited == 0 ? "" : "\(done.edited) edited, "
    let place = outcome.branch.map { " on the branch \($0)" } ?? ""
    try common.finish(
      StageSummary(
        text: "\(done.accepted) accepted, \(done.rejected) rejected, \(edited)\(done.commits) commits made\(place)",
        problems: problems + refused.map { InputProblem(file: range ?? self.place.store, reason: $0) }))
  }
}
