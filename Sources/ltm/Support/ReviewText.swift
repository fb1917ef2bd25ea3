import Pipeline
import Rainbow
import RuleStore
import Rules

/// What is to be decided, as a person reads it.
enum ReviewText {
  /// One item on a page of its own: what and where, the rule, what changed, and the user's own words.
  static func page(_ item: ReviewItem, number: Int, of count: Int) -> [String] {
    var lines = ["", Console.styled("(\(number)/\(count)) \(title(item))") { $0.cyan }]
    lines += RuleText.facts(item.rule)
    for other in item.conflicts { lines.append("against".padded(to: 12) + other.description.onOneLine) }
    if let other = item.replacement { lines.append("replaced by".padded(to: 12) + other.description.onOneLine) }
    for source in item.rule.sources {
      lines.append("said in".padded(to: 12) + RuleText.place(source))
      if let quote = source.quote { lines.append(String(repeating: " ", count: 12) + RuleText.quoted(quote)) }
    }
    return lines + difference(item)
  }

  /// The fields that changed, as a diff shows them.
  private static func difference(_ item: ReviewItem) -> [String] {
    switch item.change {
    case .added: []
    case .removed: [Console.styled("- the whole rule") { $0.red }]
    case .changed:
      item.fields.flatMap { field in
        [
          field.before.map { before in Console.styled("- \(field.path): \(value(before))") { $0.red } },
          field.after.map { after in Console.styled("+ \(field.path): \(value(after))") { $0.green } },
        ].compactMap { $0 }
      }
    }
  }

  private static func title(_ item: ReviewItem) -> String {
    let what =
      switch (item.place, item.change) {
      case (.waiting, _): "a candidate waits"
      case (.proposed, .added): "a new rule is proposed"
      case (.proposed, .changed): "a change is proposed"
      case (.proposed, .removed): "a removal is proposed"
      case (.stored, .added): item.reasons.isEmpty ? "a rule was added" : "a stored rule is marked"
      case (.stored, .changed): "a rule was changed"
      case (.stored, .removed): "a rule was removed"
      }
    let commit = item.revision.map { " by \($0.short)" } ?? ""
    return what + commit + (item.time.map { ", \($0)" } ?? "")
  }

  /// What a person is asked.
  static func question(_ item: ReviewItem) -> String {
    let what =
      switch item.change {
      case .added: "rule"
      case .changed: "change"
      case .removed: "removal"
      }
    let keys = (item.change == .removed ? ["y", "n"] : ["y", "n", "e"]) + ["c", "s", "a", "d", "q", "/", "?"]
    return Console.styled("Accept this \(what) [\(keys.joined(separator: ","))]? ") { $0.bold.blue }
  }

  /// What the keys mean.
  static let help = [
    "y - accept it", "n - reject it: it goes, or is put back as it was, and stays so",
    "e - edit the rule's file in the editor, and accept it as edited",
    "c - show the conversation around the user's words, from '--input'", "s - skip it: it comes again next time",
    "a - accept it and all later ones; dangerous ones are asked for one by one",
    "d - skip it and all later ones", "q - quit: do what was decided so far, skip the rest",
    "/TEXT - go to the next one with the text in its description", "? - show this",
  ]

  private static func value(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text.onOneLine
    case .array, .object: (try? CanonicalJSON.line(value)).map { String(decoding: $0, as: UTF8.self).onOneLine } ?? "…"
    default: RuleText.describe(value)
    }
  }
}
