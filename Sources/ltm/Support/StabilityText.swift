import Pipeline
import RuleStore
import Rules

/// How stable rules are, as a table.
enum StabilityText {
  /// The lines of the report.
  static func lines(_ report: StabilityReport) -> [String] {
    let groups = [report.all] + report.groups
    var lines = table(
      [["", "hold", "ended", "age: lower", "median", "upper", "changes a rule", "half-life"]]
        + groups.map { group in
          [
            name(group), "\(group.alive)", "\(group.ended)", days(group.age?.lower), days(group.age?.median),
            days(group.age?.upper), group.changesPerRule.fixed(decimals: 2),
            group.halfLife.map { days($0) } ?? (group.alive + group.ended == 0 ? "-" : "not reached"),
          ]
        })
    lines += ["", "share that still holds after (rules watched that long)"]
    lines += table(
      [[""] + StabilityReport.days.map { $0 == 1 ? "1 day" : "\($0) days" }]
        + groups.map { group in
          [name(group)]
            + group.survival.map { "\($0.share.map { $0.fixed(decimals: 2) } ?? "-") (\($0.rules))" }
        })
    let causes = RuleLifetime.Cause.allCases.filter { cause in report.all.ends.contains { $0.cause == cause } }
    if !causes.isEmpty {
      lines += ["", "ended"]
      lines += table(
        [[""] + causes.map { $0.rawValue.replacing("_", with: " ") }]
          + groups.map { group in
            [name(group)] + causes.map { cause in "\(group.ends.first { $0.cause == cause }?.count ?? 0)" }
          })
    }
    lines += ["", "churn by week"]
    lines += table(
      [["week of", "hold", "added", "changed", "removed", "churn"]]
        + report.weeks.map { week in
          [
            String(week.begin.description.prefix(10)), "\(week.aliveAtStart)", "\(week.added)", "\(week.changed)",
            "\(week.removed)", week.churn.map { "\(($0 * 100).fixed(decimals: 1)) %" } ?? "-",
          ]
        })
    return lines
  }

  private static func name(_ group: StabilityReport.Group) -> String { group.name?.onOneLine ?? "all" }

  private static func days(_ number: Double?) -> String {
    number.map { "\($0.fixed(decimals: 1)) d" } ?? "-"
  }

  /// The first column to the left, the others to the right.
  private static func table(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].columns }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).enumerated().map { index, cell in
        let space = String(repeating: " ", count: cell.1 - cell.0.columns)
        return index == 0 ? cell.0 + space : space + cell.0
      }.joined(separator: "  ")
    }
  }
}
