import ArgumentParser
import Foundation
import Pipeline

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is wrong with store, ledger, configuration and machine, and mend it.",
    discussion: """
      Looks at everything that a run needs, changes nothing, and says of each thing that is wrong how to mend it: one \
      line each, '--verbose' also says what is well. '--deep' reads every object of the store too, and lets 'git fsck' do so.

      With '--fix' it mends what it can, under the store's lock: it removes what killed processes left (older than ten \
      minutes) and damaged ledgers, restores a lost HEAD and branches that a power failure emptied from their reflogs, \
      moves damaged objects to ltm-damaged in the store, makes missing indexes, repacks, and commits rule files in \
      their canonical form. What people said or wrote is never taken away, and history is not rewritten.

      Ends with 0 when all is well or only warnings remain, and with 1 when errors do.

      Example: ltm doctor --store ~/rules.git --input ~/.claude/projects --fix
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Option(help: ArgumentHelp("The directory for the report of a run.", valueName: "dir"), completion: .directory)
  var output: String?
  @Flag(help: "Mend what can be mended.")
  var fix = false
  @Flag(help: "Read every object of the store.")
  var deep = false
  @Flag(help: "Say what is well too.")
  var verbose = false
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let places = Doctor.Places(
      store: Self.withoutSlash(place.store), configuration: common.config, inputs: input, output: output,
      home: ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory())
    let report = try common.perform { environment in
      // Not SOURCE_DATE_EPOCH: the ages of files are real.
      let doctor = Doctor(places, isDeep: deep, clock: Int64(Date().timeIntervalSince1970), environment)
      return fix ? try doctor.mend() : try doctor.examine()
    }
    if json {
      try JSONFiles.write(report, to: "-")
    } else {
      for line in DoctorText.lines(report, isVerbose: verbose) { try Console.print(line) }
    }
    if !common.quiet { Console.error(DoctorText.summary(report)) }
    if report.isWrong { throw ExitStatus.failure }
  }

  private static func withoutSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
