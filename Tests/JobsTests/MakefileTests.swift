import Foundation
import TestSupport
import Testing

/// The targets of the `Makefile` that need no build.
@Suite struct MakefileTests {
  private func make(_ arguments: String...) throws -> Command {
    // Inside 'make test' these would make it print more.
    var environment = ProcessInfo.processInfo.environment
    for name in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS"] { environment[name] = nil }
    return try Command.run(
      ["make", "--silent"] + arguments, in: packageDirectory.path(percentEncoded: false), environment: environment)
  }

  @Test func helpNamesEveryTarget() throws {
    let makefile = try String(contentsOf: packageDirectory.appending(path: "Makefile"), encoding: .utf8)
    let declared = try #require(makefile.split(separator: "\n").first { $0.hasPrefix(".PHONY:") })
      .split(separator: " ").dropFirst().map(String.init)
    let lines = try make("help").output.split(separator: "\n")
    let helped = lines.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(Set(helped) == Set(declared).subtracting(["packages"]))
    #expect(lines.allSatisfy { $0.count <= 120 })
  }

  @Test func whatIsInstalledRunsAndCanBeRemoved() throws {
    let directory = try TemporaryDirectory()
    let program = try directory.write("#!/bin/sh\necho \"ltm: $*\"\n", to: "built/ltm")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let grammars = try directory.write("", to: "built/languages.so")
    let root = directory.path("the root")
    let settings = ["LTM=\(program)", "GRAMMARS=\(grammars)", "DESTDIR=\(root)", "PREFIX=/opt/ltm"]
    func make(_ target: String) throws -> Command {
      try self.make(target, settings[0], settings[1], settings[2], settings[3])
    }
    let installed = try make("install")
    #expect(installed.status == 0, "\(installed.errors)")

    let prefix = "\(root)/opt/ltm"
    let share = "\(prefix)/share/ltm"
    let run = try Command.run(
      [
        "env", "-i", "LTM_ENV_FILE=/dev/null", "LTM_INPUT=/in", "LTM_STORE=/store",
        "LTM_REPORTS=\(directory.path("reports"))", "SOURCE_DATE_EPOCH=1736071200", "\(share)/jobs/nightly",
      ], in: "/")
    #expect(
      run.output == """
        ltm: run --progress plain --config \(share)/pipeline_config.json --input /in --store /store --output \
        \(directory.path("reports"))/2025-01-05

        """)
    #expect(FileManager.default.fileExists(atPath: "\(prefix)/lib/ltm/languages.so"))
    #expect(FileManager.default.fileExists(atPath: "\(share)/schemas/rule.schema.json"))
    let unit = try String(contentsOfFile: "\(prefix)/share/systemd/user/ltm.service", encoding: .utf8)
    #expect(unit.contains("\nExecStart=/opt/ltm/share/ltm/jobs/nightly\n"))

    #expect(try make("uninstall").status == 0)
    let left = try Command.run(["find", root, "-type", "f"])
    #expect(left.output == "")
  }

  @Test func whatIsInstalledFindsAllThatItNeedsFromAnywhere() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path("root")
    #expect(try make("install", "LTM=\(BuiltProgram.path("ltm"))", "DESTDIR=\(root)", "PREFIX=/ltm").status == 0)
    let examples = packageDirectory.appending(path: "config/examples").path(percentEncoded: false)
    let run = try Command.run(
      [
        "env", "-i", "\(root)/ltm/bin/ltm", "run", "--input", "\(examples)/transcripts", "--tasks",
        "\(examples)/tasks.json", "--store", directory.path("rules.git"), "--output", directory.path("report"),
      ], in: "/")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Learned: "))
  }

  @Test func nothingIsInstalledBeforeABuild() throws {
    let directory = try TemporaryDirectory()
    let run = try make("install", "LTM=\(directory.path("ltm"))", "DESTDIR=\(directory.path)")
    #expect(run.status != 0)
    #expect(run.errors.contains("run 'make build' first"))
  }
}
