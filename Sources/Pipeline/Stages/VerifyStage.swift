package import Rules
import Transcripts

/// Compares the evidence of rules with the transcripts that are still there.
package enum VerifyStage {
  /// Checks every source of every rule. Each input is read once.
  ///
  /// Where several inputs hold a transcript of the same id, such as copies, the one that settles it best counts.
  ///
  /// - Parameters:
  ///   - rules: in order of id.
  ///   - inputs: paths of files and directories; `-` is standard input.
  /// - Throws: ``PipelineError/interrupted``.
  package static func run(
    _ rules: [Rule], inputs: [String], _ environment: RunEnvironment
  ) throws(PipelineError) -> EvidenceReport {
    let sources = rules.flatMap(\.sources)
    var report = EvidenceReport(rules: rules.count)
    for rule in rules {
      report.sources += rule.sources.map { source in
        EvidenceReport.Source(
          rule: rule.id, transcript: source.transcript, segment: source.segment, line: source.line,
          status: source.hash == nil ? .noEvidence : .missingTranscript)
      }
    }
    let places = Dictionary(grouping: sources.indices, by: { sources[$0].transcript })
    report.problems = try TranscriptInputs(inputs).forEach(environment) { file, reading in
      for transcript in reading.transcripts {
        guard let own = places.sources(of: transcript) else { continue }
        var checker = SourceChecker(transcript)
        for place in own {
          let status = checker.check(sources[place]).status
          guard report.sources[place].file == nil || status.settles(report.sources[place].status) else { continue }
          report.sources[place].status = status
          report.sources[place].file = file
        }
      }
    }.problems
    return report
  }
}

extension EvidenceReport.Status {
  /// Whether this is the better news of two about the same source.
  func settles(_ other: Self) -> Bool {
    let order: [Self] = [.verified, .changed, .notThere, .noEvidence, .missingTranscript]
    return (order.firstIndex(of: self) ?? 0) < (order.firstIndex(of: other) ?? 0)
  }
}
