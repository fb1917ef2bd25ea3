import Git
package import RuleStore
import Rules

/// Takes back all that one session taught.
package enum UndoSessionStage {
  /// Why a session cannot be found.
  package enum SessionError: Error, Hashable, CustomStringConvertible {
    case unknown(String)
    case ambiguous(String, fitting: [String])
    /// A commit could not name it.
    case unnameable

    package var description: String {
      switch self {
      case .unknown(let text):
        "no rule has a source of session '\(text)'; with '--exact' it is noted all the same, for later runs"
      case .ambiguous(let text, let fitting):
        "'\(text)' fits several sessions: \(fitting.prefix(10).joined(separator: ", "))\(fitting.count > 10 ? ", …" : "")"
      case .unnameable: "a session's id is one line of at most 200 columns, and no credential"
      }
    }
  }

  /// What is to be done.
  package struct Plan: Hashable, Sendable {
    /// The id of the session or transcript, in full.
    package let session: String
    package let main: [RuleChange]
    package let candidates: [RuleChange]
    package let evidence: [RuleChange]
    /// Whether history says already that the session is undone.
    package let isUndone: Bool

    /// Whether there is nothing to do.
    package var isDone: Bool { isUndone && main.isEmpty && candidates.isEmpty && evidence.isEmpty }
  }

  /// Works out what is to be done.
  ///
  /// - Parameters:
  ///   - text: the id of a session or transcript, or its first characters.
  ///   - isExact: takes the id as it is, known or not.
  /// - Throws: ``SessionError``, `RuleStoreError`, or `EncodingError` when a rule cannot be taken apart.
  package static func plan(_ text: String, isExact: Bool, in stores: StoreBranches<some RuleStore>) throws -> Plan {
    var histories: [GitRuleStore.Branch: RuleHistory] = [:]
    for branch in GitRuleStore.Branch.allCases { histories[branch] = try stores[branch].ruleHistory() }
    let sources = histories.values.flatMap(\.events).flatMap { event in
      (event.before?.sources ?? []) + (event.after?.sources ?? [])
    }
    let session = isExact ? text : try find(text, among: sources)
    guard GitRuleStore.canName(session) else { throw SessionError.unnameable }
    let transcripts = Set(sources.lazy.filter { $0.session == session }.map(\.transcript))
    let undone = histories[.main]?.undoneSessions ?? [:]
    func changes(_ branch: GitRuleStore.Branch) throws -> [RuleChange] {
      guard let history = histories[branch] else { return [] }
      return try SessionUndo(
        session, others: undone.keys, transcripts: transcripts, history: history,
        held: try stores[branch].snapshot(at: nil).rules
      ).changes
    }
    return Plan(
      session: session, main: try changes(.main), candidates: try changes(.candidates),
      evidence: try changes(.evidence), isUndone: undone[session] != nil)
  }

  /// The session or transcript of which a text is the id, or the beginning of it.
  ///
  /// A session's own transcripts make no second meaning.
  static func find(_ text: String, among sources: [RuleSource]) throws(SessionError) -> String {
    let sessions = Set(sources.map(\.session))
    if sessions.contains(text) || sources.contains(where: { $0.transcript == text }) { return text }
    let fitting = sources.filter { $0.session.hasPrefix(text) || $0.transcript.hasPrefix(text) }
    let named = Set(fitting.map { $0.session.hasPrefix(text) ? $0.session : $0.transcript }).sorted()
    guard let only = named.first else { throw .unknown(text) }
    guard named.count == 1 else { throw .ambiguous(text, fitting: named) }
    return only
  }

  /// Does it: on each branch in commits of their own that say which session it was. Where no rule is touched on main, a
  /// commit without a change says it there.
  ///
  /// Main comes last: what is there says that all is done.
  ///
  /// - Throws: `RuleStoreError` when a branch could not be written; doing it again does the rest.
  package static func run(
    _ plan: Plan, in stores: StoreBranches<some RuleStore>, _ run: RunContext
  ) throws(RuleStoreError) -> CommitOutcome {
    guard !plan.isDone else { return CommitOutcome() }
    let trailer = Trailer(key: "Undo-Session", value: plan.session)
    let context = run.reviewed(.undone, [trailer])
    var outcome = try stores.evidence.commit(plan.evidence, in: context)
    outcome.add(try stores.candidates.commit(plan.candidates, in: context))
    let main = try stores.main.commit(plan.main, in: context)
    outcome.add(main)
    if main.commits.isEmpty {
      _ = try stores.main.note("Undo session \(plan.session)", [], in: context)
    }
    return outcome
  }

  /// Says that later runs may learn from a session again.
  ///
  /// - Returns: the session and the commit.
  /// - Throws: ``SessionError``, `RuleStoreError`.
  package static func redo(
    _ text: String, in main: some RuleStore, _ run: RunContext
  ) throws -> (session: String, revision: RevisionID) {
    let undone = try main.ruleHistory().undoneSessions.keys.sorted()
    let fitting = undone.contains(text) ? [text] : undone.filter { $0.hasPrefix(text) }
    guard let session = fitting.first else { throw SessionError.unknown(text) }
    guard fitting.count == 1 else { throw SessionError.ambiguous(text, fitting: fitting) }
    let trailer = Trailer(key: "Redo-Session", value: session)
    return (session, try main.note("Redo session \(session)", [trailer], in: run))
  }
}
