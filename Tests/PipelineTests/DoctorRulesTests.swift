import Foundation
import Pipeline
import RuleStore
import Rules
import TestSupport
import Testing

/// What is wrong with rules' files.
@Suite struct DoctorRulesTests {
  private func place(_ id: String) throws -> String { try RuleFile.path(of: RuleID(id)) }

  /// Writes a file in a clone.
  private func write(_ text: String, to name: String, in clone: String) throws {
    let file = URL(filePath: "\(clone)/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func text(_ rule: Rule) throws -> String { String(decoding: try CanonicalJSON.file(rule), as: UTF8.self) }

  enum Flaw: CaseIterable { case reordered, misplaced, misnamed, duplicated, secret }

  @Test(arguments: Flaw.allCases)
  func aFileIsBroughtToItsCanonicalFormByOneOrdinaryCommit(flaw: Flaw) throws {
    let patient = try Patient()
    let own = try place("a")
    let form = try text(patient.rules[0])
    try patient.commit { clone in
      switch flaw {
      case .reordered:
        try write(String(decoding: try CanonicalJSON.line(patient.rules[0]), as: UTF8.self), to: own, in: clone)
      case .misplaced, .misnamed:
        try FileManager.default.removeItem(atPath: "\(clone)/\(own)")
        try write(form, to: flaw == .misplaced ? "rules/zz/a.json" : "rules/tabs.json", in: clone)
      case .duplicated: try write(form, to: "rules/zz/a.json", in: clone)
      case .secret:
        let secret = "ghp_0123456789abcdefghij0123456789ABCDEF"
        try write(form.replacing("Use tool a", with: "Use \(secret)"), to: own, in: clone)
      }
    }
    let check: Check =
      switch flaw {
      case .reordered: .ruleForm
      case .misplaced, .misnamed, .duplicated: .rulePlace
      case .secret: .ruleSecret
      }
    let before = try patient.git("rev-parse", "main")
    let found = try patient.problems(check)
    #expect(found.count == 1 && found[0].isFixable, "\(found)")
    let report = try patient.mend()
    #expect(report.problems == [] && report.mended == 1)
    #expect(try patient.git("rev-parse", "main~1") == before)
    #expect(try patient.git("log", "-1", "--format=%an %s", "main") == "ltm Mend rule files")
    let trailers = try patient.git("log", "-1", "--format=%(trailers:only)", "main")
    #expect(trailers == "Mended-by: ltm doctor\nRun: 2025-06-17T22:40:00Z")
    #expect(try patient.git("ls-tree", "-r", "--name-only", "main").split(separator: "\n").count == 4)
    #expect(try !patient.git("show", "main:\(own)").contains("ghp_"))
    if flaw != .secret {
      try patient.expectWell()
      // Nobody took a rule away.
      #expect(try patient.store.retiredRules() == [])
    }
    #expect(try patient.fsck().status == 0)
  }

  enum Trouble: CaseIterable {
    case noJSON, notARule, tooLarge, link, tooDeep, unknownMember, outOfRange, anotherForm, placeIsTaken

    var check: Check {
      switch self {
      case .noJSON, .notARule, .tooLarge, .link, .tooDeep: .ruleFile
      case .unknownMember, .outOfRange: .ruleSchema
      case .anotherForm, .placeIsTaken: .rulePlace
      }
    }
  }

  @Test(arguments: Trouble.allCases)
  func whatOnlyAPersonCanDecideStaysAsItIs(trouble: Trouble) throws {
    let patient = try Patient()
    let own = try place("a")
    let form = try text(patient.rules[0])
    try patient.commit { clone in
      switch trouble {
      case .noJSON: try write("<<<<<<< HEAD\n\(form)", to: own, in: clone)
      case .notARule: try write(#"{"id": "a"}"#, to: own, in: clone)
      case .tooLarge: try write(form + String(repeating: " ", count: 70_000), to: own, in: clone)
      case .link:
        try FileManager.default.createSymbolicLink(atPath: "\(clone)/rules/x.json", withDestinationPath: "/etc/passwd")
      case .tooDeep: try write(form, to: "rules/1/2/3/4/5/6/a.json", in: clone)
      case .unknownMember:
        try write(form.replacing(#""rationale""#, with: #""owner" : "Kim", "rationale""#), to: own, in: clone)
      case .outOfRange: try write(form.replacing("0.9", with: "9.5"), to: own, in: clone)
      case .anotherForm: try write(form.replacing("Use tool a", with: "Use tool z"), to: "rules/zz/a.json", in: clone)
      case .placeIsTaken:
        try write("not a rule", to: own, in: clone)
        try write(form, to: "rules/zz/a.json", in: clone)
      }
    }
    let before = try patient.git("rev-parse", "main")
    let report = try patient.mend()
    #expect(report.problems.contains { $0.check == trouble.check }, "\(report.problems)")
    #expect(report.fixable == 0)
    #expect(try patient.git("rev-parse", "main") == before)
    for problem in report.problems { #expect(!"\(problem)".contains("Use tool")) }
  }

  @Test func rulesThatContradictOrReplaceOthersAreTold() throws {
    let patient = try Patient()
    let rules = [
      try Patient.rule("r1", doubts: [Doubt(.conflict, rule: try RuleID("r2"))]),
      try Patient.rule("r2", doubts: [Doubt(.conflict, rule: try RuleID("r1"))]),
      try Patient.rule("r3", doubts: [Doubt(.conflict, rule: try RuleID("gone"))]),
      try Patient.rule("r4", supersedes: ["a", "gone"]), try Patient.rule("r5", supersedes: ["r5"]),
    ]
    _ = try patient.store.commit(
      rules.map { .add($0) }, in: RunContext(id: "r", time: Timestamp(seconds: 1_750_000_001)))
    let report = try patient.examine()
    let conflicts = report.problems.filter { $0.check == .ruleConflict }
    #expect(conflicts.map(\.subject) == ["main: rule r1", "main: rule r3"])
    #expect(conflicts.map(\.severity) == [.warning, .warning])
    let replaced = report.problems.filter { $0.check == .ruleSuperseded }
    #expect(replaced.map(\.subject) == ["main: rule r4", "main: rule r5"])
    #expect(replaced.map(\.severity) == [.warning, .error])
  }

  @Test func aBranchOfCandidatesIsMendedToo() throws {
    let patient = try Patient()
    let clone = patient.directory.path("clone")
    let rule = try Patient.rule("w")
    #expect(try Command.git(patient.path, "clone", "-q", "-b", "candidates", patient.path, clone).status == 0)
    try write(String(decoding: try CanonicalJSON.line(rule), as: UTF8.self), to: try place("w"), in: clone)
    #expect(try Command.git(clone, "commit", "-qam", "By hand").status == 0)
    #expect(try Command.git(clone, "push", "-q").status == 0)
    let report = try patient.mend()
    #expect(report.problems == [] && report.mended == 1)
    #expect(try patient.git("log", "-1", "--format=%s", "candidates") == "Mend rule files")
    try patient.expectWell()
  }
}
