import Pipeline
import Rainbow
import RuleStore
import Rules

/// Evidence as a person reads it.
enum EvidenceText {
  /// As many names of transcripts as a summary lists.
  private static let listed = 10

  /// One line for each source.
  static func table(_ report: EvidenceReport) -> [String] {
    let width = (report.sources.map(\.rule.text.count).max() ?? 0) + 2
    return report.sources.map { source in
      let line = source.line.map { ", line \($0)" } ?? ""
      return styled(source.status, title(source.status).padded(to: 20))
        + "\(source.rule.text.padded(to: width))\(source.transcript.onOneLine)#\(source.segment)\(line)"
    }
  }

  /// How many sources are what, and which transcripts were not given.
  static func summary(_ report: EvidenceReport) -> [String] {
    let counts = EvidenceReport.Status.allCases.map { ($0, report.count($0)) }.filter { $0.1 > 0 }
    let parts = counts.map { "\($0.1) \(title($0.0))" }.joined(separator: ", ")
    var lines = ["\(report.sources.count) sources of \(report.rules) rules\(parts.isEmpty ? "" : ": " + parts)"]
    let missing = report.missingTranscripts
    if !missing.isEmpty {
      let more = missing.count > listed ? " and \(missing.count - listed) more" : ""
      let names = missing.prefix(listed).map(\.onOneLine).joined(separator: ", ")
      lines.append("not among the inputs ('--input' gives more): \(names)\(more)")
    }
    return lines
  }

  /// Why a rule is there, on a page of its own.
  ///
  /// - Parameter isRead: whether transcripts were given at all.
  static func page(_ explanation: RuleExplanation, isRead: Bool) -> [String] {
    var lines = RuleText.facts(explanation.rule)
    if let criteria = explanation.rule.decision?.criteria {
      lines.append("criteria".padded(to: 12) + describe(criteria))
    }
    lines += statements(explanation, isRead: isRead)
    lines += ["", Console.styled(explanation.isHeld ? "stored by" : "stored by, and removed since") { $0.bold }]
    for event in explanation.history {
      let revision = Console.styled(event.revision.short) { $0.yellow }
      let author = event.run == nil ? "  by \(event.author.onOneLine)" : ""
      lines.append("  \(event.time)  \(revision)  \(event.kind.rawValue.padded(to: 12))\(event.subject)\(author)")
    }
    return lines
  }

  /// What was said, statement by statement.
  ///
  /// - Parameter isRead: whether transcripts were given at all.
  static func statements(_ explanation: RuleExplanation, isRead: Bool) -> [String] {
    explanation.statements.flatMap { statement in
      ["", Console.styled("said in".padded(to: 12)) { $0.bold } + RuleText.place(statement.source)]
        + statementLines(statement, isRead: isRead).map { "  " + $0 }
    }
  }

  private static func statementLines(_ statement: RuleExplanation.Statement, isRead: Bool) -> [String] {
    let source = statement.source
    var lines = ["session \(source.session.onOneLine)"]
    lines += source.quote.map { [RuleText.quoted($0)] } ?? []
    if isRead {
      let file = statement.conversation.map { ", in \($0.file.onOneLine)" } ?? ""
      lines.append(styled(statement.status, title(statement.status)) + file)
    }
    for turn in statement.conversation?.turns ?? [] {
      let mark = turn.segment == source.segment || turn.quoted != nil ? ">" : " "
      lines.append("\(mark) \(turn.speaker.rawValue.padded(to: 11))\(text(of: turn))")
    }
    return lines
  }

  /// A turn on one line, the words that count in another style.
  private static func text(of turn: Conversation.Turn) -> String {
    let line = turn.text.onOneLine
    guard Console.usesColor, let place = turn.quoted else { return line }
    let (before, quoted) = (part(of: turn.text, 0..<place.lowerBound), part(of: turn.text, place))
    // What stands before it on the line is as long, but for a space between them.
    let found = line.ranges(of: quoted).first { line[..<$0.lowerBound].utf8.count >= before.utf8.count }
    guard let found, !quoted.isEmpty else { return line }
    return line[..<found.lowerBound] + quoted.bold.yellow + line[found.upperBound...]
  }

  private static func part(of text: String, _ range: Range<Int>) -> String {
    String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self).onOneLine
  }

  private static func describe(_ criteria: Decision.Criteria) -> String {
    [
      ("cross-session value", criteria.crossSessionValue), ("stability", criteria.stability),
      ("clear triggers", criteria.clearTriggers), ("reduces inconsistency", criteria.reducesInconsistency),
    ].map { "\($0.0) \(min(max($0.1, 0), 1).fixed(decimals: 2))" }.joined(separator: ", ")
  }

  private static func title(_ status: EvidenceReport.Status) -> String {
    status.rawValue.replacing("_", with: " ")
  }

  private static func styled(_ status: EvidenceReport.Status, _ text: String) -> String {
    Console.styled(text) { text in
      switch status {
      case .verified: text.green
      case .missingTranscript, .noEvidence: text.yellow
      case .changed, .notThere: text.red
      }
    }
  }
}
