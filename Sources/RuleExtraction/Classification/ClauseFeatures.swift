import Glibc

/// What a classifier sees of one clause: what the grammar noticed, some numbers, and the meaning as a vector.
struct ClauseFeatures: Hashable, Sendable {
  /// Indices into ``names`` of what was noticed, ascending.
  var flags: [Int] = []
  /// Lengths, squeezed so that they are of the order of one: of the clause, its message, and the number of clauses.
  var lengths: [Float] = []
  /// The sentence embedding of the clause; empty where it was not worth computing.
  var embedding: [Float] = []

  /// How many lengths there are.
  static let lengthCount = 3

  /// What a clause may show, in a fixed order.
  static let names: [String] =
    Evidence.Feature.allCases.map { "evidence.\($0.rawValue)" } + Cue.allCases.map { "cue.\($0)" }
    + Reading.Frame.allCases.map { "frame.\($0.rawValue)" } + ["question", "exclamation", "carries_nothing"]

  private static let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  init(flags: [Int], lengths: [Float], embedding: [Float]) {
    self.flags = flags
    self.lengths = lengths
    self.embedding = embedding
  }

  /// - Parameters:
  ///   - clauses: how many clauses the message has.
  ///   - evidence: what speaks for and against the clause.
  init(_ passage: MessageReader.Passage, evidence: Evidence, clauses: Int) {
    let reading = passage.reading
    var found = evidence.features.map { "evidence.\($0.rawValue)" } + reading.cues.map { "cue.\($0)" }
    found.append("frame.\(reading.frame.rawValue)")
    if reading.isQuestion { found.append("question") }
    if reading.isExclamation { found.append("exclamation") }
    if reading.frame != .none, !reading.saysSomething { found.append("carries_nothing") }
    flags = found.compactMap { Self.indices[$0] }.sorted()
    lengths = [passage.clause.tokens.count, passage.surroundings.words, clauses].map { log1pf(Float($0)) / 4 }
  }
}
