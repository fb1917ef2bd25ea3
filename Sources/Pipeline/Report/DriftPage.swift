import DriftReduction
import RuleStore
import Rules

/// A drift report as a page of text.
struct DriftPage {
  let text: String

  init(_ report: DriftReport) {
    var lines = ["Drift over \(report.revisions.count) revisions and \(report.tasks) tasks"]
    if let without = report.consistencyWithout, let with = report.consistencyWith {
      lines.append("  agreement of outputs   without rules   with rules")
      for metric in without.values.keys.sorted() {
        let name = metric.rawValue.prefix { $0 != "_" }.description
        lines.append(
          "  \(name.filled(to: 22)) \(Self.percent(without[metric]).filled(to: 15)) \(Self.percent(with[metric]))")
      }
      if let improvement = report.improvement {
        let verdict = report.isImproved ? "an improvement" : "below the threshold for an improvement"
        lines.append("  all together: \(improvement < 0 ? "" : "+")\(Self.percent(improvement)), \(verdict)")
      }
    }
    if report.changes.isEmpty {
      lines.append("No output changed.")
    } else {
      lines.append("Outputs that changed (lines), by the commit that caused it")
      for (revision, changes) in Self.grouped(report.changes) {
        lines.append("  \(revision.prefix(12))  \(changes[0].subject)")
        let outputs = changes.map { "\($0.task.onOneLine) +\($0.linesAdded) -\($0.linesRemoved)" }
        lines.append("      " + outputs.joined(separator: ", "))
      }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The changes of each revision, in the order of the revisions.
  private static func grouped(_ changes: [DriftReport.Change]) -> [(String, [DriftReport.Change])] {
    var groups: [(String, [DriftReport.Change])] = []
    for change in changes {
      if groups.last?.0 == change.revision {
        groups[groups.count - 1].1.append(change)
      } else {
        groups.append((change.revision, [change]))
      }
    }
    return groups
  }

  private static func percent(_ share: Double?) -> String {
    share.map { "\(Int(($0 * 100).rounded())) %" } ?? "-"
  }
}

extension String {
  /// The text with spaces after it up to a width.
  func filled(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
