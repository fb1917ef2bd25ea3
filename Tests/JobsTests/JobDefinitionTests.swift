import Foundation
import TestSupport
import Testing

/// What schedules the job, as the tools see it that will read it.
@Suite struct JobDefinitionTests {
  private let jobs = packageDirectory.appending(path: "jobs")

  /// Tells whether a program is there, and says so when a check is left out because it is not.
  private static func has(_ program: String) -> Bool {
    let isThere = (try? Command.run(["sh", "-c", "command -v \(program)"]).status) == 0
    if !isThere { print("left out: \(program) is not installed") }
    return isThere
  }

  @Test(.enabled(if: has("shellcheck"))) func theScriptsPassShellcheck() throws {
    let run = try Command.run(
      ["shellcheck", "jobs/nightly", ".ci/run"], in: packageDirectory.path(percentEncoded: false))
    #expect(run.status == 0, "\(run.output)")
  }

  @Test(.enabled(if: has("systemd-analyze"))) func theUnitsPassSystemd() throws {
    let directory = try TemporaryDirectory()
    for name in ["ltm.service", "ltm.timer"] {
      let unit = try String(contentsOf: jobs.appending(path: name), encoding: .utf8)
      // systemd also looks whether the program is there, and it is installed nowhere yet.
      let here = unit.replacing("ExecStart=/usr/local/share/ltm/jobs/nightly", with: "ExecStart=/bin/true")
      try directory.write(here, to: name)
    }
    let run = try Command.run(
      ["systemd-analyze", "verify", "--user", directory.path("ltm.service"), directory.path("ltm.timer")],
      environment: ["PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": directory.path, "HOME": directory.path])
    #expect(run.status == 0)
    // It only warns of a setting that it does not know.
    #expect(run.errors == "")
    #expect(run.output == "")
  }

  @Test(arguments: ["ltm.service", "ltm.crontab"]) func bothStartTheInstalledScript(name: String) throws {
    let text = try String(contentsOf: jobs.appending(path: name), encoding: .utf8)
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && $0.contains("/nightly") }
    #expect(lines.count == 1)
    #expect(lines.first?.hasSuffix("/usr/local/share/ltm/jobs/nightly") == true)
  }
}
