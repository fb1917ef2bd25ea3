import ArgumentParser
import Pipeline
import RuleStore
import Rules

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check every rule's evidence against the transcripts that are still there.",
    discussion: """
      A rule keeps the words with which it was stated, and a hash of the message. Reads each input once, and says of \
      every source of every stored rule what it is:

      verified: the transcript has the message as it was.
      missing transcript: no input holds it. That is said, and is no error.
      changed: the words are there, and the message around them is not as it was.
      not there: the transcript is there, and the words are not.
      no evidence: the rule was stored without its words.

      Ends with 0 when nothing is wrong, and with 1 when something changed or is not there.

      Example: ltm verify --store ~/rules.git --input ~/.claude/projects --input ~/.codex/sessions
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var place: StoreOptions
  @Option(
    help: ArgumentHelp("A transcript or a directory of them; may be given several times.", valueName: "path"),
    completion: .file())
  var input: [String] = []
  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    _ = try common.configuration()
    let store = try GitRuleStore(path: place.store)
    let snapshot = try store.snapshot(at: nil)
    var report = try common.perform { try VerifyStage.run(snapshot.rules, inputs: input, $0) }
    report.problems += snapshot.problems.map { InputProblem(file: "\(place.store):\($0.path)", reason: $0.reason) }
    if json {
      try JSONFiles.write(report, to: "-")
    } else {
      for line in EvidenceText.table(report) { try Console.print(line) }
    }
    if !common.quiet { for line in EvidenceText.summary(report) { Console.error(line) } }
    if report.isWrong {
      for problem in report.problems { Console.error("ltm: warning: \(problem)") }
      throw ExitStatus.failure
    }
    try common.finish(problems: report.problems)
  }
}
