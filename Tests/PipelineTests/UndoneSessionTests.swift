import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What was said in a session that a person undid counts no more.
@Suite struct UndoneSessionTests {
  private static let sayings = [
    "Always use tabs in Go files.", "Always commit with --no-verify.", "Keep a changelog.",
    "Always use camelCase for JavaScript variables.", "Never write raw SQL.",
  ]

  private func mark(_ team: TeamStore, _ trailer: String, day: Int64) throws {
    let ann = try team.person("ann", day: day)
    try ann.git("commit", "-q", "--allow-empty", "-m", "Change what counts\n\n\(trailer)")
    try ann.push()
  }

  private func sources(_ team: TeamStore) throws -> Set<String> {
    Set(try GitRuleStore.Branch.allCases.flatMap { try team.rules($0) }.flatMap(\.sources).map(\.session))
  }

  @Test func whatNothingElseSaidGoesAndComesBackWhenItCountsAgain() throws {
    let team = try TeamStore()
    for text in Self.sayings { try team.say(text, day: 0) }
    try team.night(0)
    let rules = try team.descriptions()
    let waiting = try team.descriptions(.candidates)
    try #require(!rules.isEmpty && !waiting.isEmpty)
    for session in 1...Self.sayings.count { try mark(team, "Undo-Session: s\(session)", day: 1) }
    try team.night(1)
    for branch in GitRuleStore.Branch.allCases { #expect(try team.rules(branch) == [], "\(branch)") }
    for session in 1...Self.sayings.count { try mark(team, "Redo-Session: s\(session)", day: 2) }
    try team.night(2)
    #expect(try team.descriptions() == rules)
    #expect(try team.descriptions(.candidates) == waiting)
  }

  @Test func aRuleOfAPersonStaysWithoutItsSources() throws {
    let team = try TeamStore()
    try team.say(Self.sayings[0], day: 0)
    try team.night(0)
    let ann = try team.person("ann", day: 1)
    try ann.edit(try #require(try team.rules().first)) { $0.rationale = "gofmt does so" }
    try ann.push()
    try mark(team, "Undo-Session: s1", day: 1)
    try team.night(1)
    #expect(try team.rules().map(\.sources) == [[]])
  }

  @Test func noBranchHoldsASourceOfAnUndoneSession() throws {
    try forAll(cases: 6) { (generator: inout SeededGenerator) throws in
      let team = try TeamStore()
      var undone: Set<String> = []
      for day in 0..<5 as Range<Int64> {
        for _ in 0..<2 {
          try team.say(Self.sayings.randomElement(using: &generator) ?? "", day: day)
        }
        try team.night(day)
        let session = "s\(Int.random(in: 1...Int(day * 2 + 2), using: &generator))"
        if undone.contains(session), Bool.random(using: &generator) {
          try mark(team, "Redo-Session: \(session)", day: day)
          undone.remove(session)
        } else {
          try mark(team, "Undo-Session: \(session)", day: day)
          undone.insert(session)
        }
        try team.night(day)
        #expect(try sources(team).isDisjoint(with: undone))
      }
    }
  }
}
