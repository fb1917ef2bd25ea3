import RuleExtraction
import Rules
package import Telemetry

/// How well single messages are labelled.
package struct MessagesReport: Hashable, Sendable, Encodable {
  /// Scores with the interval of F1.
  package struct Scores: Hashable, Sendable, Encodable {
    package var scores: ClassificationScores
    /// The 95 % interval of F1; nil where none was asked for.
    package var interval: Bootstrap.Interval?

    enum CodingKeys: String, CodingKey {
      case scores
      case interval = "f1_95"
    }
  }

  package var method: String
  package var messages: Int
  /// Messages with a lasting rule that would be stored unasked.
  package var stored: Scores
  /// Messages with a lasting rule that would be stored, or shown to a person first.
  package var storedOrReview: Scores
  package var shortTerm: ClassificationScores
  package var irrelevant: ClassificationScores
  package var macroF1: Double

  enum CodingKeys: String, CodingKey {
    case method, messages, stored, irrelevant
    case storedOrReview = "stored_or_review"
    case shortTerm = "short_term"
    case macroF1 = "macro_f1"
  }

  /// - Parameters:
  ///   - pairs: each message's label, and what was made of it.
  ///   - resamples: how often messages are drawn anew for the intervals.
  init(
    method: ExtractionMethod, _ pairs: [(label: SegmentLabel, result: MessageClassifier.Result)],
    resamples: Int
  ) {
    func hits(_ label: SegmentLabel) -> Hits {
      Self.hits(pairs.map { ($0.label == label, $0.result.label == label) })
    }
    func scores(_ isFound: (MessageClassifier.Result) -> Bool) -> Scores {
      let answers = pairs.map { ($0.label == .persistent, isFound($0.result)) }
      let interval = Bootstrap(resamples: resamples).intervals(of: [answers.count]) { drawn in
        [Self.hits(drawn[0].map { answers[$0] }).f1]
      }
      return Scores(scores: Self.hits(answers).scores, interval: interval.first)
    }
    self.method = method.rawValue
    messages = pairs.count
    stored = scores { $0.label == .persistent }
    storedOrReview = scores { $0.rules.contains { $0.scope == .persistent } }
    shortTerm = hits(.shortTerm).scores
    irrelevant = hits(.irrelevant).scores
    macroF1 = (SegmentLabel.allCases.reduce(0) { $0 + hits($1).f1 } / 3).fourDecimals
  }

  private static func hits(_ answers: [(isTrue: Bool, isFound: Bool)]) -> Hits {
    Hits(
      hit: answers.count { $0.isTrue && $0.isFound }, made: answers.count { $0.isFound },
      gold: answers.count { $0.isTrue })
  }

  /// The report as text.
  package var text: String {
    func row(_ name: String, _ scores: ClassificationScores, _ interval: Bootstrap.Interval?) -> String {
      let spread = interval.map { "  (\($0.low.fixed(decimals: 3))-\($0.high.fixed(decimals: 3)))" } ?? ""
      return "\(name.filled(to: 30))precision \(scores.precision.fixed(decimals: 3))  "
        + "recall \(scores.recall.fixed(decimals: 3))  F1 \(scores.f1.fixed(decimals: 3))\(spread)\n"
    }
    return "\(method): \(messages) messages\n"
      + row("persistent: stored", stored.scores, stored.interval)
      + row("persistent: stored or review", storedOrReview.scores, storedOrReview.interval)
      + row("short_term", shortTerm, nil) + row("irrelevant", irrelevant, nil)
      + "mean F1 of the labels          \(macroF1.fixed(decimals: 3))\n"
  }
}
