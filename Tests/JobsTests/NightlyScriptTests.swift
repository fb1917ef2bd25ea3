import Foundation
import TestSupport
import Testing

/// Runs `jobs/nightly` as cron would: with an empty environment, from another directory.
@Suite struct NightlyScriptTests {
  private static let script = packageDirectory.appending(path: "jobs/nightly").path(percentEncoded: false)

  /// A place with spaces in its path, and in it a program that stands in for `ltm`.
  private struct Place {
    let directory: TemporaryDirectory

    func path(_ name: String) -> String { directory.path("my files/\(name)") }

    init(exitCode: Int32 = 0, output: String = "reading\nltm: 3 rules added", errors: String = "") throws {
      directory = try TemporaryDirectory()
      let fake = """
        #!/bin/sh
        printf '%s\\n' "$PWD" "$@" >>"$(dirname "$0")/calls"
        printf '%s\\n' '\(output)'
        printf '%s\\n' '\(errors)' >&2
        exit \(exitCode)

        """
      let file = try directory.write(fake, to: "my files/bin/ltm")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    }

    /// What the fake was called with: its working directory, then its arguments.
    var calls: [String] {
      get throws {
        try String(contentsOfFile: path("bin/calls"), encoding: .utf8).split(separator: "\n").map(String.init)
      }
    }

    var reports: [String] {
      get throws {
        let path = path("reports")
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      }
    }

