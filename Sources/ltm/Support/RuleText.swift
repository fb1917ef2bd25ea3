import Pipeline
import Rainbow
import RuleStore
import Rules

/// Rules as a person reads them.
enum RuleText {
  /// A rule on one line.
  static func line(_ rule: Rule) -> String {
    let id = Console.styled(rule.id.text) { $0.yellow }
    let type = rule.action.type.rawValue.padded(to: 9)
    return "\(id)  \(type)  \(place(rule))  \(rule.action.description.onOneLine)"
  }

  /// What waits for a person, on one line.
  static func line(_ item: ReviewStage.Item) -> String {
    let id = Console.styled(item.rule.id.text) { $0.yellow }
    let reasons = item.reasons.joined(separator: ", ")
    let state = item.state == .stored ? "stored, " : ""
    return
      "\(id)  \("\(state)\(reasons)".padded(to: 32))  \(place(item.rule))  \(item.rule.action.description.onOneLine)"
  }

  /// A rule on a page of its own.
  static func page(_ rule: Rule) -> [String] {
    facts(rule)
      + rule.sources.flatMap { source in
        ["said in".padded(to: 12) + place(source)]
          + (source.quote.map { [String(repeating: " ", count: 12) + quoted($0)] } ?? [])
      }
  }

  /// What a rule says, and why it was kept.
  static func facts(_ rule: Rule) -> [String] {
    var lines = [Console.styled(rule.action.description.onOneLine) { $0.bold }, ""]
    func row(_ name: String, _ value: String) { lines.append(name.padded(to: 12) + value) }
    row("id", rule.id.text)
    row("type", rule.action.type.rawValue)
    row("holds in", place(rule))
    row("applies", applies(rule.matchCriteria))
    for (name, value) in (rule.action.parameters ?? [:]).sorted(by: { $0.key < $1.key }) {
      row(name, (value.strings.first ?? describe(value)).onOneLine)
    }
    row("rationale", rule.rationale.onOneLine)
    row("confidence", String(rule.confidence))
    if let decision = rule.decision {
      row("decision", "\(decision.decision.rawValue) with \(decision.score)")
      row("because", decision.justification.onOneLine)
      for doubt in decision.doubts { row("look at", doubt.description) }
    }
    for old in rule.supersedes { row("supersedes", old.text) }
    return lines
  }

  /// Where something was said.
  static func place(_ source: RuleSource) -> String {
    let line = source.line.map { ", line \($0)" } ?? ""
    let time = source.timestamp.map { ", \($0)" } ?? ""
    return "\(source.transcript.onOneLine)#\(source.segment)\(line)\(time)"
  }

  /// Somebody's words.
  static func quoted(_ words: String) -> String { "“\(words.onOneLine)”" }

  private static func place(_ rule: Rule) -> String { rule.project?.onOneLine ?? "everywhere" }

  private static func applies(_ criteria: MatchCriteria) -> String {
    let conditions = (criteria.context ?? [:]).sorted { $0.key < $1.key }.map {
      "\($0.key) \($0.value.strings.first ?? "")"
    }
    return (([criteria.type.rawValue, "'\(criteria.value)'"] + conditions).joined(separator: ", ")).onOneLine
  }

  private static func describe(_ value: JSONValue) -> String {
    if let flag = value.bool { return flag ? "yes" : "no" }
    return value.double.map { $0 == $0.rounded() ? String(Int64($0)) : String($0) } ?? "…"
  }
}

extension String {
  /// The text with spaces after it up to a width.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - columns)) }
}
