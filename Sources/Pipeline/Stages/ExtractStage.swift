import IngestionLedger
import RuleExtraction
package import Rules

/// Reads transcripts, and extracts candidate rules from them.
package struct ExtractStage: Sendable {
  /// What was read and found.
  package struct Outcome: Sendable {
    /// The candidates, transcript by transcript.
    package var candidates: [Rule] = []
    package var inputs = InputReport()
    /// Candidates that were dropped, by reason.
    package var dropped: [String: Int] = [:]
    /// Inputs that could not be read; the others were.
    package var problems: [InputProblem] = []
    /// Records that could not be read; the rest of their files was.
    package var records: [InputProblem] = []
    /// What went wrong without stopping the work.
    package var warnings: [String] = []
    /// Whether every file was read before the user asked to stop.
    package var isComplete = true

    /// Brings together what other processes extracted.
    ///
    /// - Parameters:
    ///   - gathered: in any order; a file that is named twice counts once.
    ///   - problems: what of it could not be read.
    init(gathered: [ExtractedFile], problems: [InputProblem]) {
      // By bytes: two names that are equal to a string may be two files.
      let byPath = Dictionary(gathered.map { (Array($0.file.utf8), $0) }, uniquingKeysWith: { first, _ in first })
      for (_, file) in byPath.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) { add(file) }
      self.problems = problems + self.problems
    }

    init() {}

    private var statements = StatementIndex()

    /// Takes what the next file gave, in the order of their paths.
    mutating func add(_ file: ExtractedFile) {
      inputs += file.inputs
      dropped.merge(file.dropped, uniquingKeysWith: +)
      if let problem = file.problem { problems.append(problem) }
      records += file.records
      for candidate in file.candidates {
        if let fresh = statements.fresh(candidate) {
          candidates.append(fresh)
        } else {
          dropped["said_in_another_copy", default: 0] += 1
        }
      }
    }
  }

  private let extractor: RuleExtractor

  /// - Parameter isForReview: finds also what is only sure enough to wait for a person.
  /// - Throws: what ``PipelineConfiguration/makeExtractor(isForReview:)`` throws.
  package init(_ configuration: PipelineConfiguration, isForReview: Bool = false) throws {
    extractor = try configuration.makeExtractor(isForReview: isForReview)
  }

  /// Reads files and directories; `-` is standard input.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package func run(_ inputs: [String], _ environment: RunEnvironment) throws(PipelineError) -> Outcome {
    try run(TranscriptInputs(inputs), environment)
  }

  private func run(_ inputs: TranscriptInputs, _ environment: RunEnvironment) throws(PipelineError) -> Outcome {
    let outcome = extract(inputs, environment)
    guard outcome.isComplete else { throw .interrupted }
    return outcome
  }

  /// Reads files and directories until all are read or the user asks to stop.
  ///
  /// - Parameter known: what earlier runs read, and where this one notes what it reads.
  func extract(_ inputs: TranscriptInputs, knowing known: KnownFiles? = nil, _ environment: RunEnvironment) -> Outcome {
    var extractor = self.extractor
    if let known { extractor = extractor.remembering(known) }
    let reader = FileExtractor(extractor: extractor)
    let reading = inputs.fold(into: Outcome(), environment) { [extractor] file in
      if let extracted = known?.extracted(file) { return extracted }
      let extracted = reader.extract(file)
      // A warning is about a language model that could not be asked: the next run asks again.
      if extractor.warnings.isEmpty { known?.note(extracted, of: file) }
      return extracted
    } _: {
      $0.add($1)
    }
    var outcome = reading.state
    outcome.isComplete = reading.isComplete
    outcome.inputs.otherFiles += inputs.skipped
    outcome.problems = inputs.problems + outcome.problems
    outcome.warnings = extractor.warnings
    if let failure = known?.settle(inputs.files) { outcome.warnings.append(failure.description) }
    outcome.warnings.forEach(environment.warn)
    return outcome
  }

  /// Reads transcripts, and writes candidates, one a line.
  ///
  /// - Parameter files: paths of files that somebody else found; they take the place of the inputs.
  /// - Throws: ``PipelineError``.
  package func run(
    inputs: [String], files: [String]? = nil, output: String, _ environment: RunEnvironment
  ) throws(PipelineError) -> StageSummary {
    let outcome = try run(files.map(TranscriptInputs.init(paths:)) ?? TranscriptInputs(inputs), environment)
    try JSONFiles.writeLines(outcome.candidates, to: output)
    return StageSummary(
      text: "\(outcome.inputs.transcripts) transcripts, \(outcome.inputs.userSegments) messages: "
        + "\(outcome.candidates.count) candidates",
      problems: outcome.problems)
  }

  /// Reads transcripts, and writes what each file gave, one a line: another process brings it together.
  ///
  /// - Parameter files: paths of files that somebody else found; they take the place of the inputs.
  /// - Throws: ``PipelineError``.
  package func run(
    byFile inputs: [String], files: [String]? = nil, output: String, _ environment: RunEnvironment
  ) throws(PipelineError) -> StageSummary {
    let found = files.map(TranscriptInputs.init(paths:)) ?? TranscriptInputs(inputs)
    let reader = FileExtractor(extractor: extractor)
    let (extracted, isComplete) = found.fold(into: [], environment, { reader.extract($0) }, { $0.append($1) })
    guard isComplete else { throw .interrupted }
    try JSONFiles.writeLines(extracted, to: output)
    return StageSummary(
      text: "\(extracted.count) files", problems: found.problems + extracted.compactMap(\.problem))
  }
}
