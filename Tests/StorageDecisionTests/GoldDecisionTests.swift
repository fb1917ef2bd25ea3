import Foundation
import Rules
import StorageDecision
import SyntheticData
import Testing

/// Decisions alone, without the noise of extraction: the rules of a labelled suite as candidates, in order of time,
/// without what says how they relate.
@Suite struct GoldDecisionTests {
  /// What is in the store at the end, against the labels.
  private struct Outcome {
    var precision: Double
    var recall: Double
    var supersededStillLive: Int
    var f1: Double { 2 * precision * recall / max(precision + recall, .leastNonzeroMagnitude) }
  }

  private func candidates(of suite: Suite) throws -> [Rule] {
    try suite.transcripts.flatMap { transcript in
      try (suite.labels[transcript.id]?.rules ?? []).map { gold in
        var action = gold.action
        if gold.isRetraction { action.parameters = (action.parameters ?? [:]).merging(["wanted": false]) { $1 } }
        return Rule(
          id: try RuleID(gold.id), matchCriteria: gold.matchCriteria, action: action, rationale: gold.rationale,
          confidence: 0.95, scope: gold.decision == .store ? .persistent : .shortTerm, project: transcript.project,
          sourceID: "\(transcript.id)#\(gold.segments.first ?? 0)",
          sources: gold.segments.map {
            RuleSource(
              transcript: transcript.id, segment: $0, session: transcript.sessionID,
              timestamp: transcript.segments[$0].timestamp)
          })
      }
    }
  }

  private func outcome(of suite: Suite) throws -> Outcome {
    var night = Night()
    night.run(try candidates(of: suite))
    let stored = night.memory.stored
    let live = suite.liveWishes
    // A rule of several projects stands for the wish of each of them.
    let found = live.filter { wish in stored.contains { !$0.places.isDisjoint(with: wish.places) } }
    let right = stored.filter { rule in live.contains { !rule.places.isDisjoint(with: $0.places) } }
    let livePlaces = live.reduce(into: Set<SourcePlace>()) { $0.formUnion($1.places) }
    let liveIDs = Set(live.map(\.rule.id))
    let dead = suite.wishes.filter { wish in
      wish.rule.decision == .store && !wish.rule.isRetraction && !liveIDs.contains(wish.rule.id)
        && wish.places.isDisjoint(with: livePlaces)
    }
    let stale = dead.filter { wish in stored.contains { $0.places.isSubset(of: wish.places) } }
    return Outcome(
      precision: Double(right.count) / Double(max(stored.count, 1)),
      recall: Double(found.count) / Double(max(live.count, 1)), supersededStillLive: stale.count)
  }

  @Test(arguments: [21, 22, 23] as [UInt64])
  func whatHoldsInTheEndIsStored(seed: UInt64) throws {
    var generator = SyntheticDataGenerator(seed: seed)
    let outcome = try outcome(of: generator.generateSuite(transcripts: 60))
    print("gold rules of suite \(seed): F1 \(outcome.f1), superseded still live \(outcome.supersededStillLive)")
    #expect(outcome.f1 >= 0.95)
    #expect(outcome.supersededStillLive <= 2)
  }

  /// `LTM_SUITES` names directories of other suites, with ':' between them.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["LTM_SUITES"] != nil))
  func ofAnySuiteNothingThatWasReplacedIsLeft() throws {
    let named = ProcessInfo.processInfo.environment["LTM_SUITES"] ?? ""
    for directory in named.split(separator: ":") {
      let outcome = try outcome(of: Suite.read(from: String(directory)))
      print("\(directory): F1 \(outcome.f1), superseded still live \(outcome.supersededStillLive)")
      #expect(outcome.f1 >= 0.95)
      #expect(outcome.supersededStillLive == 0)
    }
  }
}
