import Glibc
import LogisticModels

/// What a classifier sees of one clause: what the grammar noticed, and lengths; its embedding is added where it is worth
/// computing.
enum ClauseFeatures {
  /// How many lengths there are.
  static let lengthCount = 3

  /// What a clause may show, in a fixed order.
  static let names: [String] =
    Evidence.Feature.allCases.map { "evidence.\($0.rawValue)" } + Cue.allCases.map { "cue.\($0)" }
    + Reading.Frame.allCases.map { "frame.\($0.rawValue)" } + ["question", "exclamation", "carries_nothing"]

  private static let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  /// The features of a clause.
  ///
  /// - Parameters:
  ///   - clauses: how many clauses the message has.
  ///   - evidence: what speaks for and against the clause.
  static func features(
    of passage: MessageReader.Passage, evidence: Evidence, clauses: Int
  ) -> LinearModel.Features {
    let reading = passage.reading
    var found = evidence.features.map { "evidence.\($0.rawValue)" } + reading.cues.map { "cue.\($0)" }
    found.append("frame.\(reading.frame.rawValue)")
    if reading.isQuestion { found.append("question") }
    if reading.isExclamation { found.append("exclamation") }
    if reading.frame != .none, !reading.saysSomething { found.append("carries_nothing") }
    return LinearModel.Features(
      flags: found.compactMap { indices[$0] }.sorted(),
      // Squeezed, so that they are of the order of one.
      measures: [passage.clause.tokens.count, passage.surroundings.words, clauses].map { log1pf(Float($0)) / 4 })
  }
}
