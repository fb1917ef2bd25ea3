import Pipeline
import Rainbow
import RuleStore

/// What the doctor found, as a person reads it.
enum DoctorText {
  /// Of the findings of one check, so many are listed.
  private static let listed = 20

  /// One line for each finding that is not ok, or for every one.
  static func lines(_ report: DoctorReport, isVerbose: Bool) -> [String] {
    let shown = report.findings.filter { isVerbose || $0.severity != .ok }
    let width = (shown.map(\.check.rawValue.count).max() ?? 0) + 2
    var counts: [Check: Int] = [:]
    var lines: [String] = []
    for finding in shown {
      counts[finding.check, default: 0] += 1
      if counts[finding.check, default: 0] <= listed { lines.append(line(finding, width: width)) }
    }
    for check in Check.allCases {
      guard let count = counts[check], count > listed else { continue }
      lines.append("\(String(repeating: " ", count: 9))\(check.rawValue): \(count - listed) more; '--json' lists all")
    }
    return lines
  }

  /// How much is wrong, and what may be done.
  static func summary(_ report: DoctorReport) -> String {
    let counts: [(Int, String)] = [
      (report.count(.error), "error"), (report.count(.warning), "warning"),
    ]
    var parts = counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    if report.mended > 0 { parts.append("\(report.mended) mended") }
    let fixable = report.problems.count { $0.isFixable && $0.failure == nil }
    let hint = fixable > 0 ? "; '--fix' mends \(fixable)" : ""
    return "ltm: \(report.findings.count) checks: \(parts.joined(separator: ", "))\(hint)"
  }

  private static func line(_ finding: Finding, width: Int) -> String {
    var line = styled(finding) + finding.check.rawValue.padded(to: width)
    line += "\(finding.subject.onOneLine): \(finding.text.onOneLine)"
    if finding.isMended { return line }
    if let remedy = finding.remedy { line += ". To mend it: \(remedy.onOneLine)" }
    if let failure = finding.failure { line += ". Not mended: \(failure.onOneLine)" }
    return line
  }

  private static func styled(_ finding: Finding) -> String {
    let word = finding.isMended ? "mended" : finding.severity.rawValue
    return Console.styled(word.padded(to: 9)) { text in
      if finding.isMended { return text.green }
      return switch finding.severity {
      case .ok: text.green
      case .warning: text.yellow
      case .error: text.red
      }
    }
  }
}
