import Foundation
import TestSupport
import Testing

/// What a user sees of progress.
@Suite struct ProgressCommandTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    for name in ["a", "b", "c"] {
      try directory.write(
        #"{"id":"\#(name)","session_id":"a","segments":[{"speaker":"user","content":"Always use tabs."}]}"#,
        to: "in/\(name).json")
    }
  }

  private func extract(_ arguments: String...) throws -> Command {
    try Command.run([try BuiltProgram.path("ltm"), "extract", "--input", "in"] + arguments, in: directory.path)
  }

  /// What the program writes to a terminal, which is both its outputs.
  private func onTerminal(_ arguments: String, environment: [String: String], before: String = "") throws -> String {
    let program = try BuiltProgram.path("ltm")
    let command = "\(before)'\(program)' extract --input in --output out.jsonl \(arguments)"
    let run = try Command.run(
      ["script", "--quiet", "--return", "--command", command, "/dev/null"], in: directory.path,
      environment: ["PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"].merging(environment) { _, given in given })
    #expect(run.status == 0)
    return run.output
  }

  private let summary = "3 transcripts, 3 messages: 3 candidates\r\n"

  @Test func nothingIsShownWhenPiped() throws {
    #expect(try extract().errors == "3 transcripts, 3 messages: 3 candidates\n")
  }

  @Test func plainLinesHaveNoControlCharacters() throws {
    let run = try extract("--progress", "plain")
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == "[0:00] transcripts 0%: 0 of 3, 0 B of 264 B")
    #expect(lines[1].contains("] transcripts: 3 of 3, 264 B, ") && lines[1].contains("took "))
    #expect(!run.errors.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    #expect(try extract().output == run.output)
  }

  @Test func quietMeansNone() throws {
    #expect(try extract("--progress", "plain", "--quiet").errors == "")
    #expect(try extract("--progress", "none").errors == "3 transcripts, 3 messages: 3 candidates\n")
  }

  @Test func anUnknownModeIsNamedWithTheOthers() throws {
    let run = try extract("--progress", "loud")
    #expect(run.status == 2)
    #expect(run.errors.contains("auto") && run.errors.contains("plain") && run.errors.contains("none"))
  }

  @Test func aTerminalShowsALineThatGoesAway() throws {
    let output = try onTerminal("", environment: ["TERM": "xterm"])
    #expect(output.hasPrefix("\r\u{1B}[K[0:00] transcripts 0%: 0 of 3, 0 B of 264 B\r\u{1B}[K"))
    #expect(output.hasSuffix("\r\u{1B}[K\(summary)"))
    #expect(try onTerminal("--quiet", environment: ["TERM": "xterm"]) == "")
    #expect(try onTerminal("--progress none", environment: ["TERM": "xterm"]) == summary)
  }

  @Test(arguments: ["dumb", ""]) func aTerminalThatCannotRedrawGetsLines(type: String) throws {
    let output = try onTerminal("", environment: ["TERM": type])
    #expect(!output.contains("\u{1B}"))
    #expect(output.hasPrefix("[0:00] transcripts 0%: 0 of 3, 0 B of 264 B\r\n"))
  }

  @Test func theLineIsCutAtTheTerminalsWidth() throws {
    let narrow = try onTerminal("", environment: ["TERM": "xterm"], before: "stty columns 20; ")
    #expect(narrow.hasPrefix("\r\u{1B}[K[0:00] transcripts \r\u{1B}[K"))
    let said = try onTerminal("", environment: ["TERM": "xterm", "COLUMNS": "12"], before: "stty columns 20; ")
    #expect(said.hasPrefix("\r\u{1B}[K[0:00] tran\r\u{1B}[K"))
  }

  @Test func aWarningStandsOnALineOfItsOwn() throws {
    let output = try onTerminal("--input missing || true", environment: ["TERM": "xterm"])
    #expect(output.contains("\r\u{1B}[K\(summary)ltm: warning: "))
  }
}
