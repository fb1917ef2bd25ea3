import RuleStore
import Rules
import TestSupport
import Testing

/// Two forms of one rule come together, field by field, the same from either side.
@Suite struct RuleMergeTests {
  private typealias Side = RuleMerge.Side
  private typealias Persons = RuleMerge.Persons

  private let base: Rule

  init() throws {
    base = try Sample.rule("a", sources: [Sample.source("s1"), Sample.source("s2")], score: 0.7)
  }

  private func person(_ fields: String..., at seconds: Int64 = 1) -> Persons {
    Persons(fields: Dictionary(uniqueKeysWithValues: fields.map { ($0, Timestamp(seconds: seconds)) }))
  }

  private func with(_ change: (inout Rule) -> Void) -> Rule {
    var rule = base
    change(&rule)
    return rule
  }

  /// Merges from both sides, and expects the same.
  private func merge(_ base: Rule?, _ left: Side, _ right: Side) -> RuleMerge {
    let merge = RuleMerge(base: base, left, right)
    let other = RuleMerge(base: base, right, left)
    #expect(merge.rule == other.rule)
    #expect(merge.contested == other.contested)
    return merge
  }

  @Test func sourcesAreTheUnionLessWhatWasTakenAway() {
    let left = with { $0.sources = [Sample.source("s2"), Sample.source("s3")] }
    let right = with { $0.sources.append(Sample.source("s4", 7)) }
    let merged = merge(base, Side(left, person("sources.s1#0")), Side(right)).rule
    #expect(merged?.sources.map(\.transcript) == ["s2", "s3", "s4"])
  }

  @Test func aSourceThatBothFoundCountsOnce() {
    let left = with { $0.sources += [Sample.source("s3"), Sample.source("s4")] }
    let right = with { $0.sources += [Sample.source("s4"), Sample.source("s5")] }
    #expect(merge(base, Side(left), Side(right)).rule?.sources.map(\.transcript) == ["s1", "s2", "s3", "s4", "s5"])
  }

  @Test func whatTwoMachinesFoundAloneIsOneRule() throws {
    var (left, right) = (base, base)
    left.sources = [RuleSource(transcript: "b", segment: 0, session: "b", timestamp: Timestamp(seconds: 20))]
    right.sources = [RuleSource(transcript: "a", segment: 4, session: "a", timestamp: Timestamp(seconds: 10))]
    (left.sourceID, left.timestamp, left.confidence) = ("b#0", Timestamp(seconds: 20), 0.8)
    (right.sourceID, right.timestamp, right.confidence) = ("a#4", Timestamp(seconds: 10), 0.95)
    right.decision?.score = 0.9
    let merged = merge(nil, Side(left), Side(right))
    #expect(merged.contested.isEmpty)
    #expect(merged.rule?.sourceID == "a#4" && merged.rule?.timestamp == Timestamp(seconds: 10))
    #expect(merged.rule?.confidence == 0.95 && merged.rule?.decision?.score == 0.9)
    #expect(merged.rule?.sources.map(\.transcript) == ["a", "b"])
  }

  @Test func aPersonWinsOverTheJob() {
    let left = with { $0.action.description = "Use camelCase, as I say" }
    let right = with {
      $0.action.description = "Use camelCase in the sources"
      $0.sources.append(Sample.source("s9"))
    }
    let merged = merge(base, Side(left, person("action.description")), Side(right))
    #expect(merged.rule?.action.description == "Use camelCase, as I say")
    #expect(merged.rule?.sources.count == 3)
    #expect(merged.contested.isEmpty && merged.rule?.decision?.doubts == [])
  }

  @Test func ofTwoPersonsTheLaterOneHoldsAndARuleIsMarked() {
    let left = with { $0.rationale = "one" }
    let right = with { $0.rationale = "another" }
    let merged = merge(base, Side(left, person("rationale", at: 5)), Side(right, person("rationale", at: 4)))
    #expect(merged.rule?.rationale == "one")
    #expect(merged.contested == ["rationale"])
    #expect(merged.rule?.decision?.doubts == [Doubt(.conflict, detail: "both sides changed its rationale")])
    #expect(merged.rule?.decision?.doubts.map(\.description) == ["both sides changed its rationale"])
    let apart = merge(base, Side(left, person("rationale")), Side(with { $0.project = "shop" }, person("project")))
    #expect(apart.contested.isEmpty && apart.rule?.rationale == "one" && apart.rule?.project == "shop")
  }

  @Test func ofTwoOfTheJobsTheSideThatWasSaidLastHolds() {
    func said(_ description: String, _ transcript: String, _ seconds: Int64) -> Rule {
      with {
        $0.action.description = description
        $0.action.parameters = ["scope": .string(description)]
        $0.sources.append(
          RuleSource(transcript: transcript, segment: 0, session: transcript, timestamp: Timestamp(seconds: seconds)))
      }
    }
    let merged = merge(base, Side(said("first", "x", 10)), Side(said("second", "y", 11))).rule
    #expect(merged?.action.description == "second" && merged?.action.text(.scope) == "second")
    #expect(merged?.sources.count == 4 && merged?.decision?.doubts == [])
  }

