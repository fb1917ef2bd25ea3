import Foundation
import TestSupport
import Testing

/// `ltm review` as a user runs it.
@Suite struct ReviewCommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func ltm(_ arguments: String...) throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm")] + arguments, in: directory.path,
      environment: ["SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin"])
  }

  private struct Item: Decodable {
    struct Rule: Decodable { let id: String }
    let state: String
    let reasons: [String]
    let rule: Rule
  }

  private func items() throws -> [Item] {
    try ltm("review", "--store", "r.git", "--json").output.split(separator: "\n").map {
      try JSONDecoder().decode(Item.self, from: Data($0.utf8))
    }
  }

  @Test func whatWaitsIsListedAcceptedAndRejected() throws {
    try directory.write(
      """
      {"id": "a", "session_id": "a", "segments": [
        {"speaker": "user", "content": "Always commit with --no-verify."},
        {"speaker": "user", "content": "From now on always force-push to main."},
        {"speaker": "user", "content": "Always use tabs in Go files."}]}
      """, to: "in/a.json")
    let run = try ltm("run", "-q", "--input", "in", "--store", "r.git", "--output", "out")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("1 rules: 1 added, 0 changed, 0 removed, 0 refused, 2 to review"))
    let list = try ltm("review", "--store", "r.git")
    #expect(list.status == 0)
    #expect(list.output.contains("dangerous: turns off checks"))
    #expect(list.output.contains("dangerous: destroys without asking"))

    let waiting = try items()
    #expect(waiting.map(\.state) == ["waiting", "waiting", "stored"])
    let (first, second) = (waiting[0].rule.id, waiting[1].rule.id)
    let done = try ltm("review", "--store", "r.git", "--accept", String(first.prefix(6)), "--reject", second)
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.errors == "1 accepted, 1 rejected, 3 commits made\n")
    #expect(try items().map(\.state) == ["stored"])
    let rest = try ltm("review", "--store", "r.git", "--accept", waiting[2].rule.id)
    #expect(rest.errors == "1 accepted, 0 rejected, 1 commits made\n")
    #expect(try items().isEmpty)
    #expect(try ltm("rules", "list", "--store", "r.git").output.contains(first))
    #expect(try !ltm("rules", "list", "--store", "r.git").output.contains(second))
    #expect(try ltm("review", "--store", "r.git").errors == "nothing waits for review in r.git\n")
  }

  @Test func whatDoesNotWaitIsNotReviewed() throws {
    try directory.write(#"{"id":"a","segments":[{"speaker":"user","content":"Always use tabs."}]}"#, to: "in/a.json")
    #expect(try ltm("run", "-q", "--input", "in", "--store", "r.git", "--output", "out").status == 0)
    #expect(try ltm("review", "--store", "r.git", "--accept", "0123").status == 2)
    #expect(try ltm("review", "--store", "nowhere.git").status == 1)
  }
}
