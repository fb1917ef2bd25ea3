import Glibc
import LogisticModels

/// What a classifier sees of two neighbouring clauses, to tell whether they state one directive together: a wish and
/// its reason, a fact and what follows from it, a wish that goes on in the next sentence.
enum NeighbourFeatures {
  /// What may be noticed, in a fixed order.
  static let names: [String] =
    ["same_sentence", "points_back", "question", "ground"] + openers.map { "opens.\($0)" }
    + Reading.Frame.allCases.flatMap { ["left.frame.\($0.rawValue)", "right.frame.\($0.rawValue)"] }
    + Cue.allCases.flatMap { ["left.\($0)", "right.\($0)"] }

  /// How many measures there are: both lengths, and how alike the two are.
  static let measureCount = 3

  /// Words with which a clause may go on with the one before.
  private static let openers = [
    "and", "so", "but", "because", "since", "also", "not", "never", "no", "it", "that", "they", "only", "except",
    "unless", "then", "otherwise", "we", "i", "you", "the", "don't",
  ]
  private static let pointers: Set<String> = ["it", "them", "that", "this", "those", "these", "there", "same", "one"]
  private static let indices = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })

  /// The features of a clause and the one after it, each with its embedding.
  static func features(
    of left: (passage: MessageReader.Passage, embedding: [Float]),
    _ right: (passage: MessageReader.Passage, embedding: [Float])
  ) -> LinearModel.Features {
    let words = right.passage.clause.tokens.filter(\.isWord).map(\.form)
    var found = [
      "left.frame.\(left.passage.reading.frame.rawValue)", "right.frame.\(right.passage.reading.frame.rawValue)",
    ]
    found += left.passage.reading.cues.map { "left.\($0)" } + right.passage.reading.cues.map { "right.\($0)" }
    if left.passage.sentence == right.passage.sentence { found.append("same_sentence") }
    if words.contains(where: pointers.contains) { found.append("points_back") }
    if right.passage.reading.isQuestion || left.passage.reading.isQuestion { found.append("question") }
    if !right.passage.clause.ground.isEmpty { found.append("ground") }
    if let first = words.first, openers.contains(first) { found.append("opens.\(first)") }
    return LinearModel.Features(
      flags: Set(found.compactMap { indices[$0] }).sorted(),
      measures: [left, right].map { log1pf(Float($0.passage.clause.tokens.count)) / 4 }
        + [zip(left.embedding, right.embedding).reduce(0) { $0 + $1.0 * $1.1 }],
      embedding: left.embedding + right.embedding)
  }
}