  @Test func aRemovalMeetsAChange() {
    let strengthened = with { $0.sources.append(Sample.source("s3")) }
    let edited = with { $0.rationale = "mine" }
    var byPerson = Persons()
    byPerson.removal = Timestamp(seconds: 9)
    #expect(merge(base, Side(nil, byPerson), Side(strengthened)).rule == nil)
    #expect(merge(base, Side(nil), Side(strengthened)).rule == nil)
    #expect(merge(base, Side(nil), Side(edited, person("rationale"))).rule == edited)
    let contested = merge(base, Side(nil, byPerson), Side(edited, person("rationale")))
    #expect(contested.rule?.rationale == "mine" && contested.contested == ["removal"])
    #expect(contested.rule?.decision?.doubts.map(\.description) == ["one side changed it, the other removed it"])
    #expect(merge(base, Side(nil, byPerson), Side(base)).rule == nil)
  }

  @Test func doubtsThatOneSideTookAwayAreGone() {
    let old = with { $0.decision?.doubts = [Doubt(.unsure, detail: "0.50")] }
    let accepted = with { $0.decision?.doubts = [] }
    let strengthened = with {
      $0.decision?.doubts = [Doubt(.unsure, detail: "0.50"), Doubt(.dangerous, detail: "hides")]
      $0.decision?.score = 0.9
    }
    let merged = merge(old, Side(accepted), Side(strengthened)).rule?.decision
    #expect(merged?.doubts == [Doubt(.dangerous, detail: "hides")])
    #expect(merged?.score == 0.9)
  }

  @Test func aDecisionIsTakenAsOne() {
    var (left, right) = (base, base)
    left.decision?.score = 0.8
    left.decision?.justification = "left"
    right.decision?.score = 0.75
    right.decision?.justification = "right"
    right.decision?.decision = .review
    let merged = merge(base, Side(left), Side(right)).rule?.decision
    #expect(merged?.score == 0.8 && merged?.justification == "left" && merged?.decision == .review)
    #expect(merge(base, Side(left), Side(right, person("decision.score"))).rule?.decision?.score == 0.75)
  }

  @Test func whereNothingTellsWhoDidItBothArePersons() {
    let (left, right) = (with { $0.rationale = "one" }, with { $0.rationale = "other" })
    let merged = merge(base, Side(left, .unknown), Side(right, .unknown))
    #expect(merged.contested == ["rationale"])
    let stronger = merge(
      base, Side(with { $0.confidence = 0.91 }, .unknown), Side(with { $0.confidence = 0.95 }, .unknown))
    #expect(stronger.contested.isEmpty && stronger.rule?.confidence == 0.95)
  }

  /// A rule as any side may have made it of another one.
  private func variant(
    of rule: Rule, _ generator: inout SeededGenerator
  ) throws -> (rule: Rule?, persons: Persons) {
    var other = try Arbitrary.rule(using: &generator)
    other.id = rule.id
    var persons = Persons()
    if Int.random(in: 0..<8, using: &generator) == 0 {
      if .random(using: &generator) { persons.removal = Arbitrary.timestamp(using: &generator) }
      return (nil, persons)
    }
    var fields = try RuleFields(rule)
    let new = try RuleFields(other)
    let changed = RuleFields.differences(fields, new).filter { path in
      !path.hasPrefix("decision") && Int.random(in: 0..<3, using: &generator) == 0
    }
    fields.take(changed, from: new)
    for path in changed where Int.random(in: 0..<3, using: &generator) == 0 {
      persons.fields[path] = Timestamp(seconds: .random(in: 0...2, using: &generator))
    }
    var result = (try? fields.rule()) ?? other
    if .random(using: &generator) { result.decision = other.decision }
    return (result, persons)
  }

  @Test func aMergeIsTheSameFromEitherSideAndOfTheSame() throws {
    try forAll(cases: 500) { (generator: inout SeededGenerator) throws in
      let base = try Arbitrary.rule(using: &generator)
      let (left, right) = (try variant(of: base, &generator), try variant(of: base, &generator))
      let (one, other) = (Side(left.rule, left.persons), Side(right.rule, right.persons))
      let start: Rule? = .random(using: &generator) ? base : nil
      let merged = merge(start, one, other)
      // Once more changes nothing, with the forms of either side as base.
      #expect(RuleMerge(base: one.rule, Side(merged.rule), one).rule == merged.rule)
      #expect(RuleMerge(base: other.rule, other, Side(merged.rule)).rule == merged.rule)
      #expect(RuleMerge(base: start, one, one).rule == one.rule)
      #expect(RuleMerge(base: start, one, Side(start)).rule == one.rule)
    }
  }

  @Test func theOrderInWhichThreeMachinesMeetMakesNoDifferenceToEvidence() throws {
    try forAll(cases: 200) { (generator: inout SeededGenerator) throws in
      var base = try Arbitrary.rule(using: &generator)
      base.sources = []
      func stronger() -> Rule {
        var rule = base
        for number in 0..<6 where .random(using: &generator) {
          rule.sources.append(
            RuleSource(
              transcript: "t\(number)", segment: number, session: "t\(number)",
              timestamp: Timestamp(seconds: Int64(number))))
        }
        rule.confidence = min(1, base.confidence + Double(rule.sources.count) / 100)
        rule.sourceID = rule.sources.first.map { "\($0.transcript)#\($0.segment)" } ?? base.sourceID
        rule.timestamp = rule.sources.first?.timestamp ?? base.timestamp
        return rule
      }
      let (a, b, c) = (stronger(), stronger(), stronger())
      func joined(_ left: Rule?, _ right: Rule?) -> Rule? {
        RuleMerge(base: base, Side(left), Side(right)).rule
      }
      #expect(joined(joined(a, b), c) == joined(a, joined(b, c)))
      #expect(joined(joined(a, b), c) == joined(joined(c, a), b))
    }
  }
}
