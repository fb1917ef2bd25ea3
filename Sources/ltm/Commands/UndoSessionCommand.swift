import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct UndoSessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo-session", abstract: "Take back all that one session taught.",
    discussion: """
      A rule that only this session stated goes, and what it had replaced comes back, unless something else ended it \
      too; what the session took back comes back as well. A rule that others stated too loses this session's sources, \
      and the fields that its statements changed get back their earlier values, where nobody changed them since. The \
      same is done to the branches 'candidates' and 'evidence'. All of it is ordinary commits, each with the trailer \
      'Undo-Session: ID', and later runs learn nothing from the session; '--redo' lets them learn from it again.

      With git: git -C STORE log --grep '^Source: TRANSCRIPT#' main finds the commits, and git revert takes them back.

      Example: ltm undo-session 2ee8f96c --store ~/rules.git --dry-run
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Let later runs learn from the session again.")
  var redo = false
  @Flag(help: "Take the id as it is, also when no rule has a source of it.")
  var exact = false
  @Argument(help: "The id of a session or of a transcript, or its first characters.")
  var id: String

  func validate() throws {
    if redo, dryRun || exact { throw ValidationError("'--redo' goes with no other option") }
  }

  func run() throws {
    let store = try common.openStore(place)
    let stores = StoreBranches(store.on)
    if redo {
      let (session, revision) = try StoreChange.perform(common, in: store) { run in
        try UndoSessionStage.redo(id, in: store, run)
      }
      return try common.finish(
        StageSummary(text: "later runs learn from session \(session) again (\(revision.short))", problems: []))
    }
    if dryRun { return try show(try UndoSessionStage.plan(id, isExact: exact, in: stores)) }
    let (plan, outcome) = try StoreChange.perform(common, in: store) { run in
      let plan = try UndoSessionStage.plan(id, isExact: exact, in: stores)
      return (plan, try UndoSessionStage.run(plan, in: stores, run))
    }
    try StoreChange.print(outcome)
    let text =
      plan.isDone
      ? "session \(plan.session) is undone already"
      : "session \(plan.session) is undone: \(outcome.commits.count) changes; 'ltm undo-session --redo' lets later runs "
        + "learn from it again"
    try StoreChange.finish(common, outcome, text, store: place.store)
  }

  private func show(_ plan: UndoSessionStage.Plan) throws {
    for (branch, changes) in [("main", plan.main), ("candidates", plan.candidates), ("evidence", plan.evidence)]
    where !changes.isEmpty {
      try Console.print("on \(branch):")
      try StoreChange.print(changes)
    }
    try common.finish(StageSummary(text: "session \(plan.session); nothing was changed", problems: []))
  }
}
