import Foundation
import TestSupport
import Testing

/// `ltm sources` as a user runs it.
@Suite struct SourcesCommandTests {
  private let directory: TemporaryDirectory
  private let examples = packageDirectory.appending(path: "config/examples/transcripts").path

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func ltm(_ arguments: String...) throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm"), "sources"] + arguments, in: directory.path,
      environment: ["HOME": directory.path("home"), "PATH": "/usr/bin:/bin"])
  }

  private struct Report: Decodable {
    struct Source: Decodable {
      let format: String
      let files: Int
      let humanMessages: Int

      enum CodingKeys: String, CodingKey {
        case format, files
        case humanMessages = "human_messages"
      }
    }
    let sources: [Source]
    let unrecognised: Int
  }

  @Test func whatThereIsIsCountedByFormat() throws {
    try directory.write("no transcript", to: "in/notes.txt")
    let run = try ltm("--json", "--input", examples, "--input", "in")
    #expect(run.status == 0, "\(run.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output.utf8))
    #expect(report.sources.map(\.format) == ["claude_code", "codex_rollout", "transcript_json"])
    #expect(report.sources.map(\.files) == [3, 2, 3])
    #expect(report.sources.map(\.humanMessages).reduce(0, +) == 37)
    #expect(report.unrecognised == 1)
  }

  @Test func whereAssistantsKeepTranscriptsIsLookedAt() throws {
    let nothing = try ltm("--discover")
    #expect(nothing.status == 0)
    #expect(nothing.output == "no transcripts\n")
    #expect(nothing.errors.contains("no assistant keeps transcripts"))
    let file = try #require(
      try FileManager.default.contentsOfDirectory(atPath: examples).sorted().first { $0.hasSuffix(".json") })
    try directory.write(
      String(contentsOfFile: "\(examples)/\(file)", encoding: .utf8), to: "home/.claude/projects/p/\(file)")
    let found = try ltm("--discover")
    #expect(found.output.hasPrefix("format"))
    #expect(found.output.contains("ltm transcript (JSON)"))
  }

  @Test func theFilesThatARunWouldReadAreListed() throws {
    for name in ["b/2.jsonl", "b.json", ".git/x", "tool-results/y", "a\nb", "empty"] {
      try directory.write(name == "empty" ? "" : "x", to: "in/\(name)")
    }
    let listed = try ltm("--files", "-0", "--input", "in", "--input", "in/b")
    #expect(listed.status == 0)
    #expect(listed.errors == "")
    #expect(listed.output == "in/a\nb\0in/b.json\0in/b/2.jsonl\0")
    let missing = try ltm("--files", "--input", "in/b", "--input", "nowhere")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("nowhere: no such file or directory"))
    #expect(missing.output == "in/b/2.jsonl\n")
    #expect(try ltm("-0", "--input", "in").status == 2)
    #expect(try ltm("--files", "--json", "--input", "in").status == 2)
  }

  @Test func withoutAnythingToLookAtItSaysHow() throws {
    let run = try ltm()
    #expect(run.status == 2)
    #expect(run.errors.contains("--discover"))
  }
}
