import ArgumentParser
import Pipeline
import RuleStore

/// The command line: parses, resolves the configuration, runs, and turns the outcome into an exit code.
@main
struct LTM: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ltm",
    abstract: "Learn the rules that people tell their coding assistants, and keep them in git.",
    discussion: """
      The nightly job is 'ltm run': it reads transcripts, extracts what the user asked for as a standing rule, decides \
      what is worth keeping, commits each rule to a bare git repository, applies the rules to tasks, and measures how \
      outputs drift from revision to revision. Each stage is a command of its own too.

      Data goes to standard output, everything else to standard error. '-' as a file means standard input or output. \
      Times come from SOURCE_DATE_EPOCH where it is set, so that a run can be repeated to the byte.

      Exit codes: 0 done; 1 failed, or evidence that is no longer as it was; 2 wrong usage or configuration; 3 done, \
      but some inputs were unreadable; 4 another run holds the store's lock; 130 interrupted.
      """,
    version: ltmVersion,
    subcommands: [
      RunCommand.self, SourcesCommand.self, ExtractCommand.self, DecideCommand.self, StoreCommand.self,
      RetrieveCommand.self, DriftCommand.self, RulesCommand.self, UndoSessionCommand.self, ReviewCommand.self,
      LearnCommand.self, SyncCommand.self, MergeDriverCommand.self, WhyCommand.self, VerifyCommand.self,
      DoctorCommand.self, ClassifyCommand.self, TrainCommand.self, GenerateCommand.self, EvaluateCommand.self,
    ])

  static func main() {
    ProcessMemory.settle()
    Interruption.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      ExitStatus.exit(after: error)
    }
  }
}
