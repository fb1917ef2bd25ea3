import DriftReduction
import Rules
import Telemetry

/// An evaluation as a page of text.
package struct EvaluationPage {
  package private(set) var text = ""

  package init(_ report: EvaluationReport) {
    line("\(report.suite): \(report.transcripts) transcripts, \(report.tasks) tasks")
    row("extraction", report.extraction.scores)
    line("                          action type accuracy \(Self.digits(report.extraction.actionTypeAccuracy))")
    line("                          segments, mean F1 of the labels \(Self.digits(report.segments.macroF1))")
    line(
      "decision                  agreement \(Self.digits(report.decision.agreement)) on \(report.decision.pairs) wishes"
    )
    row("store", report.decision.stored)
    line("                          superseded still live \(report.decision.supersededStillLive)")
    if let retrieval = report.retrieval { add(retrieval, "retrieval") }
    if let retrieval = report.retrievalFromOwnRules { add(retrieval, "  from its own rules") }
    if let consistency = report.consistency, let without = consistency.without?.mean, let with = consistency.with?.mean
    {
      let gain = consistency.improvement.map { " (\($0 < 0 ? "" : "+")\(Int(($0 * 100).rounded())) %)" } ?? ""
      line("consistency               without rules \(Self.digits(without))  with rules \(Self.digits(with))\(gain)")
    }
  }

  private mutating func add(_ retrieval: EvaluationReport.Retrieval, _ name: String) {
    row(name, retrieval.scores)
    line("                          over-application \(Self.digits(retrieval.overApplication))")
  }

  private mutating func row(_ name: String, _ scores: ClassificationScores) {
    line(
      "\(name.filled(to: 26))precision \(Self.digits(scores.precision))  recall \(Self.digits(scores.recall))  "
        + "F1 \(Self.digits(scores.f1))")
  }

  private mutating func line(_ text: String) { self.text += text + "\n" }

  /// Three decimals.
  private static func digits(_ value: Double) -> String {
    value.fixed(decimals: 3)
  }
}
