import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// `blame` names for each field the commit that `git blame` names for its line.
@Suite struct RuleBlameTests {
  private let directory: TemporaryDirectory
  private let store: GitRuleStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    // With the commas at the ends of lines left out: a line whose comma comes or goes is no other field.
    try directory.write("rules/** diff=rule\n", to: "rules.git/info/attributes")
    #expect(try Command.git(store.path, "config", "diff.rule.textconv", "sed 's/,$//'").status == 0)
  }

  /// What git says of every line with a single value, by the path of its field.
  private func gitBlame(_ rule: RuleID) throws -> [String: String] {
    let path = try RuleFile.path(of: rule)
    let blame = try Command.git(store.path, "blame", "--textconv", "--line-porcelain", "main", "--", path)
    #expect(blame.status == 0, "\(blame.errors)")
    var (found, stack, commit): ([String: String], [String], String) = ([:], [], "")
    for line in blame.output.split(separator: "\n") {
      if line.prefix(40).allSatisfy(\.isHexDigit), line.dropFirst(40).first == " " { commit = String(line.prefix(40)) }
      guard line.first == "\t" else { continue }
      let text = line.dropFirst().drop { $0 == " " }
      let name = String(text.dropFirst().prefix { $0 != "\"" })
      switch text.last {
      case "{", "[": stack.append(text.first == "\"" ? name : "")
      case "}", "]": stack.removeLast()
      case nil: continue
      default: if text.first == "\"" { found[(stack.dropFirst() + [name]).joined(separator: ".")] = commit }
      }
    }
    return found
  }

  private func expectAgreement(on rule: RuleID, atLeast count: Int) throws {
    let git = try gitBlame(rule).filter { !$0.key.hasPrefix("sources.") }
    let origins = try #require(try store.blame(rule))
    let ours = Dictionary(uniqueKeysWithValues: origins.map { ($0.path, $0.entry.revision.description) })
    #expect(git.count >= count)
    for (path, commit) in git.sorted(by: { $0.key < $1.key }) { #expect(ours[path] == commit, "\(path)") }
  }

  @Test func everyFieldIsThatOfTheCommitThatGitNames() throws {
    try forAll(cases: 8) { (generator: inout SeededGenerator) throws in
      var rule = try Sample.rule("r\(generator.next())", score: 0.8)
      try store.commit([.add(rule)])
      for number in 0..<8 {
        let before = rule
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: rule.action.description = "Do \(number)"
        case 1: rule.rationale = number % 2 == 0 ? "because" : "because \(number)"
        case 2: rule.action.parameters = number % 2 == 0 ? nil : ["limit": .integer(Int64(number)), "width": 3]
        case 3: rule.matchCriteria.context = ["language": .string(number % 2 == 0 ? "go" : "swift")]
        case 4: rule.project = rule.project == nil ? "shop" : nil
        default:
          rule.sources.append(Sample.source("session_\(number)"))
          rule.confidence = Double(number) / 10
          rule.decision?.score = Double(number) / 8
        }
        guard rule != before else { continue }
        try store.commit([.change(from: before, to: rule)], run: "run-\(number)")
      }
      if Bool.random(using: &generator) {
        try store.commit([.remove(rule, reason: "gone")])
        try store.commit([.restore(rule)])
      }
      try expectAgreement(on: rule.id, atLeast: 8)
    }
    try expectSound(store.path)
  }

  @Test func aMergeGivesEachFieldToTheSideThatWroteIt() throws {
    let rule = try Sample.rule("a", rationale: "because", score: 0.8)
    try store.commit([.add(rule)])
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    let file = try RuleFile.path(of: rule.id)
    func edit(_ change: (inout Rule) -> Void, _ message: String) throws {
      var edited = rule
      change(&edited)
      try directory.write(String(decoding: try CanonicalJSON.file(edited), as: UTF8.self), to: "work/\(file)")
      #expect(try Command.git(work, "commit", "--quiet", "-am", message).status == 0)
    }
    #expect(try Command.git(work, "checkout", "--quiet", "-b", "side").status == 0)
    try edit({ $0.action.description = "Use snake_case" }, "Side")
    #expect(try Command.git(work, "checkout", "--quiet", "main").status == 0)
    try edit({ $0.rationale = "for another reason" }, "Main")
    #expect(try Command.git(work, "merge", "--quiet", "--no-edit", "side").status == 0)
    #expect(try Command.git(work, "push", "--quiet", "origin", "main").status == 0)
    try expectAgreement(on: rule.id, atLeast: 8)
    let origins = try #require(try store.blame(rule.id))
    let subjects = Dictionary(uniqueKeysWithValues: origins.map { ($0.path, $0.entry.subject) })
    #expect(subjects["action.description"] == "Side")
    #expect(subjects["rationale"] == "Main")
  }

  @Test func aRenamedFileIsFollowed() throws {
    let rule = try Sample.rule("a")
    try store.commit([.add(rule)])
    let work = directory.path("work")
    #expect(try Command.git(directory.path, "clone", "--quiet", store.path, work).status == 0)
    #expect(try Command.git(work, "mv", try RuleFile.path(of: rule.id), "rules/here.json").status == 0)
    #expect(try Command.git(work, "commit", "--quiet", "-m", "Move").status == 0)
    #expect(try Command.git(work, "push", "--quiet").status == 0)
    let origins = try #require(try store.blame(rule.id))
    #expect(Set(origins.map(\.entry.revision)).count == 1)
    #expect(origins.first?.entry.subject.hasPrefix("Add ") == true)
  }

  @Test func eachSourceIsThatOfTheCommitThatBroughtIt() throws {
    let rule = try Sample.rule("a")
    try store.commit([.add(rule)])
    var stronger = rule
    stronger.sources.append(Sample.source("session_002", 4))
    let commit = try #require(try store.commit([.change(from: rule, to: stronger)], run: "later").commits.first)
    let origins = try #require(try store.blame(rule.id))
    let source = try #require(origins.first { $0.path == "sources.session_002#4" })
    #expect(source.entry.revision == commit.revision)
    #expect(source.sources.map(\.transcript) == ["session_002"])
    #expect(origins.first { $0.path == "sources.session_001#0" }?.entry.revision != commit.revision)
    #expect(try store.blame(rule.id, at: try store.resolve("main~1"))?.contains { $0.path == source.path } == false)
    #expect(try store.blame(try RuleID("nothing")) == nil)
  }
}
