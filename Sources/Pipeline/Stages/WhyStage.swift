package import RuleStore
package import Rules
import Transcripts

/// Explains a rule from the store's history and from the transcripts that are still there.
package struct WhyStage: Sendable {
  /// What is looked at.
  package struct Places: Sendable {
    /// Paths of files and directories; `-` is standard input. None shows what the store knows alone.
    package var inputs: [String]
    /// How many turns are shown before and after a statement.
    package var context: Int

    package init(inputs: [String] = [], context: Int = 2) {
      self.inputs = inputs
      self.context = context
    }
  }

  private let places: Places
  private let environment: RunEnvironment

  package init(_ places: Places, _ environment: RunEnvironment) {
    self.places = places
    self.environment = environment
  }

  /// Explains a rule.
  ///
  /// - Parameters:
  ///   - rule: as the store holds or held it.
  ///   - log: the commits that touched it, the latest first.
  /// - Throws: ``PipelineError/interrupted``.
  package func run(_ rule: Rule, log: [LogEntry]) throws(PipelineError) -> RuleExplanation {
    var explanation = RuleExplanation(
      rule: rule, isHeld: log.first.map { !$0.difference.removed.map(\.id).contains(rule.id) } ?? true,
      statements: rule.sources.map { source in
        RuleExplanation.Statement(source: source, status: source.hash == nil ? .noEvidence : .missingTranscript)
      },
      history: log.reversed().map { RuleExplanation.Event($0, about: rule.id) })
    guard !places.inputs.isEmpty else { return explanation }
    let indexes = Dictionary(grouping: rule.sources.indices, by: { rule.sources[$0].transcript })
    explanation.problems = try TranscriptInputs(places.inputs).forEach(environment) { file, reading in
      for transcript in reading.transcripts {
        guard let own = indexes.sources(of: transcript) else { continue }
        var checker = SourceChecker(transcript)
        for index in own {
          let (source, found) = (rule.sources[index], checker.check(rule.sources[index]))
          let known = explanation.statements[index]
          guard known.conversation == nil || found.status.settles(known.status) else { continue }
          explanation.statements[index].status = found.status
          let place = found.segment ?? source.segment
          guard transcript.segments.indices.contains(place) else { continue }
          explanation.statements[index].conversation = Conversation(
            file: file, of: transcript, around: place, turns: places.context,
            stating: found.segment == nil ? nil : source.range)
        }
      }
    }.problems
    return explanation
  }
}

extension RuleExplanation.Event {
  fileprivate init(_ entry: LogEntry, about rule: RuleID) {
    self.init(
      revision: entry.revision, time: entry.time, author: entry.author, kind: entry.kind(of: rule),
      subject: entry.subject.onOneLine, run: entry.run)
  }
}

extension LogEntry {
  /// What kind of change the commit was to one of its rules: one that is replaced is removed.
  fileprivate func kind(of rule: RuleID) -> RuleChange.Kind {
    difference.removed.map(\.id).contains(rule) ? .remove : kind
  }
}
