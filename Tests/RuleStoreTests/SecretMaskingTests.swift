import Foundation
import RuleStore
import Rules
import TestSupport
import Testing

/// The store is the last place where a secret can be stopped.
@Suite struct SecretMaskingTests {
  /// Built at run time, so that no scanner takes this file for a leak.
  private let token = ["ghp_", String(repeating: "a1B2c3", count: 6)].joined()

  private func rule(_ id: String) throws -> Rule {
    Rule(
      id: try RuleID(id),
      matchCriteria: MatchCriteria(type: .context, value: token, context: [token: [.string(token)]]),
      action: Action(
        type: .behavior, description: "\(String(repeating: "word ", count: 8))\(token)",
        parameters: ["tool": .string(token)]),
      rationale: "because of \(token)", project: "acme/\(token)", sourceID: "\(token)#0",
      sources: [RuleSource(transcript: token, segment: 0, session: token)])
  }

  @Test func noObjectOfTheStoreHoldsASecret() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    let run = RunContext(id: "run", time: Timestamp(milliseconds: 1_750_000_000_000))
    let outcome = try store.commit([.add(try rule("r1"))], in: run)
    #expect(outcome.masked.map(\.text) == ["r1"])
    let stored = try #require(try store.snapshot(at: nil).rules.first)
    _ = try store.commit([.remove(stored, reason: "taken back with \(token)")], in: run)
    let objects = try Command.git(store.path, "cat-file", "--batch-all-objects", "--batch").output
    #expect(objects.contains("[secret:github-token]"))
    // Not even its beginning, which a line that is cut could leave.
    #expect(!objects.contains(token.prefix(10)))
  }

  @Test func aRuleThatIsNamedByASecretIsRefused() throws {
    let store = MemoryRuleStore()
    let run = RunContext(id: "run", time: Timestamp(milliseconds: 0))
    let outcome = try store.commit([.add(try rule(token))], in: run)
    #expect(outcome.commits.isEmpty)
    #expect(outcome.refusals.map(\.reason) == [.secretName])
    #expect(outcome.refusals.allSatisfy { !$0.description.contains(token) })
  }

  @Test func aRuleWithoutASecretStaysAsItIs() throws {
    try forAll(cases: 50) { (generator: inout SeededGenerator) throws in
      let rule = try Arbitrary.rule(using: &generator)
      #expect(rule.withSecretsMasked == rule)
    }
  }
}
