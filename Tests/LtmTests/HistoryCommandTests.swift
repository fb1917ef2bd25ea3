import Foundation
import TestSupport
import Testing

/// The history of rules as a user asks for it and takes it back.
@Suite struct HistoryCommandTests {
  private let directory: TemporaryDirectory
  private static let examples = packageDirectory.appending(path: "config/examples").path
  private static let session = "4f8b249f-5caf-5194-8067-742662e40131"

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write("[user]\n\tname = Ann\n\temail = ann@example.org\n", to: "home/.gitconfig")
    let run = try ltm("run", "-q", "--input", Self.examples, "--output", "out")
    #expect(run.status == 0, "\(run.errors)")
  }

  private func ltm(_ arguments: String..., columns: String? = nil, day: Int = 0) throws -> Command {
    var environment = [
      "SOURCE_DATE_EPOCH": "\(1_750_000_000 + day * 86_400)", "PATH": "/usr/bin:/bin", "HOME": directory.path("home"),
      "GIT_CONFIG_NOSYSTEM": "1",
    ]
    environment["COLUMNS"] = columns
    return try Command.run(
      [try BuiltProgram.path("ltm")] + arguments + ["--store", "r.git"], in: directory.path, environment: environment)
  }

  private func git(_ arguments: String...) throws -> String {
    try Command.run(["git", "-C", directory.path("r.git")] + arguments).output
  }

  private func expectSound() throws {
    let check = try Command.git(directory.path("r.git"), "fsck", "--strict", "--no-dangling")
    #expect(check.status == 0, "\(check.errors)")
  }

  /// Every rule on main, as git lists it.
  private func tree() throws -> String { try git("rev-parse", "main^{tree}") }

  @Test func theLogTellsWhatWhoAndWhy() throws {
    let log = try ltm("rules", "log", "711ee7cf", "--follow", columns: "100")
    #expect(log.status == 0, "\(log.errors)")
    try Golden.check(log.output.replacing(/(?m)^[0-9a-f]{12}/, with: "REVISION"), "rules-log.txt")
    #expect(log.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(log.output.contains("why: superseded by 711ee7cf067885e1"))
    #expect(log.output.contains("said in \(Self.session)#2, line 7"))
    let line = try ltm("rules", "log", "--session", "4f8b", "--oneline")
    #expect(line.output.split(separator: "\n").count == 3)
    #expect(try ltm("rules", "log", "--type", "naming", "--oneline").output.split(separator: "\n").count == 3)
    #expect(try ltm("rules", "log", "-n", "2", "--json").output.split(separator: "\n").count == 2)
    #expect(try ltm("rules", "log", "--author", "nobody").output.isEmpty)
    #expect(try ltm("rules", "log", "--author", "LTM@", "-n", "1", "--oneline").output.count > 10)
    #expect(try ltm("rules", "log", "--since", "2025-06-16").output.isEmpty)
    #expect(try ltm("rules", "log", "--since", "main~1", "--json").output.split(separator: "\n").count == 1)
    #expect(try ltm("rules", "log", "--since", "yesterday-or-so").status == 1)
    let patch = try ltm("rules", "log", "711ee7cf", "--patch", "-n", "1")
    #expect(patch.output.contains("    + action.description: “End JavaScript statements with semicolons”"))
  }

  @Test func aRuleThatEndedIsShownWithItsEnd() throws {
    let show = try ltm("rules", "show", "59b4")
    #expect(show.status == 0, "\(show.errors)")
    #expect(show.output.contains("Use no semicolons at the end of lines"))
    let last = try #require(show.output.split(separator: "\n").last)
    #expect(last.hasPrefix("ended") && last.hasSuffix("by ltm: superseded by 711ee7cf067885e1"))
    #expect(try !ltm("rules", "show", "59b4", "--at", "main~3").output.contains("\nended"))
    #expect(try ltm("rules", "show", "711e", "--at", "main~3").status == 2)
    let files = try git("ls-tree", "-r", "--name-only", "candidates", "rules/").split(separator: "\n")
    #expect(try ltm("rules", "show", String(files[0].suffix(21).prefix(16)), "--branch", "candidates").status == 0)
    #expect(try ltm("rules", "blame", "59b4").status == 2)
  }

  @Test func blameNamesTheCommitOfEachField() throws {
    let blame = try ltm("rules", "blame", "711e", "--json")
    #expect(blame.status == 0)
    let commit = try git("rev-parse", "main~1").trimmingCharacters(in: .whitespacesAndNewlines)
    let lines = blame.output.split(separator: "\n")
    #expect(lines.count > 15)
    #expect(lines.allSatisfy { $0.contains(#""revision":"\#(commit)""#) })
    #expect(try ltm("rules", "blame", "711e").output.contains("\(commit.prefix(12))  2025-06-15  ltm"))
  }

  @Test func aCommitIsTakenBackAndThatAgain() throws {
    let before = try tree()
    let dry = try ltm("rules", "revert", "main~1", "--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.split(separator: "\n").count == 2)
    #expect(try tree() == before)
    let revert = try ltm("rules", "revert", "main~1", day: 1)
    #expect(revert.status == 0, "\(revert.errors)")
    #expect(revert.errors == "2 commits made\n")
    #expect(try git("log", "-1", "--format=%an <%ae>", "main") == "Ann <ann@example.org>\n")
    #expect(try ltm("rules", "list").output.contains("Use no semicolons at the end of lines"))
    #expect(try git("log", "--format=%(trailers:key=Review)", "-1", "main").hasPrefix("Review: reverted"))
    for _ in 0..<2 { #expect(try ltm("rules", "revert", "main~1", day: 2).status == 0) }
    #expect(try tree() == before)
    let other = try ltm("rules", "revert", "main~8", "711e")
    #expect(other.status == 2)
    #expect(try ltm("rules", "revert", "candidates").errors.contains("is not in the history of main"))
    try expectSound()
  }

  @Test func aRuleIsBroughtBack() throws {
    let restore = try ltm("rules", "restore", "59b4", day: 1)
    #expect(restore.status == 0, "\(restore.errors)")
    #expect(restore.errors.contains("711ee7cf067885e1, which had replaced 59b450253de18ae8, holds too"))
    let again = try ltm("rules", "restore", "59b4")
    #expect(again.status == 1)
    #expect(again.errors.contains("holds already"))
    #expect(try ltm("rules", "restore", "59b4", "--at", "main").errors == "it is as it was then\n")
    #expect(try ltm("rules", "restore", "59b4", "--at", "main~18").status == 1)
    #expect(try git("log", "--format=%(trailers:key=Review)", "-1", "main").hasPrefix("Review: restored"))
    try expectSound()
  }

  @Test func aSessionIsUndoneAndMayTeachAgain() throws {
    let dry = try ltm("undo-session", "4f8b", "--dry-run")
    #expect(dry.output.hasPrefix("on main:\nwould change   26955fc51f549f02"))
    #expect(try git("rev-list", "--count", "--author=Ann", "--all") == "0\n")
    let count = try git("grep", "-c", "-E", #""session" : "\#(Self.session)""#, "main", "--", "rules")
    #expect(count.split(separator: "\n").count == 2)
    let undo = try ltm("undo-session", "4f8b", day: 1)
    #expect(undo.status == 0, "\(undo.errors)")
    for branch in ["main", "candidates", "evidence"] {
      let pattern = #""(session|transcript)" : "\#(Self.session)""#
      #expect(try git("grep", "-c", "-E", pattern, branch, "--", "rules").isEmpty, "\(branch)")
    }
    let list = try ltm("rules", "list").output
    #expect(list.contains("Use no semicolons at the end of lines") && list.contains("Run the linter before you commit"))
    #expect(!list.contains("End JavaScript statements with semicolons"))
    #expect(list.contains("Ask me before you add a dependency"))
    let head = try git("rev-parse", "main")
    #expect(try ltm("undo-session", Self.session).errors == "session \(Self.session) is undone already\n")
    #expect(try git("rev-parse", "main") == head)
    let log = try git("log", "--format=%an|%(trailers:key=Undo-Session,valueonly)", "main").split(separator: "\n")
    #expect(log.prefix { $0 == "Ann|\(Self.session)" }.count == 4)
    try expectSound()
    let run = try ltm("run", "-q", "--input", Self.examples, "--output", "out", day: 2)
    #expect(run.status == 0, "\(run.errors)")
    let redo = try ltm("undo-session", "--redo", "4f8b", day: 3)
    #expect(redo.status == 0, "\(redo.errors)")
    #expect(try git("log", "-1", "--format=%(trailers:key=Redo-Session,valueonly)", "main").contains(Self.session))
    #expect(try ltm("undo-session", "--redo", "4f8b").status == 1)
    try expectSound()
  }

  @Test func aSessionThatTaughtNothingIsNotedAllTheSame() throws {
    let unknown = try ltm("undo-session", "nothing")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("no rule has a source of session 'nothing'"))
    #expect(try ltm("undo-session", "transcript_00").errors.contains("transcript_001, transcript_002, transcript_003"))
    let before = try tree()
    #expect(try ltm("undo-session", "nothing", "--exact").status == 0)
    #expect(try tree() == before)
    #expect(try git("log", "-1", "--format=%(trailers:key=Undo-Session,valueonly)", "main").contains("nothing"))
    #expect(try ltm("undo-session", String(repeating: "x", count: 300), "--exact").status == 1)
    try expectSound()
  }

  @Test func statisticsAreATableAndJSON() throws {
    let stats = try ltm("rules", "stats", "--by", "type", day: 40)
    #expect(stats.status == 0, "\(stats.errors)")
    try Golden.check(stats.output, "rules-stats.txt")
    let json = try ltm("rules", "stats", "--json", "--since", "2025-01-01", day: 40)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect((object["all"] as? [String: Any])?["alive"] as? Int == 14)
    #expect((object["weeks"] as? [Any])?.count == 12)
  }

  @Test func whatChangesTheStoreWaitsForNoOther() throws {
    for arguments in [["undo-session", "4f8b"], ["rules", "revert", "main"], ["rules", "restore", "59b4"]] {
      let command = try Command.run(
        ["flock", directory.path("r.git/ltm.lock"), try BuiltProgram.path("ltm")] + arguments + ["--store", "r.git"],
        in: directory.path)
      #expect(command.status == 4, "\(arguments)")
    }
  }
}
