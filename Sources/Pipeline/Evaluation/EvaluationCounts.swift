import Rules
package import Telemetry

/// Of things that were to be found: how many were, how many were made in all, and how many there are.
package struct Hits: Hashable, Sendable {
  package var hit = 0
  package var made = 0
  package var gold = 0

  package init(hit: Int = 0, made: Int = 0, gold: Int = 0) {
    self.hit = hit
    self.made = made
    self.gold = gold
  }

  /// Precision, recall and F1 with four decimals.
  package var scores: ClassificationScores {
    var scores = ClassificationScores(truePositives: hit, falsePositives: made - hit, falseNegatives: gold - hit)
    scores.precision = scores.precision.fourDecimals
    scores.recall = scores.recall.fourDecimals
    scores.f1 = scores.f1.fourDecimals
    return scores
  }

  var precision: Double { made > 0 ? Double(hit) / Double(made) : 0 }
  var recall: Double { gold > 0 ? Double(hit) / Double(gold) : 0 }
  var f1: Double { made + gold > 0 ? 2 * Double(hit) / Double(made + gold) : 0 }

  static func += (left: inout Hits, right: Hits) {
    left.hit += right.hit
    left.made += right.made
    left.gold += right.gold
  }
}

/// What was counted in one transcript or for one task: every figure is made of sums of these.
struct EvaluationCounts: Hashable, Sendable {
  /// Candidates against what a person found.
  var rules = Hits()
  /// Matched candidates with the right action type.
  var sameType = 0
  /// The user's segments by label.
  var persistent = Hits()
  var shortTerm = Hits()
  var irrelevant = Hits()
  /// Matched wishes, and those that were decided on as a person did.
  var decided = 0
  var decidedAlike = 0
  /// What is in the store at the end against what should be.
  var stored = Hits()
  var supersededStillLive = 0
  /// Rules that the stages stored and applied to tasks, against those that must be applied.
  var applied = Hits()

  /// The counts of the segments with a label.
  subscript(label: SegmentLabel) -> Hits {
    get {
      switch label {
      case .persistent: persistent
      case .shortTerm: shortTerm
      case .irrelevant: irrelevant
      }
    }
    set {
      switch label {
      case .persistent: persistent = newValue
      case .shortTerm: shortTerm = newValue
      case .irrelevant: irrelevant = newValue
      }
    }
  }

  static func += (left: inout EvaluationCounts, right: EvaluationCounts) {
    left.rules += right.rules
    left.sameType += right.sameType
    left.persistent += right.persistent
    left.shortTerm += right.shortTerm
    left.irrelevant += right.irrelevant
    left.decided += right.decided
    left.decidedAlike += right.decidedAlike
    left.stored += right.stored
    left.supersededStillLive += right.supersededStillLive
    left.applied += right.applied
  }
}

/// The figures by which methods are compared, in the order in which they are shown.
package enum EvaluationFigure: String, Hashable, Sendable, CaseIterable {
  case rulesPrecision = "rules_precision"
  case rulesRecall = "rules_recall"
  case rulesF1 = "rules_f1"
  case actionType = "action_type"
  case segmentsMacroF1 = "segments_macro_f1"
  case decisionAgreement = "decision_agreement"
  case storeF1 = "store_f1"
  case supersededStillLive = "superseded_still_live"
  case ownRetrievalF1 = "own_retrieval_f1"
  case ownOverApplication = "own_over_application"

  /// The figure of some counts.
  func value(of counts: EvaluationCounts) -> Double {
    func share(_ part: Int, _ whole: Int) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
    return switch self {
    case .rulesPrecision: counts.rules.precision
    case .rulesRecall: counts.rules.recall
    case .rulesF1: counts.rules.f1
    case .actionType: share(counts.sameType, counts.rules.hit)
    case .segmentsMacroF1: (counts.persistent.f1 + counts.shortTerm.f1 + counts.irrelevant.f1) / 3
    case .decisionAgreement: share(counts.decidedAlike, counts.decided)
    case .storeF1: counts.stored.f1
    case .supersededStillLive: Double(counts.supersededStillLive)
    case .ownRetrievalF1: counts.applied.f1
    case .ownOverApplication: share(counts.applied.made - counts.applied.hit, counts.applied.made)
    }
  }
}
