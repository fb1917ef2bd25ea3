import FoundationEssentials
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
  }

  private let extractor: RuleExtractor

  /// - Throws: `ExtractionError` when a pattern is not valid.
  package init(_ configuration: PipelineConfiguration) throws {
    extractor = try configuration.makeExtractor()
  }

  /// Reads files and directories; `-` is standard input.
  ///
  /// - Throws: ``PipelineError/interrupted``.
  package func run(_ inputs: [String], _ environment: RunEnvironment) throws(PipelineError) -> Outcome {
    var outcome = Outcome()
    var statements = StatementIndex()
    let walk = TranscriptWalk(inputs.filter { $0 != "-" })
    outcome.problems = walk.errors.map(InputProblem.init)
    outcome.inputs.otherFiles = walk.skipped.values.reduce(0, +)
    let files = (inputs.contains("-") ? ["-"] : []) + walk.files
    for (index, file) in files.enumerated() {
      try environment.checkInterruption()
      environment.progress("transcripts", index + 1, files.count)
      do throws(TranscriptError) {
        let reading = try Self.read(file)
        outcome.inputs.add(reading)
        for transcript in reading.transcripts { extract(transcript, &statements, into: &outcome) }
      } catch  where error.isSkip {
        outcome.inputs.otherFiles += 1
      } catch {
        outcome.problems.append(InputProblem(error))
      }
    }
    return outcome
  }

  private static func read(_ file: String) throws(TranscriptError) -> TranscriptReading {
    guard file == "-" else { return try TranscriptReaders.standard.read(path: file) }
    let data: Data
    do {
      data = try JSONFiles.read("-")
    } catch {
      throw .unreadable(path: "-", reason: "standard input cannot be read")
    }
    return try TranscriptReaders.standard.read(data, name: "stdin")
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
