import RuleExtraction
package import Rules
import Transcripts

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
    /// What went wrong without stopping the work.
    package var warnings: [String] = []
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
    var outcome = Outcome()
    var statements = StatementIndex()
    let read = try TranscriptInputs(inputs).forEach(environment) { _, reading in
      outcome.inputs.add(reading)
      for transcript in reading.transcripts { extract(transcript, &statements, into: &outcome) }
    }
    outcome.inputs.otherFiles = read.otherFiles
    outcome.problems = read.problems
    outcome.warnings = extractor.warnings
    outcome.warnings.forEach(environment.warn)
    return outcome
  }

  private func extract(_ transcript: Transcript, _ statements: inout StatementIndex, into outcome: inout Outcome) {
    let extraction = extractor.extract(from: transcript, observe: CodeObserver(transcript).observe)
    outcome.inputs.userSegments += extraction.segments
    outcome.dropped.merge(extraction.dropped, uniquingKeysWith: +)
    for candidate in extraction.rules {
      if let fresh = statements.fresh(candidate) {
        outcome.candidates.append(fresh)
      } else {
        outcome.dropped["said_in_another_copy", default: 0] += 1
      }
    }
  }

  /// Reads transcripts, and writes candidates, one a line.
  ///
  /// - Throws: ``PipelineError``.
  package func run(
    inputs: [String], output: String, _ environment: RunEnvironment
  ) throws(PipelineError) -> StageSummary {
    let outcome = try run(inputs, environment)
    try JSONFiles.writeLines(outcome.candidates, to: output)
    return StageSummary(
      text: "\(outcome.inputs.transcripts) transcripts, \(outcome.inputs.userSegments) messages: "
        + "\(outcome.candidates.count) candidates",
      problems: outcome.problems)
  }
}
