import Foundation
import TestSupport
import Testing

/// The program as a user runs it.
@Suite struct CommandLineTests {
  private static let examples = packageDirectory.appending(path: "config/examples").path

  private func ltm(
    _ arguments: String..., in directory: String? = nil, input: String? = nil,
    environment: [String: String] = ["SOURCE_DATE_EPOCH": "1750000000", "PATH": "/usr/bin:/bin"]
  ) throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm")] + arguments, in: directory, environment: environment,
      input: input.map { Data($0.utf8) })
  }

  @Test(arguments: [
    [], ["run"], ["extract"], ["decide"], ["store"], ["store", "import"], ["retrieve"], ["drift"], ["generate"],
    ["evaluate"], ["verify"], ["why"], ["rules"], ["rules", "list"], ["rules", "show"], ["rules", "log"],
    ["rules", "diff"], ["rules", "blame"], ["rules", "revert"], ["rules", "restore"], ["rules", "stats"],
    ["undo-session"], ["review"], ["learn"], ["sources"], ["train"], ["classify"], ["doctor"], ["sync"],
    ["merge-driver"],
  ])
  func helpTeaches(command: [String]) throws {
    let help = try Command.run([try BuiltProgram.path("ltm")] + command + ["--help"], environment: ["COLUMNS": "80"])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    try Golden.check(help.output, "help\(command.map { "-" + $0 }.joined()).txt")
  }

  @Test func theVersionIsPrinted() throws {
    let version = try ltm("--version")
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    ["bananas"], ["run"], ["run", "--input", "x"], ["extract", "--input"], ["rules", "list", "--type", "colour"],
    ["generate", "--transcripts", "0", "--output", "x"], ["evaluate", "--suite", "a", "--messages", "b"],
    ["extract", "--input", "x", "--method", "magic"],
    ["run", "--input", "a", "--input", "b", "--output", "o", "--stage", "decide"],
  ])
  func wrongUsageEndsWithTwoAndSaysWhatIsWrong(arguments: [String]) throws {
    let command = try Command.run([try BuiltProgram.path("ltm")] + arguments)
    #expect(command.status == 2)
    #expect(command.output.isEmpty)
    #expect(command.errors.hasPrefix("Error: "))
  }

  @Test func aWrongConfigurationEndsWithTwo() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write(#"{"retreival": {}}"#, to: "c.json")
    let command = try ltm("extract", "--config", file, "--input", Self.examples)
    #expect(command.status == 2)
    #expect(command.errors.contains("did you mean 'retrieval'?"))
  }

  @Test func theWholeJobRunsFromAnyDirectory() throws {
    let directory = try TemporaryDirectory()
    let command = try ltm(
      "run", "--input", Self.examples, "--store", "s/rules.git", "--output", "out", in: directory.path)
    #expect(command.status == 0, "\(command.errors)")
    let summary = try #require(command.output.split(separator: "\n").last)
    #expect(summary.hasPrefix("ltm: ") && summary.hasSuffix("(report: out/report.txt)"))
    for name in ["report.txt", "report.json", "metrics.json", "drift.json", "results.jsonl", "logs/ltm.log.jsonl"] {
      #expect(FileManager.default.fileExists(atPath: directory.path("out/\(name)")), "\(name)")
    }
    let list = try ltm("rules", "list", "--store", "s/rules.git", in: directory.path)
    #expect(list.status == 0)
    #expect(list.output.contains("Use camelCase for JavaScript variables"))
    #expect(!list.output.contains("\u{1B}"))
    let revisions = try ltm("rules", "log", "--store", "s/rules.git", "--json", in: directory.path)
    let count = try Command.git(directory.path("s/rules.git"), "rev-list", "--count", "--min-parents=1", "main").output
    let ids = revisions.output.matches(of: /"revision":"([0-9a-f]{40})"/).map(\.1)
    #expect("\(Set(ids).count)\n" == count)
  }

  @Test func stagesPassDataThroughStandardInputAndOutput() throws {
    let transcript = #"{"id":"a","session_id":"a","segments":[{"speaker":"user","content":"Always use tabs."}]}"#
    let candidates = try ltm("extract", "--input", "-", input: transcript)
    #expect(candidates.status == 0)
    #expect(candidates.output.split(separator: "\n").count == 1)
    let decisions = try ltm("decide", "--input", "-", input: candidates.output)
    #expect(decisions.status == 0)
    #expect(decisions.output.contains(#""decision":"store""#))
  }

  @Test func aPipeIsReadToItsEnd() throws {
    let line = #"{"id":"a","session_id":"a","segments":[{"speaker":"user","content":"Always use tabs."}]}"#
    let script = #"printf '%s' '\#(line)' | "$0" extract -q --input - | "$0" decide -q --input - | cat"#
    let command = try Command.run(["sh", "-c", script, try BuiltProgram.path("ltm")])
    #expect(command.errors.isEmpty)
    #expect(command.output.contains(#""decision":"store""#))
  }

  @Test func aDeviceIsWrittenToAndNotReplaced() throws {
    let directory = try TemporaryDirectory()
    let pipe = directory.path("pipe")
    #expect(try Command.run(["mkfifo", pipe]).status == 0)
    let script = #"cat "$1" >"$2" & "$0" extract -q --input "$3" --output "$1"; wait"#
    let command = try Command.run([
      "sh", "-c", script, try BuiltProgram.path("ltm"), pipe, directory.path("read"), Self.examples,
    ])
    #expect(command.status == 0)
    #expect(try Command.run(["test", "-p", pipe]).status == 0)
    #expect(try Command.run(["test", "-s", directory.path("read")]).status == 0)
  }

  @Test func someUnreadableInputsEndWithThree() throws {
    let command = try ltm("extract", "--input", Self.examples, "--input", "/nowhere", "--output", "/dev/null")
    #expect(command.status == 3)
    #expect(command.errors.contains("/nowhere: no such file or directory"))
    let decide = try ltm("decide", "--input", "-", input: "{}\nnot JSON\n")
    #expect(decide.status == 3)
    #expect(decide.errors.contains("-:1: ") && decide.errors.contains("-:2: "))
  }

  @Test func aMissingStoreEndsWithOne() throws {
    let command = try ltm("rules", "list", "--store", "/nowhere/rules.git")
    #expect(command.status == 1)
    #expect(command.errors == "ltm: error: /nowhere/rules.git: no rule store here; 'ltm run' creates one\n")
  }

  @Test func aLockedStoreEndsWithFour() throws {
    let directory = try TemporaryDirectory()
    let arguments = ["run", "--input", Self.examples, "--store", "rules.git", "--output", "out"]
    let program = try BuiltProgram.path("ltm")
    #expect(try Command.run([program] + arguments, in: directory.path).status == 0)
    let locked = try Command.run(
      ["flock", directory.path("rules.git/ltm.lock"), program] + arguments, in: directory.path)
    #expect(locked.status == 4)
    #expect(locked.errors.contains("another run holds the store's lock"))
  }

  @Test func theSameSeedGivesTheSameSuite() throws {
    let directory = try TemporaryDirectory()
    for name in ["a", "b"] {
      #expect(
        try ltm("generate", "--seed", "7", "--transcripts", "5", "--output", name, in: directory.path).status == 0)
    }
    #expect(try Command.run(["diff", "-r", "a", "b"], in: directory.path).status == 0)
    let evaluation = try ltm("evaluate", "--suite", "a", "--json", in: directory.path)
    #expect(evaluation.status == 0)
    for key in ["extraction", "decision", "retrieval", "consistency"] {
      #expect(evaluation.output.contains("\"\(key)\""))
    }
  }

  @Test func suitesAndMethodsAreComparedInOneTable() throws {
    let directory = try TemporaryDirectory()
    for seed in ["1", "2"] {
      let made = try ltm("generate", "--seed", seed, "--transcripts", "4", "--output", "s\(seed)", in: directory.path)
      #expect(made.status == 0)
    }
    let arguments = ["evaluate", "--suite", "s1", "s2", "--method", "model", "patterns", "--bootstrap", "50"]
    func evaluate(_ more: String...) throws -> Command {
      try Command.run([try BuiltProgram.path("ltm")] + arguments + more, in: directory.path)
    }
    let table = try evaluate("--mistakes", "3")
    #expect(table.status == 0, "\(table.errors)")
    let rows = table.output.split(separator: "\n").map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
    #expect(
      rows.filter { $0.hasPrefix("s") } == ["suite method", "s1 model", "s1 patterns", "s2 model", "s2 patterns"])
    let lines = try evaluate("--json").output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.contains("\"intervals\"") })
  }

  @Test func theBaselineNeedsNoModel() throws {
    let directory = try TemporaryDirectory()
    let program = directory.path("ltm")
    try FileManager.default.copyItem(atPath: try BuiltProgram.path("ltm"), toPath: program)
    try directory.write(#"{"id": "1", "text": "Always use tabs."}"# + "\n", to: "m.jsonl")
    func classify(_ more: String...) throws -> Command {
      try Command.run(
        [program, "classify", "--input", "m.jsonl"] + more, in: directory.path, environment: ["PATH": "/usr/bin:/bin"])
    }
    #expect(try classify("--method", "patterns").output.contains(#""label":"persistent""#))
    let failed = try classify()
    #expect(failed.status == 1)
    #expect(failed.errors.contains("LTM_MODELS"))
  }

  @Test func whatIsForThisMachineGoesThroughNoProxy() throws {
    let directory = try TemporaryDirectory()
    let server = try ChatServer()
    let endpoint = server.address + "/fixed/%7B%22label%22:%22irrelevant%22%7D"
    try directory.write(
      #"{"extraction": {"method": "llm"}, "llm": {"endpoint": "\#(endpoint)", "model": "m", "highest_confidence": 1}}"#,
      to: "c.json")
    try directory.write(#"{"id": "1", "text": "Always use tabs."}"# + "\n", to: "m.jsonl")
    for excepted in [nil, "other.example"] {
      var environment = ["PATH": "/usr/bin:/bin", "http_proxy": "http://127.0.0.1:1"]
      environment["NO_PROXY"] = excepted
      let command = try ltm(
        "classify", "--config", "c.json", "--input", "m.jsonl", in: directory.path, environment: environment)
      #expect(command.status == 0, "\(command.errors)")
      #expect(command.output.contains(#""label":"irrelevant""#))
      #expect(!command.errors.contains("warning"))
    }
  }

  @Test func completionsAreThereForShells() throws {
    for shell in ["bash", "zsh", "fish"] {
      let script = try ltm("--generate-completion-script", shell)
      #expect(script.status == 0)
      #expect(script.output.contains("retrieve"))
    }
  }
}
