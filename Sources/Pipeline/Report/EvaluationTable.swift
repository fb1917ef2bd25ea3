import Rules

/// Several evaluations side by side, with their intervals, as text.
package struct EvaluationTable {
  package private(set) var text = ""

  private static let heads: [(top: String, bottom: String)] = [
    ("rules", "P"), ("rules", "R"), ("rules", "F1"), ("action", "type"), ("segments", "macro F1"),
    ("decide", "agreement"), ("store", "live F1"), ("ended,", "still live"), ("own rules", "applied F1"),
    ("over-", "application"),
  ]
  private static let width = 12

  /// - Parameter reports: one a row.
  package init(_ reports: [EvaluationReport]) {
    let names = reports.map { Self.name($0.suite) }
    let first = (names + ["suite"]).reduce(0) { max($0, $1.count) } + 2
    row("".filled(to: first), "", Self.heads.map(\.top))
    row("suite".filled(to: first), "method", Self.heads.map(\.bottom))
    for (name, report) in zip(names, reports) {
      row(
        name.filled(to: first), report.method.rawValue,
        EvaluationFigure.allCases.map { Self.cell(report.figures[$0] ?? 0, $0) })
      guard !report.intervals.isEmpty else { continue }
      row(
        "".filled(to: first), "",
        EvaluationFigure.allCases.map { figure in
          report.intervals[figure].map { "\(Self.cell($0.low, figure))-\(Self.cell($0.high, figure))" } ?? ""
        })
    }
    if reports.contains(where: { !$0.intervals.isEmpty }) {
      text += "Below each figure: 95 % of resamples of the suite's transcripts (for rules applied: of its tasks).\n"
    }
  }

  private mutating func row(_ name: String, _ method: String, _ cells: [String]) {
    var line = name + method.filled(to: 10) + cells.map { $0.filled(to: Self.width) }.joined()
    while line.last == " " { line.removeLast() }
    text += line + "\n"
  }

  private static func cell(_ value: Double, _ figure: EvaluationFigure) -> String {
    figure == .supersededStillLive ? String(Int(value)) : value.fixed(decimals: 2)
  }

  /// The last part of a suite's path.
  static func name(_ suite: String) -> String { suite.split(separator: "/").last.map(String.init) ?? suite }
}

/// The mistakes of extraction as text, one a line.
package struct MistakesPage {
  package private(set) var text = ""

  /// The most characters of a message that are shown.
  private static let longest = 200

  /// - Parameter limit: how many of the mistakes are shown, the worst of all suites first.
  package init(_ reports: [EvaluationReport], limit: Int) {
    // Equally bad ones in the order of the suites.
    let mistakes = reports.flatMap(\.mistakes).enumerated()
      .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }.prefix(limit).map(\.element)
    guard let method = reports.first?.method.rawValue, !mistakes.isEmpty else { return }
    text += "The worst mistakes of \(method)\n"
    for mistake in mistakes {
      let place = "\(EvaluationTable.name(mistake.suite)) \(mistake.transcript)#\(mistake.segment)"
      text +=
        "  \(mistake.kind.rawValue.filled(to: 12))\(mistake.scope.rawValue.filled(to: 11)) "
        + "\(mistake.confidence.fixed(decimals: 2))  \(place)\n"
      guard let words = mistake.text else { continue }
      let line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      text += "      \(line.count > Self.longest ? line.prefix(Self.longest) + "…" : line)\n"
    }
  }
}
