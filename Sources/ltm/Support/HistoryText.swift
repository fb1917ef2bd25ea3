import Pipeline
import Rainbow
import RuleStore
import Rules

/// The history of rules as a person reads it.
enum HistoryText {
  /// What a change did, on one line.
  static func line(_ change: LoggedChange) -> String {
    let event = change.event
    let what: String
    switch event.kind {
    case .changed: what = saidFields(change).map(\.path).joined(separator: ", ")
    case .strengthened: what = event.newSources.map(place).joined(separator: ", ")
    case .added, .removed, .accepted: what = change.rule?.action.description.onOneLine ?? ""
    }
    return heading(change, what)
  }

  /// What a change did, with the fields, the reason and the sources.
  ///
  /// - Parameter isWhole: every field, and nothing cut.
  /// - Throws: `EncodingError` when a rule cannot be taken apart.
  static func page(_ change: LoggedChange, isWhole: Bool) throws -> [String] {
    var lines = [heading(change, change.rule?.action.description.onOneLine ?? "")]
    if isWhole {
      for field in try change.allFields() { lines += patch(field) }
    } else {
      for field in saidFields(change) {
        lines.append(cut("    \(field.path): \(value(field.before)) → \(value(field.after))"))
      }
    }
    if !change.why.isEmpty { lines.append(cut("    why: \(change.why.onOneLine)", isWhole)) }
    for source in change.event.newSources { lines.append(cut("    said in \(place(source))", isWhole)) }
    for source in change.event.lostSources { lines.append(cut("    no longer from \(place(source))", isWhole)) }
    return lines
  }

  /// What gave each field of a rule its value, on one line each.
  static func lines(_ origins: [FieldOrigin]) -> [String] {
    let width = origins.map(\.path.onOneLine.columns).max() ?? 0
    return origins.map { origin in
      let entry = origin.entry
      let revision = Console.styled(entry.revision.short) { $0.yellow }
      let path = origin.path.onOneLine.padded(to: width + 2)
      let beginning = "\(entry.time.description.prefix(10))  \(who(entry))  \(path)"
      let words = RuleFields.isSource(origin.path) ? origin.value.object?["quote"] ?? origin.value : origin.value
      let value = value(words).cut(toColumns: Console.columns == nil ? .max : 40)
      return "\(revision)  " + cut("\(beginning)\(value)\(sources(origin))", by: 14)
    }
  }

  /// Where the words were said to which a field goes back.
  private static func sources(_ origin: FieldOrigin) -> String {
    let own = origin.sources.filter { RuleFields.path(of: $0) == origin.path }
    let sources = own.isEmpty ? origin.sources : own
    guard let first = sources.first else { return "" }
    return "  [\(place(first))\(sources.count > 1 ? " and \(sources.count - 1) more" : "")]"
  }

  /// When a rule went, by whom, and why.
  static func ending(_ event: RuleEvent) throws -> String {
    let why = try LoggedChange(event).why
    return "\(event.time), \(event.revision.short), by \(who(event)): \(why.onOneLine)"
  }

  /// The fields of a rule that differ, each on a line.
  ///
  /// - Throws: `EncodingError`.
  static func differences(from before: Rule, to after: Rule) throws -> [String] {
    let (old, new) = (try RuleFields(before), try RuleFields(after))
    return RuleFields.differences(old, new).map { path in
      cut("    \(path.onOneLine): \(value(old.values[path])) → \(value(new.values[path]))")
    }
  }

  /// Where something was said, without the time.
  static func place(_ source: RuleSource) -> String {
    "\(source.transcript.onOneLine)#\(source.segment)" + (source.line.map { ", line \($0)" } ?? "")
  }

  /// A field's value on one line.
  static func value(_ value: JSONValue?) -> String {
    switch value {
    case nil: "(none)"
    case .string(let text): RuleText.quoted(text)
    case .some(let value):
      (try? CanonicalJSON.line(value)).map { String(decoding: $0, as: UTF8.self).onOneLine } ?? "…"
    }
  }

  private static func heading(_ change: LoggedChange, _ what: String) -> String {
    let event = change.event
    let revision = Console.styled(event.revision.short) { $0.yellow }
    let time = "\(event.time.description.prefix(10)) \(event.time.description.dropFirst(11).prefix(5))"
    let rest = "\(time)  \(who(event))  \(event.kind.rawValue)  \(event.rule)  \(what)"
    return "\(revision)  \(cut(rest, by: 14))"
  }

  private static func who(_ event: RuleEvent) -> String {
    event.author.onOneLine + (event.review.map { " (\($0.rawValue))" } ?? "")
  }

  private static func who(_ entry: LogEntry) -> String {
    entry.author.onOneLine + (entry.review.map { " (\($0.rawValue))" } ?? "")
  }

  /// The fields that are told of a change: what the rule says, or where only evidence changed, how sure it is.
  private static func saidFields(_ change: LoggedChange) -> [LoggedChange.Field] {
    let said = change.fields.filter { !RuleFields.isEvidence($0.path) }
    return said.isEmpty ? change.fields.filter { $0.path == "confidence" } : said
  }

  private static func patch(_ field: LoggedChange.Field) -> [String] {
    let path = field.path.onOneLine
    return (field.before.map { [Console.styled("    - \(path): \(value($0))") { $0.red }] } ?? [])
      + (field.after.map { [Console.styled("    + \(path): \(value($0))") { $0.green }] } ?? [])
  }

  /// A line cut to the terminal.
  ///
  /// - Parameter used: the columns that something else takes.
  private static func cut(_ line: String, _ isWhole: Bool = false, by used: Int = 0) -> String {
    guard !isWhole, let columns = Console.columns else { return line }
    return line.cut(toColumns: max(20, columns - used))
  }
}
