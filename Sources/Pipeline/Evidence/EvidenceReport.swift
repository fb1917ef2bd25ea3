package import Rules

/// Whether what rules are said to come from is still there, source by source.
package struct EvidenceReport: Hashable, Sendable, Encodable {
  /// What became of the evidence of a source.
  package enum Status: String, Hashable, Sendable, Encodable, CaseIterable {
    /// The transcript has the words, and nothing in the message changed.
    case verified
    /// No input holds the transcript: nothing can be said, and nothing is wrong.
    case missingTranscript = "missing_transcript"
    /// The words are there, and the message around them is not as it was.
    case changed
    /// The transcript is there, and the segment or the words are not.
    case notThere = "not_there"
    /// The rule was stored without its words.
    case noEvidence = "no_evidence"

    /// Whether something is wrong with the evidence.
    package var isWrong: Bool { self == .changed || self == .notThere }
  }

  /// A source of a rule, and what became of it.
  package struct Source: Hashable, Sendable, Encodable {
    package var rule: RuleID
    package var transcript: String
    package var segment: Int
    package var line: Int?
    package var status: Status
    /// The file that settled it; nil where no input holds the transcript.
    package var file: String?
  }

  /// How many rules were looked at.
  package var rules = 0
  /// Every source of every rule, in order of the rules' ids.
  package var sources: [Source] = []
  /// Inputs, and rules in the store, that could not be read; the others were.
  package var problems: [InputProblem] = []

  /// How many sources have a status.
  package func count(_ status: Status) -> Int { sources.count { $0.status == status } }

  /// The transcripts that no input holds, in order.
  package var missingTranscripts: [String] {
    Set(sources.filter { $0.status == .missingTranscript }.map(\.transcript)).sorted()
  }

  /// Whether anything that was looked at is not as it was.
  package var isWrong: Bool { sources.contains { $0.status.isWrong } }

  enum CodingKeys: String, CodingKey {
    case rules, counts, sources, problems
    case missingTranscripts = "missing_transcripts"
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rules, forKey: .rules)
    let counts = Status.allCases.map { ($0.rawValue, count($0)) }
    try container.encode(Dictionary(uniqueKeysWithValues: counts), forKey: .counts)
    try container.encode(missingTranscripts, forKey: .missingTranscripts)
    try container.encode(sources, forKey: .sources)
    try container.encode(problems, forKey: .problems)
  }
}
