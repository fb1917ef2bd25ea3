import RuleExtraction
import Rules
import StorageDecision
import SyntheticData

/// What the stages made of a suite, and what it amounts to: counted as whole, and transcript by transcript.
struct SuiteMeasurement {
  let suite: Suite
  /// What extraction found, transcript by transcript.
  let candidates: [Rule]
  let decisions: [DecidedRule]
  /// The rules in the store at the end.
  let stored: [Rule]

  let extraction: ExtractionEvaluator.Evaluation
  /// What was counted in each transcript.
  private(set) var perTranscript: [EvaluationCounts]

  private let evaluator = ExtractionEvaluator()
  private let indexOf: [String: Int]

  init(_ suite: Suite, candidates: [Rule], decisions: [DecidedRule], stored: [Rule]) {
    self.suite = suite
    self.candidates = candidates
    self.decisions = decisions
    self.stored = stored
    extraction = evaluator.evaluate(extracted: candidates, wishes: suite.statements)
    perTranscript = [EvaluationCounts](repeating: EvaluationCounts(), count: suite.transcripts.count)
    indexOf = Dictionary(
      suite.transcripts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    countRules()
    countSegments()
    countDecisions()
    countStored()
  }

  /// What was counted in the whole suite, without the tasks.
  var total: EvaluationCounts { perTranscript.reduce(into: EvaluationCounts()) { $0 += $1 } }

  private mutating func add(at place: SourcePlace?, _ change: (inout EvaluationCounts) -> Void) {
    guard let index = place.flatMap({ indexOf[$0.transcript] }) else { return }
    change(&perTranscript[index])
  }

  private mutating func countRules() {
    let wishes = suite.statements
    count(extraction.pairs, wishes, candidates, \.rules)
    for pair in extraction.pairs where wishes[pair.gold].rule.action.type == candidates[pair.extracted].action.type {
      add(at: wishes[pair.gold].places.earliest) { $0.sameType += 1 }
    }
  }

  /// Counts matched things where the wish stands, and what was made beyond them where it comes from.
  private mutating func count(
    _ pairs: [ExtractionEvaluator.Evaluation.Pair], _ wishes: [LabelledWish], _ made: [Rule],
    _ key: WritableKeyPath<EvaluationCounts, Hits>
  ) {
    let matched = Set(pairs.map(\.extracted))
    for wish in wishes { add(at: wish.places.earliest) { $0[keyPath: key].gold += 1 } }
    for pair in pairs {
      add(at: wishes[pair.gold].places.earliest) {
        $0[keyPath: key].hit += 1
        $0[keyPath: key].made += 1
      }
    }
    for (index, rule) in made.enumerated() where !matched.contains(index) {
      add(at: rule.places.earliest) { $0[keyPath: key].made += 1 }
    }
  }

  /// The label of a segment, read off the candidates that come from it: one lasting rule makes it lasting.
  private mutating func countSegments() {
    var said: [SourcePlace: SegmentLabel] = [:]
    for rule in candidates {
      for place in rule.places where rule.scope == .persistent || said[place] == nil {
        said[place] = rule.scope == .persistent ? .persistent : .shortTerm
      }
    }
    for transcript in suite.transcripts {
      for segment in suite.labels[transcript.id]?.segments ?? [] {
        let place = SourcePlace(transcript: transcript.id, segment: segment.index)
        let label = said[place] ?? .irrelevant
        add(at: place) {
          $0[segment.label].gold += 1
          $0[label].made += 1
          if label == segment.label { $0[label].hit += 1 }
        }
      }
    }
  }

  private mutating func countDecisions() {
    let wishes = suite.wishes
    for pair in evaluator.evaluate(extracted: decisions.map(\.rule), wishes: wishes).pairs {
      let isAlike = wishes[pair.gold].rule.decision == decisions[pair.extracted].decision
      add(at: wishes[pair.gold].places.earliest) {
        $0.decided += 1
        $0.decidedAlike += isAlike ? 1 : 0
      }
    }
  }

  private mutating func countStored() {
    let live = suite.liveWishes
    let pairs = evaluator.evaluate(extracted: stored, wishes: live).pairs
    count(pairs, live, stored, \.stored)
    // What the live wishes leave over may be one that should have gone.
    let taken = Set(pairs.map(\.extracted))
    let liveIDs = Set(live.map(\.rule.id))
    let ended = suite.wishes.filter {
      $0.rule.decision == .store && !$0.rule.isRetraction && !liveIDs.contains($0.rule.id)
    }
    let rest = stored.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    for pair in evaluator.evaluate(extracted: rest, wishes: ended).pairs {
      add(at: ended[pair.gold].places.earliest) { $0.supersededStillLive += 1 }
    }
  }
}
