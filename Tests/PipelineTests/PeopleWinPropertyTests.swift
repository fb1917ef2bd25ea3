import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// Random nights and random people: what a person decided holds after every night.
@Suite struct PeopleWinPropertyTests {
  private static let sayings = [
    "Always use tabs in Go files.", "Never use tabs in Go files.", "You no longer need to use tabs in Go files.",
    "Always commit with --no-verify.", "Always force push to main.", "Never write raw SQL.",
    "Raw SQL is fine in migrations.", "Always use camelCase for JavaScript variables.",
    "In all my projects, run the linter before each commit.", "Run the linter before each commit.",
    "Keep a changelog.", "You no longer need to keep a changelog.",
  ]
  private static let projects = ["shop", "desk", "bank"]

  /// What people decided so far.
  private struct Decided {
    var values: [RuleID: [String: JSONValue?]] = [:]
    var kept: Set<RuleID> = []
    var removed: [RuleID: Rule] = [:]

    /// Takes note of what a person did to the rules.
    mutating func note(_ before: [Rule], _ after: [Rule]) throws {
      let old = Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0) })
      let new = Dictionary(uniqueKeysWithValues: after.map { ($0.id, $0) })
      for rule in before where new[rule.id] == nil {
        removed[rule.id] = rule
        kept.remove(rule.id)
      }
      for rule in after where old[rule.id] != rule {
        removed[rule.id] = nil
        kept.insert(rule.id)
        guard let known = old[rule.id] else { continue }
        let fields = try RuleFields(rule)
        for path in RuleFields.differences(try RuleFields(known), fields) {
          values[rule.id, default: [:]][path] = .some(fields.values[path])
        }
      }
    }

    func check(_ rules: [Rule], _ story: [String]) throws {
      let held = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
      for id in kept { #expect(held[id] != nil, "\(id) is gone: \(story)") }
      for (id, rule) in removed {
        #expect(held[id] == nil, "\(id) is back: \(story)")
        let isBack = rules.contains {
          $0.action.description == rule.action.description && $0.project == rule.project && !kept.contains($0.id)
        }
        #expect(!isBack, "the words of \(id) are back: \(story)")
      }
      for (id, paths) in values {
        guard let rule = held[id] else { continue }
        let fields = try RuleFields(rule)
        for (path, value) in paths { #expect(fields.values[path] == value, "\(path) of \(id): \(story)") }
      }
    }
  }

  @Test func whateverPeopleDecideHolds() throws {
    try forAll(cases: 4) { (generator: inout SeededGenerator) throws in
      let team = try TeamStore()
      var decided = Decided()
      var story: [String] = []
      for day in 0..<7 as Range<Int64> {
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          let text = Self.sayings.randomElement(using: &generator) ?? ""
          let project = Self.projects.randomElement(using: &generator)
          story.append("say \(text) in \(project ?? "")")
          try team.say(text, day: day, in: project)
        }
        try team.night(day)
        try decided.check(try team.rules(), story)
        try act(team, day, &decided, &story, using: &generator)
      }
      try team.night(8)
      try decided.check(try team.rules(), story)
    }
  }

  private func act(
    _ team: TeamStore, _ day: Int64, _ decided: inout Decided, _ story: inout [String],
    using generator: inout SeededGenerator
  ) throws {
    let ann = try team.person("ann", day: day)
    // Before the first rule there is nothing to work on.
    guard try team.store.head() != nil else { return }
    let before = try team.rules()
    switch Int.random(in: 0..<7, using: &generator) {
    case 0, 1:
      guard let rule = before.randomElement(using: &generator) else { return }
      let way = Int.random(in: 0..<4, using: &generator)
      story.append("edit \(rule.id) \(way)")
      try ann.edit(rule) { rule in
        switch way {
        case 0: rule.rationale = "because of day \(day)"
        case 1: rule.action.description += " (day \(day))"
        case 2: _ = rule.sources.popLast()
        default: rule.confidence = 0.5 + Double(day) / 100
        }
      }
      try ann.push()
    case 2:
      guard let rule = before.randomElement(using: &generator) else { return }
      story.append("remove \(rule.id)")
      try ann.git("rm", "-q", try ann.file(of: rule.id))
      try ann.git("commit", "-q", "-m", "Drop")
      try ann.push()
    case 3:
      guard let rule = decided.removed.values.min(by: { $0.id < $1.id }) else { return }
      story.append("restore \(rule.id)")
      try ann.write(rule)
      try ann.commit("Bring it back")
      try ann.push()
    case 4:
      guard try ann.git("log", "-1", "--format=%an %P", "main").split(separator: " ").count == 2
      else { return }
      story.append("revert \(try ann.git("log", "-1", "--format=%s", "main").dropLast())")
      try ann.git("revert", "--no-edit", "HEAD")
      try ann.push()
    case 5:
      guard try !team.rules(.candidates).isEmpty else { return }
      story.append("merge")
      try ann.git("merge", "-q", "--no-edit", "origin/candidates")
      try ann.push()
      // What was merged is nobody's edit.
      return
    default:
      guard
        let rule = try ReviewStage.items(try team.store, try team.store.candidates).first(where: {
          $0.state == .waiting
        })?.rule
      else { return }
      story.append("refuse \(rule.id)")
      try ann.git("checkout", "-q", "candidates")
      try ann.git("rm", "-q", try ann.file(of: rule.id))
      try ann.git("commit", "-q", "-m", "Not this one")
      try ann.push("candidates")
      decided.removed[rule.id] = rule
      return
    }
    try decided.note(before, try team.rules())
  }
}
