import Foundation
import Glibc
import TestSupport
import Testing

/// `ltm doctor` as a user runs it.
@Suite struct DoctorCommandTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var store: String { directory.path("rules.git") }

  private func ltm(_ arguments: String..., path: String = "/usr/bin:/bin") throws -> Command {
    try Command.run(
      [try BuiltProgram.path("ltm")] + arguments, in: packageDirectory.path,
      environment: ["SOURCE_DATE_EPOCH": "1750000000", "PATH": path, "HOME": directory.path])
  }

  private func makeStore() throws {
    let rule =
      #"{"id":"a1b2","match_criteria":{"type":"context","value":""},"action":{"type":"style","description":"Use tabs"}}"#
    let made = try Command.run(
      [try BuiltProgram.path("ltm"), "store", "import", "-q", "--store", store, "--input", "-"],
      input: Data(rule.utf8))
    #expect(made.status == 0, "\(made.errors)")
  }

  private struct Report: Decodable {
    struct Finding: Decodable {
      let check: String
      let severity: String
      let fixable: Bool
      let mended: Bool
    }
    let findings: [Finding]
    let errors: Int
    let warnings: Int
    let mended: Int
  }

  @Test func whatIsWellSaysNothingUnlessItIsAskedTo() throws {
    try makeStore()
    let quiet = try ltm("doctor", "--store", store, "--deep")
    #expect(quiet.status == 0)
    #expect(quiet.output.isEmpty, "\(quiet.output)")
    #expect(quiet.errors.hasSuffix(" checks: 0 errors, 0 warnings\n"))
    let verbose = try ltm("doctor", "--store", store + "/", "--verbose", "--quiet")
    #expect(verbose.errors.isEmpty)
    let lines = verbose.output.split(separator: "\n")
    #expect(lines.count > 30)
    #expect(lines.allSatisfy { $0.hasPrefix("ok ") })
  }

  @Test func errorsEndWithOneAndAreMendedByFix() throws {
    try makeStore()
    try Data().write(to: URL(filePath: "\(store)/refs/heads/main"))
    let told = try ltm("doctor", "--store", store)
    #expect(told.status == 1)
    #expect(told.output.contains("error    store.branch"))
    #expect(told.errors.hasSuffix("; '--fix' mends 1\n"))
    let json = try ltm("doctor", "--store", store, "--json", "--quiet")
    #expect(json.status == 1)
    let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
    #expect(report.findings.contains { $0.check == "store.branch" && $0.severity == "error" && $0.fixable })
    #expect(report.errors >= 1 && report.mended == 0)
    let mended = try ltm("doctor", "--store", store, "--fix")
    #expect(mended.status == 0)
    #expect(mended.output.hasPrefix("mended   store.branch  refs/heads/main: is empty"))
    #expect(mended.output.split(separator: "\n").count == 1)
    #expect(try Command.git(store, "fsck", "--strict").status == 0)
    #expect(try ltm("rules", "list", "--store", store).output.contains("Use tabs"))
  }

  @Test func warningsAloneEndWithZero() throws {
    try makeStore()
    #expect(try Command.git(store, "config", "gc.pruneExpire", "now").status == 0)
    let command = try ltm("doctor", "--store", store)
    #expect(command.status == 0)
    #expect(command.output.hasPrefix("warning  store.setting  gc.pruneExpire: is 'now'"))
    #expect(command.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: [["doctor", "--wrong"], ["doctor", "here"], ["doctor", "--store"]])
  func wrongUsageEndsWithTwo(arguments: [String]) throws {
    let command = try Command.run([try BuiltProgram.path("ltm")] + arguments)
    #expect(command.status == 2)
    #expect(command.output.isEmpty)
  }

  @Test func withoutGitTheObjectsAreReadAllTheSame() throws {
    try makeStore()
    let command = try ltm("doctor", "--store", store, "--deep", "--verbose", path: "/nowhere")
    #expect(command.status == 0)
    #expect(command.output.contains("warning  environment.git"))
    #expect(command.output.contains("objects that 1 references reach are whole"))
    #expect(!command.output.contains("store.fsck"))
  }

  @Test func aProgramWithoutItsModelsAndGrammarsSaysSo() throws {
    try makeStore()
    let program = directory.path("ltm")
    try FileManager.default.copyItem(atPath: try BuiltProgram.path("ltm"), toPath: program)
    let command = try Command.run(
      [program, "doctor", "--store", store], in: directory.path,
      environment: ["PATH": "/usr/bin:/bin", "HOME": directory.path])
    #expect(command.status == 1)
    for name in ["clauses.json", "changes.json", "fits.json"] {
      #expect(command.output.contains("error    environment.model     \(name): "), "\(command.output)")
    }
    #expect(command.output.contains("error    environment.grammars"))
  }

  private static let canMount =
    (try? Command.run(["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"]))?.status == 0

  /// Runs the doctor with the store on a file system of its own.
  private func doctorOnMount(_ mount: String, _ change: String) throws -> Command {
    try makeStore()
    let script = """
      mount -t tmpfs -o \(mount) none /mnt && cp -a "$1" /mnt/rules.git && \(change) && "$0" doctor --store /mnt/rules.git
      """
    return try Command.run(
      ["unshare", "-m", "sh", "-c", script, try BuiltProgram.path("ltm"), store], in: packageDirectory.path,
      environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": directory.path])
  }

  @Test(.enabled(if: canMount, "needs the right to mount"))
  func aFullDiskIsAnError() throws {
    let command = try doctorOnMount("size=1m", "true")
    #expect(command.status == 1)
    #expect(command.output.hasPrefix("error    store.space"), "\(command.output) \(command.errors)")
  }

  @Test(.enabled(if: canMount, "needs the right to mount"))
  func aDiskWithoutRoomForFilesIsAWarning() throws {
    let command = try doctorOnMount("size=1g,nr_inodes=500", "true")
    #expect(command.status == 0)
    #expect(command.output.contains("more files fit on its disk"), "\(command.output) \(command.errors)")
  }

  @Test(.enabled(if: canMount, "needs the right to mount"))
  func aReadOnlyDiskIsAnError() throws {
    let command = try doctorOnMount("size=1g", "mount -o remount,ro /mnt")
    #expect(command.status == 1)
    #expect(command.output.contains("mounted read-only"), "\(command.output) \(command.errors)")
  }
}
