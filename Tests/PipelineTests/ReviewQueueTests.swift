import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What there is to review, and what becomes of it, in a real repository.
@Suite struct ReviewQueueTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore
  private let (a, b): (Rule, Rule)

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    (a, b) = (try Self.rule("a", "Use camelCase"), try Self.rule("b", "Use tabs"))
  }

  private static func rule(_ id: String, _ description: String, supersedes: [RuleID] = []) throws -> Rule {
    Rule(
      id: try RuleID(id), matchCriteria: MatchCriteria(type: .keyword, value: "variable"),
      action: Action(type: .naming, description: description), rationale: "", confidence: 0.9,
      sources: [RuleSource(transcript: "t", segment: 0, session: "s")], supersedes: supersedes,
      decision: Decision(
        decision: .store, score: 0.8,
        criteria: Decision.Criteria(crossSessionValue: 1, stability: 1, clearTriggers: 0.5, reducesInconsistency: 0.5),
        justification: "said"))
  }

  private func job(_ changes: RuleChange..., at night: Int64 = 0, in branch: GitRuleStore? = nil) throws {
    let run = RunContext(id: "night \(night)", time: Timestamp(seconds: 1_750_000_000 + night * 86_400))
    #expect(try (branch ?? store).commit(changes, in: run).refusals == [])
  }

  private func items() throws -> [ReviewItem] { try ReviewQueue(store).items }

  private func item(_ id: RuleID) throws -> ReviewItem { try #require(try items().first { $0.rule.id == id }) }

  private func rules(_ branch: GitRuleStore? = nil) throws -> [Rule] { try (branch ?? store).snapshot(at: nil).rules }

  @discardableResult
  private func review(_ decide: (ReviewItem) -> ReviewDecision?) throws -> ReviewApplication.Outcome {
    let items = try items()
    let run = RunContext(id: "review", time: Timestamp(seconds: 1_755_000_000))
    let outcome = try ReviewApplication(store, run: run).apply(
      items.compactMap { item in decide(item).map { (item, $0) } }, current: items)
    let check = try Command.git(store.path, "fsck", "--strict", "--no-dangling")
    #expect(check.status == 0, "\(check.errors)")
    return outcome
  }

  @Test func whatTheJobDidIsThereUntilSomebodyLooked() throws {
    try job(.add(a), .add(b))
    #expect(try items().map(\.rule.id) == [a.id, b.id])
    #expect(try items().map(\.change) == [.added, .added])
    try review { $0.rule.id == a.id ? .accept : .skip }
    #expect(try items().map(\.rule.id) == [b.id])
    try review { _ in .accept }
    #expect(try items().isEmpty)
    var said = a
    said.sources.append(RuleSource(transcript: "u", segment: 0, session: "u"))
    try job(.change(from: a, to: said), at: 1)
    #expect(try items().isEmpty)
  }

  @Test func aRejectedChangeIsTakenBackFieldByField() throws {
    try job(.add(a))
    try review { _ in .accept }
    var changed = a
    changed.action.description = "Use camelCase in JavaScript"
    changed.matchCriteria.context = ["language": .string("javascript")]
    changed.sources.append(RuleSource(transcript: "u", segment: 0, session: "u"))
    try job(.change(from: a, to: changed), at: 1)
    let item = try item(a.id)
    #expect(item.change == .changed)
    #expect(item.fields.map(\.path) == ["action.description", "match_criteria.context.language"])
    #expect(item.before == a)
    try review { _ in .reject }
    let rule = try #require(try rules().first)
    #expect(rule.action == a.action)
    #expect(rule.matchCriteria == a.matchCriteria)
    #expect(rule.sources.count == 2)
    #expect(try items().isEmpty)
    // What the person put back is the person's.
    #expect(try store.ruleHistory().personFields(of: a.id).contains("action.description"))
  }

  @Test func aRejectedRemovalBringsTheRuleBack() throws {
    try job(.add(a))
    try review { _ in .accept }
    let next = try Self.rule("c", "Use snake_case", supersedes: [a.id])
    try job(.replace([a.id], with: next), at: 1)
    let gone = try item(a.id)
    #expect(gone.change == .removed)
    #expect(gone.replacement?.description == "Use snake_case")
    try review { $0.rule.id == a.id ? .reject : .accept }
    #expect(try rules().map(\.id) == [a.id, next.id])
    #expect(try items().isEmpty)
  }

  @Test func whatCameAndWentUnseenIsNothingToReview() throws {
    try job(.add(a))
    try job(.remove(a, reason: "said otherwise"), at: 1)
    #expect(try items().isEmpty)
  }

  @Test func onlyTheFieldsThatAPersonEditedAreThePersons() throws {
    try job(.add(b), in: store.candidates)
    var edited = b
    edited.action.description = "Use tabs in Go"
    try review { _ in .edit(edited) }
    #expect(try rules().map(\.action.description) == ["Use tabs in Go"])
    #expect(try rules(store.candidates).isEmpty)
    #expect(try store.ruleHistory().personFields(of: b.id) == ["action.description"])
    #expect(try items().isEmpty)
  }

  @Test func aDecisionAboutWhatIsNoLongerThereIsNotCarriedOut() throws {
    try job(.add(a), .add(b))
    let seen = try items()
    var changed = a
    changed.rationale = "because"
    try job(.change(from: a, to: changed), at: 1)
    let run = RunContext(id: "review", time: Timestamp(seconds: 1_755_000_000))
    let outcome = try ReviewApplication(store, run: run).apply(seen.map { ($0, .accept) }, current: try items())
    #expect(outcome.stale == [a.id])
    #expect(try items().map(\.rule.id) == [a.id])
  }

  @Test func acceptedProposalsReachTheRulesAndRejectedOnesStayAway() throws {
    try job(.add(a))
    try review { _ in .accept }
    let run = RunContext(id: "r", time: Timestamp(seconds: 1_750_000_000))
    try store.updateProposals(in: run)
    let next = try Self.rule("c", "Use snake_case", supersedes: [a.id])
    try job(.replace([a.id], with: next), .add(b), at: 1, in: store.proposals)
    let main = try store.head()
    #expect(try items().map(\.place) == [.proposed, .proposed, .proposed])
    try review { $0.rule.id == b.id ? .reject : nil }
    #expect(try store.head() == main)
    #expect(try store.proposals.formerRules().rejected.map(\.id) == [b.id])
    let outcome = try review { _ in .accept }
    // One commit that removes the old and adds the new.
    #expect(outcome.changes.commits.map(\.change.kind) == [.replace])
    #expect(try rules() == [next])
    #expect(try rules(store.proposals) == [next])
    #expect(try items().isEmpty)
  }

  @Test func anEditedTextIsARuleOrSaysWhyNot() throws {
    try job(.add(a))
    let item = try item(a.id)
    func edited(_ old: String, _ new: String) throws -> Rule? {
      let text = String(decoding: try item.editableText(), as: UTF8.self)
      #expect(text.contains(old))
      return try item.edited(Data(text.replacing(old, with: new).utf8))
    }
    #expect(try item.edited(try item.editableText()) == nil)
    #expect(try edited("Use camelCase", "Use PascalCase")?.action.description == "Use PascalCase")
    #expect(throws: ReviewEditError.otherID) { try edited(#""id" : "a""#, #""id" : "b""#) }
    #expect(throws: ReviewEditError.evidence(["confidence"])) { try edited("0.9", "0.8") }
    #expect(throws: ReviewEditError.self) { try edited("{", "") }
    #expect(throws: ReviewEditError.self) { try edited("naming", "nothing") }
    let patch = try CanonicalJSON.decode(JSONValue.self, from: Data(#"{"project":"shop","rationale":"x"}"#.utf8))
    #expect(try item.edited(by: patch)?.project == "shop")
    #expect(throws: ReviewEditError.self) { try item.edited(by: .object(["action": .null])) }
  }
}
