import FoundationEssentials
import RuleExtraction
package import RuleStore
import Rules

/// Learns from what people said of rules, and keeps it in the store as a commit like any other.
package struct LearnStage: Sendable {
  /// What was learned.
  package struct Outcome: Sendable {
    package var settings: LearnedSettings
    package var report: LearningReport
    /// The commit that holds it; nil where nothing was committed.
    package var revision: RevisionID?
  }

  private let configuration: PipelineConfiguration
  private let store: GitRuleStore

  /// - Parameter configuration: as it is without anything learned: the same history gives the same settings.
  package init(_ configuration: PipelineConfiguration, _ store: GitRuleStore) {
    self.configuration = configuration
    self.store = store
  }

  /// Fits and measures.
  ///
  /// - Throws: `RuleStoreError`, `ExtractionError` when the model is missing.
  package func learn() throws -> Outcome {
    let labels = try ReviewLabel.all(in: store)
    let (settings, report) = try Recalibration.run(labels, configuration) {
      configuration.extraction.method == .model ? ClauseTuner(try ClauseClassifier.load()) : nil
    }
    return Outcome(settings: settings, report: report)
  }

  /// Commits what was learned: to the rules, or to the proposals where nothing may reach the rules unreviewed.
  ///
  /// - Parameter isAgain: also where a person took settings back.
  /// - Throws: `RuleStoreError`.
  package func commit(_ outcome: inout Outcome, isAgain: Bool, in run: RunContext) throws {
    guard !outcome.settings.isEmpty else {
      return outcome.report.notes.append("nothing was learned that does better: nothing is written")
    }
    let isProposing = configuration.store.review == .required
    if isProposing { try store.updateProposals(in: run) }
    let branch = store.on(isProposing ? .proposals : .main)
    if !isAgain, let revision = try branch.settingsChangeOfPerson() {
      return outcome.report.notes.append(
        "a person took the settings back or changed them in \(revision.short): nothing is written; '--again' does")
    }
    let rows = outcome.report.rows.map { row in
      "\(row.name): \(row.before.fixed(decimals: 4)) -> \(row.after.fixed(decimals: 4))\(row.isUsed ? "" : " (not used)")"
    }
    outcome.revision = try branch.commitSettings(
      Array(try CanonicalJSON.file(outcome.settings)),
      subject: "Learn from \(outcome.report.labels.values.reduce(0, +)) reviewed rules",
      body: ["Cross-validated over what was said together; configured -> learned:"] + rows, in: run)
    if outcome.revision == nil { outcome.report.notes.append("the store has these settings already") }
  }

  /// Brings the settings that were proposed to the rules.
  ///
  /// - Returns: the commit; nil where nothing is proposed.
  /// - Throws: `RuleStoreError`, ``PipelineError/unreadable(file:reason:)`` for settings that cannot be used.
  package func accept(in run: RunContext) throws -> RevisionID? {
    guard let bytes = try store.proposals.settings() else { return nil }
    let settings = try LearnedSettings.read(from: store.proposals)
    let count = settings?.labels.values.reduce(0, +) ?? 0
    let revision = try store.on(.main).commitSettings(
      bytes, subject: "Accept what was learned", body: ["From \(count) reviewed rules."], in: run)
    try store.updateProposals(in: run)
    return revision
  }

  /// Writes `learned.json` and `learning.json`, the settings and what was measured, into a directory.
  ///
  /// - Throws: ``PipelineError``.
  package static func write(_ outcome: Outcome, to directory: String) throws(PipelineError) {
    try JSONFiles.createDirectory(directory)
    try JSONFiles.write(outcome.settings, to: "\(directory)/learned.json")
    try JSONFiles.write(outcome.report, to: "\(directory)/learning.json")
  }
}
