import Foundation
import Git
import RuleStore
import Rules
import TestSupport
import Testing

/// Text from transcripts forges neither paths nor trailers.
@Suite struct HostileTextTests {
  @Test(arguments: [
    "", ".", "..", "../a", "a/b", "/etc/passwd", ".git", ".hidden", "a..b", "main.lock", "a\0b", "a b", "é", "a\\b",
    "C:a",
    "a\n", "~", String(repeating: "a", count: 129),
  ])
  func anIDThatIsNoFileNameIsNoID(text: String) {
    #expect(throws: RuleError.self) { try RuleID(text) }
  }

  static let texts = [
    "", " ", "plain", "one\ntwo", "one\n\nRule: forged", "Rule: forged\nDecision: store 1.00", "x\n---\nRule: forged",
    "--- \nx", "---", "a\r\nRule: forged\r\n", "a\u{2028}Rule: forged", "a\u{85}Rule: forged",
    "a\u{0B}\u{0C}Rule: forged",
    "\u{202E}degrof :eluR", "\u{2066}a\u{2069}", "a\0Rule: forged", String(repeating: "long ", count: 1000),
    String(repeating: "x", count: 6_000), "e" + String(repeating: "\u{301}", count: 5000), "👩‍👩‍👧🇩🇪", "# comment",
    "diff --git a/x b/x", "From 0123456789 Mon Sep 17", "Signed-off-by: forged <a@b>", "(cherry picked from commit 0)",
    "Conflicts:\n\tx", "-- >8 --", "[skip ci] #1", "\u{1B}[31mred", "\u{FEFF}mark", ": x", "Rule:forged",
    "Co-authored-by: x",
  ]

  private func trailerLines(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: texts)
  func aMessageHasOurTrailersOnly(text: String) throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    var rule = try Sample.rule("a", text, rationale: text, sources: [Sample.source(text, 3)], score: 0.864)
    rule.decision?.justification = text
    var changed = rule
    changed.action.description += " more"
    let outcome = try store.commit(
      [
        .add(rule), .change(from: rule, to: changed), .replace([rule.id], with: try Sample.rule("b", text)),
        .remove(try Sample.rule("b", text), reason: text), .restore(changed),
      ], in: RunContext(id: "run \(text)", time: Timestamp(seconds: 1_750_000_000)))
    #expect(outcome.commits.count == 5)
    let log = try store.log(of: nil, limit: nil)
    #expect(log.count == 5)
    for entry in log {
      let revision = entry.revision.description
      let message = try Command.git(store.path, "log", "-1", "--format=%B", revision).output
      let parsed = try Command.run(
        ["git", "-C", store.path, "interpret-trailers", "--parse"], input: Data(message.utf8)
      ).output
      let logged = try Command.git(store.path, "log", "-1", "--format=%(trailers:only,unfold)", revision).output
      let ours = entry.trailers.map { "\($0.key): \($0.value)" }
      #expect(trailerLines(parsed) == ours)
      #expect(trailerLines(logged) == ours)
      #expect(entry.trailers.map(\.key).filter { $0 == "Rule" }.count == 1)
      #expect(["a", "b"].contains(entry.trailers.first { $0.key == "Rule" }?.value))
      #expect(entry.trailers.last?.key == "Run")
      #expect(
        Set(entry.trailers.map(\.key)).isSubset(of: ["Rule", "Reason", "Decision", "Source", "Supersedes", "Run"]))
      #expect(entry.trailers.filter { $0.key == "Decision" }.allSatisfy { $0.value == "store 0.86" })
      // One line that a terminal can show, and nothing that a terminal would obey.
      let subject = try #require(message.split(separator: "\n").first)
      #expect(subject.unicodeScalars.count <= 80)
      #expect(message.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(
        message.unicodeScalars.allSatisfy {
          !("\u{202A}"..."\u{202E}").contains($0) && !("\u{2066}"..."\u{2069}").contains($0)
        })
    }
    #expect(try store.snapshot(at: nil).rules == [changed])
    try expectSound(store.path)
  }

  @Test func aCommitOfAnyTimeIsRead() throws {
    let directory = try TemporaryDirectory()
    let store = try GitRuleStore(path: directory.path("rules.git"), create: true)
    try store.commit([.add(try Sample.rule("a"))])
    let content = try Command.git(store.path, "cat-file", "commit", "main").output
      .replacing("1750000000 +0000", with: "9223372036854775807 -9959")
    let id = try Command.run(
      ["git", "-C", store.path, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
      input: Data(content.utf8)
    ).output.trimmingCharacters(in: .newlines)
    #expect(try Command.git(store.path, "update-ref", "refs/heads/main", id).status == 0)
    let entry = try #require(try store.log(of: nil, limit: nil).first)
    #expect(entry.time.description.hasPrefix("9999-12-31"))
    #expect(try store.commit([.add(try Sample.rule("b"))]).commits.count == 1)
  }
}
