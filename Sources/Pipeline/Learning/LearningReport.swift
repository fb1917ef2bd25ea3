import FoundationEssentials
import Rules

/// What recalibration came to.
package struct LearningReport: Hashable, Sendable, Encodable {
  /// One thing that was measured, as configured and as learned: the latter on groups that nothing was fitted to.
  package struct Row: Hashable, Sendable, Codable {
    /// What was measured: `log loss of the score`.
    package var name: String
    package var before: Double
    package var after: Double
    /// Whether what was learned is used for it.
    package var isUsed: Bool

    enum CodingKeys: String, CodingKey {
      case name, before, after
      case isUsed = "used"
    }
  }

  /// How many rules people accepted, edited and rejected.
  package var labels: [String: Int]
  package var rows: [Row] = []
  /// What was not learned, and why.
  package var notes: [String] = []

  /// The report as lines for a person.
  package var lines: [String] {
    let counts = ReviewLabel.Verdict.allCases.map { "\(labels[$0.rawValue] ?? 0) \($0.rawValue)" }
    var lines = ["\(labels.values.reduce(0, +)) reviewed rules: \(counts.joined(separator: ", "))"]
    if !rows.isEmpty {
      lines.append("\("".filled(to: 32)) \("configured".filled(to: 12))learned (cross-validated)")
      for row in rows {
        let after = "\(row.after.fixed(decimals: 4))\(row.isUsed ? "" : "  not used")"
        lines.append("\(row.name.filled(to: 32)) \(row.before.fixed(decimals: 4).filled(to: 12))\(after)")
      }
    }
    return lines + notes
  }
}
