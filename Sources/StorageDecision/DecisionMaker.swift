package import Rules

/// Brings together what several transcripts said, and decides which wishes are kept for good.
package struct DecisionMaker: Sendable {
  /// How alike two descriptions are in meaning, −1…1, such as the cosine of their embeddings; nil where it is not known.
  package typealias Similarity = @Sendable (_ left: String, _ right: String) -> Double?

  /// The embedding of a text; empty where there is none.
  package typealias Embedding = @Sendable (_ text: String) -> [Float]

  /// What is known before the candidates are looked at.
  package struct Memory: Sendable {
    /// The rules that hold now.
    package var stored: [Rule]
    /// Rules that held once and were replaced or taken back; what they were learned from is not learned again.
    package var retired: [Rule]
    /// The candidates that wait for a person: their evidence counts.
    package var waiting: [Rule]
    /// Candidates that waited once and were taken back or contradicted.
    package var withdrawn: [Rule]
    /// Rules to which a person said no: they stay away, whatever is said again.
    package var rejected: [Rule]
    /// What was said of wishes that are neither stored nor wait: too little yet, or too little since they ended.
    package var evidence: [Rule]
    /// Of the evidence, and of the candidates of which no source has a time, what goes unless this run meets it.
    package var expired: Set<RuleID>
    /// What people did to rules, wherever these are or were.
    package var people: [RuleID: PeoplesPart] = [:]
    /// Candidates that cannot wait any more: their files are what the branch of the rules has in common with theirs.
    package var promoted: Set<RuleID> = []
    /// A candidate that has waited for too long waits on when it was said since this; nil for no limit.
    package var waitsSince: Timestamp?
    /// Candidates that waited for too long, and when they went: they wait again when they are said after that.
    package var lapsed: [RuleID: Timestamp] = [:]

    package init(
      stored: [Rule] = [], retired: [Rule] = [], waiting: [Rule] = [], withdrawn: [Rule] = [], rejected: [Rule] = [],
      evidence: [Rule] = [], expired: Set<RuleID> = []
    ) {
      self.stored = stored
      self.retired = retired
      self.waiting = waiting
      self.withdrawn = withdrawn
      self.rejected = rejected
      self.evidence = evidence
      self.expired = expired
    }
  }

  /// The decisions, and what they change.
  package struct Outcome: Sendable {
    /// One for each separate wish, in the order in which they were first stated.
    package var decisions: [DecidedRule]
    /// In order of time: played over the stored rules they give the rules that hold now.
    package var changes: [PlannedChange]
    /// What becomes of the candidates that wait, in order of id.
    package var waitingChanges: [WaitingChange]
    /// What becomes of the evidence, in order of id.
    package var evidenceChanges: [WaitingChange]
  }

  private let scorer: Scorer
  private let similarity: Similarity?
  private let changes: ChangeJudge?

  /// - Parameters:
  ///   - bounds: from where on a wish is stored, and from where on it waits.
  ///   - calibration: what a score is worth.
  ///   - sureness: what a rule's confidence is worth.
  ///   - similarity: helps to see the same wish in other words.
  ///   - changes: helps to see which wish a later statement ends.
  package init(
    weights: CriteriaWeights = CriteriaWeights(), bounds: DecisionBounds = DecisionBounds(),
    calibration: ScoreCalibration = .identity, sureness: ConfidenceCalibration = .identity,
    similarity: Similarity? = nil, changes: ChangeJudge? = nil
  ) {
    scorer = Scorer(weights: weights, bounds: bounds, calibration: calibration, sureness: sureness)
    self.similarity = similarity
    self.changes = changes
  }

  /// Decides on candidates.
  ///
  /// - Parameters:
  ///   - candidates: as extraction found them, in any order; the same wish may occur many times.
  ///   - stored: the rules that hold now.
  ///   - retired: rules that held once and were replaced or taken back; what they were learned from is not learned again.
  package func decide(_ candidates: [Rule], stored: [Rule] = [], retired: [Rule] = []) -> Outcome {
    decide(candidates, given: Memory(stored: stored, retired: retired))
  }

  /// Decides on candidates, given what the store remembers.
  package func decide(_ candidates: [Rule], given memory: Memory) -> Outcome {
    var ledger = Ledger(scorer: scorer, memory: memory, similarity: similarity, changes: changes)
    ledger.note(sessionsOf: candidates)
    for candidate in candidates.sorted(by: Rule.wasStated) { ledger.enter(candidate) }
    return ledger.outcome
  }
}
