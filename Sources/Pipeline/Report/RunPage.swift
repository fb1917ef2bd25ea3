import DriftReduction
import RuleStore
import Rules

/// A run's report as a page of text, for the morning.
package struct RunPage {
  package private(set) var text = ""

  /// Of the wishes that were not kept, so many are named.
  private static let notKeptLimit = 20
  /// Of the records that could not be read, so many are named.
  private static let recordLimit = 10

  package init(_ report: RunReport) {
    line("ltm run \(report.time)\(report.isDryRun ? ", a dry run: nothing was stored" : "")")
    if !report.isComplete { line("Stopped before every transcript was read; run again to go on") }
    line("")
    addInputs(report)
    addChanges(report)
    addWaiting(report)
    addEvidence(report)
    addNotKept(report)
    addTasks(report)
  }

  private mutating func line(_ text: String) { self.text += text + "\n" }

  private mutating func addInputs(_ report: RunReport) {
    let inputs = report.inputs
    let formats = inputs.formats.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    line("Read \(inputs.transcripts) transcripts in \(inputs.files) files\(formats.isEmpty ? "" : " (\(formats))")")
    line("  \(inputs.read) records = \(inputs.used) used + \(inputs.read - inputs.used) skipped")
    for (reason, count) in inputs.skipped.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      line("      \(String(count).aligned(to: 6))  \(reason.replacing("_", with: " "))")
    }
    if inputs.otherFiles > 0 { line("  \(inputs.otherFiles) files are no transcripts") }
    for problem in report.problems { line("  cannot use \(problem)") }
    for record in report.records.prefix(Self.recordLimit) { line("  left out \(record)") }
    let more = report.records.count - Self.recordLimit
    if more > 0 { line("  left out \(more) more records that could not be read (report.json has all)") }
    line("  \(inputs.userSegments) messages of the user gave \(report.candidates) candidates")
    line("")
  }

  private mutating func addChanges(_ report: RunReport) {
    let titles: [(String, [RuleChange.Kind])] = [
      ("Learned", [.add, .restore]), ("Replaced", [.replace]), ("Changed", [.change]), ("Said again", [.strengthen]),
      ("Taken back", [.remove]),
    ]
    for (title, kinds) in titles {
      let changes = report.changes.filter { kinds.contains($0.kind) }
      guard !changes.isEmpty else { continue }
      line("\(title): \(changes.count)")
      for change in changes {
        let place = change.project.map { " [\($0.onOneLine)]" } ?? ""
        line(
          "  \(change.revision?.short ?? "-")  \(change.type.rawValue.filled(to: 9)) "
            + "\(change.description.onOneLine)\(place)")
      }
    }
    if report.changes.isEmpty { line("Nothing new: the store is as it was") }
    for refusal in report.refusals { line("  refused \(refusal.reason)") }
    line("\(report.rules) rules hold now, in \(report.store)")
    line("")
  }

  private mutating func addWaiting(_ report: RunReport) {
    guard report.waiting > 0 || !report.waitingChanges.isEmpty else { return }
    let expired = report.waitingChanges.count(where: \.isExpiry)
    line("Waiting for review: \(report.waiting) ('ltm review' shows them)\(expired > 0 ? ", \(expired) expired" : "")")
    for change in report.waitingChanges {
      let place = change.project.map { " [\($0.onOneLine)]" } ?? ""
      let what =
        switch change.kind {
        case .remove: change.isExpiry ? "expired" : "no longer"
        case .strengthen, .change: "again"
        case .add, .replace, .restore: "new"
        }
      let reasons = change.kind == .remove ? "" : change.doubts.map { ": \($0.joined(separator: ", "))" } ?? ""
      line("  \(what.filled(to: 9)) \(change.description.onOneLine)\(place)\(reasons)")
    }
    line("")
  }

  private mutating func addEvidence(_ report: RunReport) {
    guard report.evidence > 0 || !report.evidenceChanges.isEmpty else { return }
    let counts = [("new", [RuleChange.Kind.add]), ("again", [.strengthen, .change]), ("no longer", [.remove])]
      .compactMap { name, kinds in
        let count = report.evidenceChanges.count { kinds.contains($0.kind) }
        return count == 0 ? nil : "\(count) \(name)"
      }
    let news = counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))"
    line("Remembered beside these: \(report.evidence) wishes, on the branch evidence\(news)")
    line("")
  }

  private mutating func addNotKept(_ report: RunReport) {
    guard !report.notKept.isEmpty else { return }
    line("Not kept: \(report.notKept.count)")
    for wish in report.notKept.prefix(Self.notKeptLimit) {
      let source = wish.sourceID.map { " (\($0.onOneLine))" } ?? ""
      line("  \(wish.score.fixed(decimals: 2))  \(wish.description.onOneLine)\(source)")
      line("        \(wish.justification.onOneLine)")
    }
    let rest = report.notKept.count - Self.notKeptLimit
    if rest > 0 { line("  and \(rest) more, in report.json") }
    line("")
  }

  private mutating func addTasks(_ report: RunReport) {
    if let retrieval = report.retrieval {
      line(
        "Tasks: \(retrieval.tasks), of which \(retrieval.tasksWithRules) have rules that fit; "
          + "\(retrieval.rulesApplied) applications")
      let kinds = retrieval.modifications.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)s" }
      if !kinds.isEmpty { line("  \(kinds.joined(separator: ", "))") }
    }
    if let drift = report.drift { text += DriftPage(drift).text }
  }
}

extension String {
  /// The text with spaces before it up to a width.
  fileprivate func aligned(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
