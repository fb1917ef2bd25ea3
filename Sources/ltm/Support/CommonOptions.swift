import ArgumentParser
import Foundation
import Pipeline
import RuleStore
import Rules

/// What every stage needs.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration file.", discussion: "Without one, the built-in values hold.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var config: String?

  @Flag(name: .shortAndLong, help: "Show no progress and no summary.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "How progress is shown on standard error: as a line that is drawn anew, on a terminal only; as lines for a log, "
        + "at most one a minute; or not at all.", valueName: "mode"))
  var progress = ProgressMode.auto

  /// The configuration.
  ///
  /// - Throws: `ConfigurationError`.
  func configuration() throws -> PipelineConfiguration {
    try config.map { try PipelineConfiguration(file: $0) } ?? PipelineConfiguration()
  }

  /// The configuration, with a method of extraction in place of its own.
  ///
  /// - Throws: `ConfigurationError`.
  func configuration(method: ExtractionMethod?) throws -> PipelineConfiguration {
    var configuration = try configuration()
    if let method { configuration.extraction.method = method }
    return configuration
  }

  /// The store, with the configured author and signature.
  ///
  /// - Throws: `ConfigurationError`, `RuleStoreError`.
  func openStore(_ place: StoreOptions, create: Bool = false) throws -> GitRuleStore {
    try configuration().openStore(place.store, create: create)
  }

  /// Runs a body that is told the time and reports progress.
  func perform<Value>(_ body: (RunEnvironment) throws -> Value) throws -> Value {
    let start = ContinuousClock.now
    let elapsed: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
    let line = ProgressLine(quiet ? .none : progress, elapsed: elapsed)
    defer { line.close() }
    return try body(
      RunEnvironment(
        now: try Clock.now(), isInterrupted: { Interruption.isRequested }, progress: line.show, elapsed: elapsed,
        warn: { warning in line.makingRoom { Console.error("ltm: warning: \(warning)") } }))
  }

  /// Tells a person what was done, and names the inputs that could not be used.
  ///
  /// - Throws: ``ExitStatus/someInputsUnreadable`` when there are any.
  func finish(_ summary: StageSummary) throws {
    if !quiet { Console.error(summary.text) }
    try finish(problems: summary.problems)
  }

  /// Names the inputs that could not be used.
  ///
  /// - Throws: ``ExitStatus/someInputsUnreadable`` when there are any.
  func finish(problems: [InputProblem]) throws {
    for problem in problems { Console.error("ltm: warning: \(problem)") }
    if !problems.isEmpty { throw ExitStatus.someInputsUnreadable }
  }
}

/// How rules are told from other speech.
struct MethodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How rules are told from other speech: the trained model; the patterns and some words, as a baseline; or the "
        + "model with a language model on what it doubts. (default: the configuration's)"))
  var method: ExtractionMethod?
}

extension ExtractionMethod: ExpressibleByArgument {}

/// Where the rules are.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The bare git repository that holds the rules.", valueName: "path"), completion: .directory)
  var store = "store/rules.git"
}

/// The one clock.
enum Clock {
  /// The time of the run: `SOURCE_DATE_EPOCH` where it is set (<https://reproducible-builds.org/specs/source-date-epoch/>).
  ///
  /// - Throws: `ValidationError` when it is no number of seconds.
  static func now() throws -> Timestamp {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty else {
      return Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    }
    guard let seconds = Int64(text), (0...253_402_300_799).contains(seconds) else {
      throw ValidationError("SOURCE_DATE_EPOCH is not a number of seconds since 1970 before the year 10000")
    }
    return Timestamp(seconds: seconds)
  }
}

extension RunContext {
  /// The context of a run at a time.
  init(_ environment: RunEnvironment) { self.init(id: environment.now.description, time: environment.now) }
}
