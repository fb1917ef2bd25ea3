import SyntheticData

/// Writes labelled transcripts and tasks that a seeded generator made up.
package enum GenerateStage {
  /// Writes a suite into a directory that is empty or not there.
  ///
  /// - Throws: `SuiteError` when it cannot be written.
  package static func run(seed: UInt64, transcripts: Int, output: String) throws -> StageSummary {
    var generator = SyntheticDataGenerator(seed: seed)
    let suite = generator.generateSuite(transcripts: transcripts)
    try suite.write(to: output)
    return StageSummary(
      text:
        "\(suite.transcripts.count) transcripts with \(suite.statements.count) rules and \(suite.tasks.count) tasks "
        + "in \(output)")
  }
}
