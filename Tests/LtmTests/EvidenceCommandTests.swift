import Foundation
import TestSupport
import Testing

/// `ltm verify` and `ltm why` as a user runs them.
@Suite struct EvidenceCommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func ltm(_ arguments: String..., input: String? = nil) throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm")] + arguments, in: directory.path,
      environment: ["SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin"], input: input.map { Data($0.utf8) })
  }

  private struct Report: Decodable {
    struct Source: Decodable {
      let rule: String
      let status: String
    }
    let counts: [String: Int]
    let sources: [Source]
  }

  /// A store with one rule, and the transcript in which it was stated.
  private func makeStore(saying message: String = "Well. Always use tabs.") throws {
    let rule = """
      {"id": "a1b2", "match_criteria": {"type": "context", "value": ""}, "rationale": "Wanted for every case",
       "action": {"type": "style", "description": "Use tabs"}, "project": "shop", "confidence": 0.9, "scope": "persistent",
       "schema": 1, "supersedes": [], "decision": {"decision": "store", "score": 0.8, "justification": "Kept with 0.80.",
       "criteria": {"cross_session_value": 1, "stability": 0.5, "clear_triggers": 0, "reduces_inconsistency": 1}},
       "sources": [
         {"transcript": "talk", "segment": 2, "session": "monday", "timestamp": "2025-01-05T10:00:00Z",
          "quote": "Always use tabs", "range": [6, 21],
          "hash": "sha256:HASH"},
         {"transcript": "gone", "segment": 0, "session": "tuesday", "line": 4, "quote": "tabs, always", "range": [0, 12],
          "hash": "sha256:HASH"},
         {"transcript": "old", "segment": 1, "session": "friday"}]}
      """.replacing("HASH", with: "ec12394f3af2bb5d786a9defc3c7df2c1dfbc0aa979a74a873005ebaa7e3aec7")
    let imported = try ltm(
      "store", "import", "-q", "--store", "rules.git", "--input", "-", input: rule.replacing("\n", with: " "))
    #expect(imported.status == 0, "\(imported.errors)")
    try directory.write(
      """
      {"id": "talk", "session_id": "monday", "segments": [
        {"speaker": "user", "content": "Out of sight"},
        {"speaker": "assistant", "content": "\\u001b[31mred\\u001b[0m \\u202eback\\r\\nnext ghp_0123456789abcdefghij0123456789abcdef"},
        {"speaker": "user", "content": "\(message)"},
        {"speaker": "assistant", "content": "\(String(repeating: "I will. ", count: 100))"}]}
      """, to: "in/talk.json")
  }

  @Test func everyStoredRuleIsVerifiedAndExplained() throws {
    let examples = packageDirectory.appending(path: "config/examples").path
    let run = try ltm("run", "-q", "--input", examples, "--store", "rules.git", "--output", "out")
    #expect(run.status == 0, "\(run.errors)")
    let verified = try ltm("verify", "--store", "rules.git", "--input", examples, "--json")
    #expect(verified.status == 0)
    let report = try JSONDecoder().decode(Report.self, from: Data(verified.output.utf8))
    #expect(report.counts["verified"] == report.sources.count)
    let ids = try ltm("rules", "list", "--store", "rules.git").output.split(separator: "\n").map { $0.prefix(16) }
    #expect(ids.count >= 10)
    #expect(Set(report.sources.map(\.rule)) == Set(ids.map(String.init)))
    for id in ids {
      let why = try ltm("why", String(id), "--store", "rules.git", "--input", examples)
      #expect(why.status == 0, "\(why.errors)")
      #expect(why.output.contains("\n> user") || why.output.contains("\n  > user"), "\(id)")
      #expect(why.output.contains("  verified, in "), "\(id)")
    }
  }

  @Test func theTableSaysWhatBecameOfEachSource() throws {
    try makeStore()
    let verified = try ltm("verify", "--store", "rules.git", "--input", "in")
    #expect(verified.status == 0, "\(verified.errors)")
    try Golden.check(verified.output + verified.errors, "verify.txt")
    let json = try ltm("verify", "--store", "rules.git", "--input", "in", "--json", "--quiet")
    #expect(json.status == 0)
    #expect(json.errors.isEmpty)
    try Golden.check(json.output, "verify.json")
  }

  @Test(arguments: [("Well! Always use tabs.", "changed"), ("Always use taps.", "not there")])
  func whatIsWrongEndsWithOne(message: String, status: String) throws {
    try makeStore(saying: message)
    let verified = try ltm("verify", "--store", "rules.git", "--input", "in")
    #expect(verified.status == 1)
    #expect(verified.output.hasPrefix(status))
    #expect(verified.errors.contains("1 \(status)"))
    #expect(!verified.errors.contains("tabs"))
  }

  @Test func anInputThatIsNotThereEndsWithThree() throws {
    try makeStore()
    let verified = try ltm("verify", "--store", "rules.git", "--input", "in", "--input", "nowhere")
    #expect(verified.status == 3)
    #expect(verified.errors.contains("nowhere: no such file or directory"))
  }

  @Test func theConversationIsShown() throws {
    try makeStore()
    let why = try ltm("why", "a1", "--store", "rules.git", "--input", "in", "--context", "1")
    #expect(why.status == 0, "\(why.errors)")
    try Golden.check(why.output, "why.txt")
    let json = try ltm("why", "a1", "--store", "rules.git", "--input", "in", "--context", "1", "--json")
    try Golden.check(json.output, "why.json")
    for output in [why.output, json.output] {
      #expect(!output.contains("\u{1B}") && !output.contains("ghp_") && !output.contains("Out of sight"))
    }
    #expect(!why.output.contains("\u{202E}"))
  }

  @Test func withoutInputsTheStoreAloneIsShown() throws {
    try makeStore()
    let why = try ltm("why", "a1b2", "--store", "rules.git")
    #expect(why.status == 0)
    #expect(why.output.contains("“Always use tabs”"))
    #expect(!why.output.contains("missing transcript"))
  }

  @Test func aRuleThatWasRemovedIsExplained() throws {
    let texts = ["always run the linter before you commit", "you can stop running the linter before commits"]
    for (day, text) in texts.enumerated() {
      let segment = #"{"speaker":"user","content":"\#(text)","timestamp":"2025-01-1\#(day)T10:00:00Z"}"#
      try directory.write(
        #"{"id":"\#(day)","session_id":"\#(day)","segments":[\#(segment)]}"#, to: "in/\(day).json")
    }
    #expect(try ltm("run", "-q", "--input", "in", "--store", "rules.git", "--output", "out").status == 0)
    #expect(try ltm("rules", "list", "--store", "rules.git").output.isEmpty)
    let log = try ltm("rules", "log", "--store", "rules.git", "--json").output
    let id = try #require(log.firstMatch(of: /"rule":"([0-9a-f]{16})"/)?.1)
    let why = try ltm("why", String(id.prefix(6)), "--store", "rules.git", "--input", "in")
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("stored by, and removed since"))
    #expect(why.output.contains("always run the linter before you commit"))
  }

  @Test(arguments: [["why"], ["why", "nothing"], ["why", "a", "--context", "-1"], ["verify", "--inputs", "x"]])
  func wrongUsageEndsWithTwo(arguments: [String]) throws {
    try makeStore()
    let command = try Command.run(
      [try BuiltProgram.path("ltm")] + arguments + ["--store", "rules.git"], in: directory.path)
    #expect(command.status == 2)
    #expect(command.output.isEmpty)
  }
}