    /// Runs the script with only these settings; an empty value takes one away.
    func run(_ settings: [String: String] = [:], arguments: [String] = []) throws -> Command {
      var environment = [
        "HOME": path("home"), "LTM_BIN": path("bin/ltm"), "LTM_INPUT": path("in"),
        "LTM_STORE": path("rules.git"), "LTM_REPORTS": path("reports"),
        "LTM_CONFIG": path("config.json"), "SOURCE_DATE_EPOCH": "1736071200",
      ]
      environment.merge(settings) { _, new in new }
      let words = environment.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }
      return try Command.run(["env", "-i"] + words + [NightlyScriptTests.script] + arguments, in: "/")
    }
  }

  @Test func itCallsTheProgramWithEveryPathWhole() throws {
    let place = try Place()
    let input = "\(place.path("in")):/var/other transcripts"
    #expect(try place.run(["LTM_INPUT": input]).status == 0)
    #expect(
      try place.calls == [
        "/", "run", "--progress", "plain", "--config", place.path("config.json"), "--input", place.path("in"),
        "--input", "/var/other transcripts", "--store", place.path("rules.git"), "--output",
        place.path("reports/2025-01-05"),
      ])
  }

  @Test(arguments: [
    (Int32(0), "ltm: 3 rules added"), (1, "ltm: failed with exit code 1: no such store (report: "),
    (3, "ltm: 3 rules added; some inputs were unreadable"), (4, "ltm: another run holds the lock of "),
    (130, "ltm: interrupted (report: "),
  ])
  func itPassesOnTheExitCodeAndPrintsOneLine(code: Int32, line: String) throws {
    let place = try Place(exitCode: code, errors: "warning\nno such store")
    let run = try place.run()
    #expect(run.status == code)
    #expect(run.output.hasPrefix(line))
    #expect(run.output.hasSuffix("\n") && run.output.count { $0 == "\n" } == 1)
    #expect(run.errors == "")
    #expect(try place.reports == (code == 4 ? [] : ["2025-01-05"]))
  }

  @Test(arguments: [
    ("ltm: error: no such store\nSee help", "no such store"), ("Error: no input\nUsage: ltm", "no input"),
    ("Killed", "Killed"), ("", "no reason given"), ("Killed\n[1:00] transcripts 28%: 1 of 4", "Killed"),
  ])
  func theLineNamesTheReason(errors: String, reason: String) throws {
    let place = try Place(exitCode: 2, errors: errors)
    let report = place.path("reports/2025-01-05")
    #expect(try place.run().output == "ltm: failed with exit code 2: \(reason) (report: \(report))\n")
  }

  @Test func aSilentProgramGetsALineToo() throws {
    let place = try Place(output: "")
    #expect(try place.run().output == "ltm: done (report: \(place.path("reports/2025-01-05")))\n")
  }

  @Test func theProgramsOutputIsKept() throws {
    let place = try Place(errors: "warning")
    _ = try place.run()
    #expect(
      try String(contentsOfFile: place.path("reports/2025-01-05/ltm.out"), encoding: .utf8)
        == "reading\nltm: 3 rules added\n")
    #expect(try String(contentsOfFile: place.path("reports/2025-01-05/ltm.err"), encoding: .utf8) == "warning\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path("reports/2025-01-05"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
  }

  @Test func onlyTheLastReportsAreKept() throws {
    let place = try Place()
    for name in ["2024-12-30", "2024-12-31", "2025-01-04"] {
      try place.directory.write("", to: "my files/reports/\(name)/report.json")
    }
    try place.directory.write("", to: "my files/reports/notes")
    _ = try place.run(["LTM_KEEP": "2"])
    #expect(try place.reports == ["2025-01-04", "2025-01-05", "notes"])
    _ = try place.run(["LTM_KEEP": "2"])
    _ = try place.run(["LTM_KEEP": "2"])
    #expect(try place.reports == ["2025-01-05-02", "2025-01-05-03", "notes"])
  }

  @Test func aMissingProgramIsNamed() throws {
    let place = try Place()
    let run = try place.run(["LTM_BIN": "/nowhere/ltm"])
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("ltm: failed: there is no program '/nowhere/ltm'"))
    #expect(try place.reports == [])
  }

  @Test(arguments: [
    (["LTM_INPUT": ""], "LTM_INPUT is not set"), (["LTM_INPUT": ":"], "LTM_INPUT names no directory"),
    (["LTM_INPUT": "here"], "LTM_INPUT holds a path that is not absolute"),
    (["LTM_STORE": "rules.git"], "LTM_STORE is not an absolute path"),
    (["LTM_KEEP": "0"], "LTM_KEEP is not a number above 0"), (["LTM_KEEP": "2x"], "LTM_KEEP is not a number above 0"),
    (["LTM_ENV_FILE": "/nowhere"], "cannot read LTM_ENV_FILE (/nowhere)"),
  ])
  func wrongSettingsAreAUsageError(settings: [String: String], message: String) throws {
    let run = try Place().run(settings)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.errors == "nightly: \(message)\n'nightly --help' lists the settings.\n")
  }

  @Test func anUnknownArgumentIsAUsageError() throws {
    let run = try Place().run(arguments: ["--loud"])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("nightly: unknown argument '--loud'\n"))
  }

  @Test func helpNamesEverySetting() throws {
    let run = try Place().run(arguments: ["--help"])
    #expect(run.status == 0)
    for name in ["INPUT", "STORE", "REPORTS", "KEEP", "CONFIG", "BIN", "ENV_FILE"] {
      #expect(run.output.contains("  LTM_\(name) "))
    }
  }

  @Test func settingsComeFromTheFileAndTheEnvironmentWins() throws {
    let place = try Place()
    let settings = "LTM_INPUT=\"$HOME/from file\"\nLTM_REPORTS=/not/this\n"
    try place.directory.write(settings, to: "my files/home/.config/ltm/nightly.env")
    #expect(try place.run(["LTM_INPUT": ""]).status == 0)
    #expect(try place.calls.contains(place.path("home/from file")))
    #expect(try place.reports == ["2025-01-05"])
  }

  @Test func aSettingsFileThatIsNoShellIsRefused() throws {
    let place = try Place()
    let file = try place.directory.write("LTM_INPUT='open", to: "my files/broken.env")
    let run = try place.run(["LTM_ENV_FILE": file])
    #expect(run.status == 2)
    #expect(run.errors.contains("is not in shell syntax"))
  }

  @Test func itRunsWithoutAHome() throws {
    let place = try Place()
    #expect(try place.run(["HOME": "", "LTM_ENV_FILE": "/dev/null"]).status == 0)
  }

  @Test func theConfigurationOfTheCheckoutIsTheDefault() throws {
    let place = try Place()
    #expect(try place.run(["LTM_CONFIG": ""]).status == 0)
    let calls = try place.calls
    let index = try #require(calls.firstIndex(of: "--config"))
    let expected = packageDirectory.appending(path: "config/pipeline_config.json").path(percentEncoded: false)
    #expect(calls[index + 1] == expected)
  }
}
