import Pipeline
import Rules

/// The table of the transcripts that there are.
enum SourcesText {
  /// Of the records that could not be read, so many are named.
  private static let recordLimit = 10

  /// The lines: a heading, one for each format, and what is no transcript.
  static func lines(_ report: SourcesReport) -> [String] {
    let heading = ["format", "files", "sessions", "typed by a person", "newest"]
    let rows = report.sources.map { source in
      [
        source.title, "\(source.files)", "\(source.sessions)", "\(source.humanMessages)",
        source.newest.map { String($0.description.prefix(10)) } ?? "",
      ]
    }
    let widths = heading.indices.map { column in ([heading] + rows).map { $0[column].count }.max() ?? 0 }
    let table = ([heading] + rows).map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
      return String(cells.reversed().drop { $0 == " " }.reversed())
    }
    let others = report.unrecognised == 1 ? "1 other file" : "\(report.unrecognised) other files"
    let unread = report.records.count == 1 ? "1 record" : "\(report.records.count) records"
    return (rows.isEmpty ? ["no transcripts"] : table) + (report.unrecognised > 0 ? ["\(others), not recognised"] : [])
      + (report.records.isEmpty ? [] : ["\(unread) that could not be read:"])
      + report.records.prefix(recordLimit).map { "  \($0)" } + (report.records.count > recordLimit ? ["  ..."] : [])
  }
}
