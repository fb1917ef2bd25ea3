import Git
import Rules
import Secrets

/// The message of the commit that makes a change: what in the subject, why in the body, and in trailers what a
/// program needs.
///
/// Descriptions and reasons come from transcripts. None of them can forge a trailer: git reads trailers from the last
/// paragraph only, which holds nothing but ours, each on one line.
struct CommitMessage {
  let text: String

  private static let subjectColumns = 72
  private static let trailerColumns = 200
  /// Of the changes that are made together, so many are named.
  private static let namedChanges = 20

  init(text: String) { self.text = text }

  /// Writes the message. Secrets are masked before lines are cut: half a secret is not known as one.
  init(_ change: RuleChange, run: RunContext) {
    let change = change.maskingSecretsInMessage
    self.init(
      [Self.subject(change)] + Self.reasons(change).compactMap(Self.paragraph), Self.trailers(change, run))
  }

  /// Writes the message of a commit that changes no rule: what it says is in its trailers.
  init(subject: String, _ trailers: [Trailer], run: RunContext) {
    let subject = SecretScanner.masked(subject).onOneLine.cut(toColumns: Self.subjectColumns)
    let masked = trailers.map { Trailer(key: $0.key, value: SecretScanner.masked($0.value)) }
    self.init([subject], masked + Self.trailers(run))
  }

  private init(_ paragraphs: [String], _ trailers: [Trailer]) {
    let lines = trailers.filter { !$0.value.onOneLine.isEmpty }.map { trailer in
      "\(trailer.key): \(trailer.value.onOneLine.cut(toColumns: Self.trailerColumns))"
    }
    self.init(text: (paragraphs + [lines.joined(separator: "\n")]).joined(separator: "\n\n") + "\n")
  }

  /// Writes the message of changes that are made together.
  init(_ changes: [RuleChange], run: RunContext) {
    if let change = changes.first, changes.count == 1 {
      self.init(change, run: run)
      return
    }
    let named = changes.prefix(Self.namedChanges).map { Self.subject($0.maskingSecretsInMessage) }
    let rest = changes.count > named.count ? ["and \(changes.count - named.count) more"] : []
    self.init([Self.subject(changes), (named + rest).joined(separator: "\n")], Self.trailers(run))
  }

  /// Writes the message of a person's consent to rules as they are.
  ///
  /// - Parameter named: so many are named in words.
  init(accepting rules: [Rule], named: Int, run: RunContext) {
    let words = rules.prefix(named).map { rule in
      let rule = rule.withSecretsMasked
      return "- \(rule.action.description.onOneLine)".cut(toColumns: Self.subjectColumns)
    }
    let rest = rules.count > words.count ? ["and \(rules.count - words.count) more"] : []
    let trailers =
      rules.map { "Accepted: \($0.id)" } + ["Review: \(RunContext.Review.accepted.rawValue)"]
      + ["Run: \(run.id.onOneLine.cut(toColumns: Self.trailerColumns))"]
    let paragraphs = [
      rules.count == 1 ? "Accept a rule as it is" : "Accept \(rules.count) rules as they are",
      (words + rest).joined(separator: "\n"), trailers.joined(separator: "\n"),
    ]
    self.init(text: paragraphs.joined(separator: "\n\n") + "\n")
  }

  private static func subject(_ changes: [RuleChange]) -> String {
    let counts = RuleChange.Kind.allCases.compactMap { kind in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(kind.rawValue) \(count)"
    }
    let list = counts.joined(separator: ", ")
    return "\(list.prefix(1).uppercased())\(list.dropFirst()) wishes"
  }

  private static func subject(_ change: RuleChange) -> String {
    let (rule, verb) = (change.rule, change.kind.rawValue)
    let description = rule.action.description.onOneLine.continuingSentence
    return
      "\(verb.prefix(1).uppercased())\(verb.dropFirst()) \(rule.action.type.rawValue) rule: \(description.isEmpty ? rule.id.text : description)"
      .cut(toColumns: subjectColumns)
  }

  private static func reasons(_ change: RuleChange) -> [String] {
    switch change {
    case .remove(_, let reason): [reason]
    case .add(let rule), .replace(_, let rule), .restore(let rule), .change(_, let rule):
      [rule.rationale, rule.decision?.justification ?? ""]
    }
  }

  private static func paragraph(_ reason: String) -> String? {
    let lines = reason.onOneLine.wrapped(toColumns: subjectColumns).map { line in
      // Lines that git takes for something else: `---` ends a message, `#` begins a comment, and a patch begins
      // where `git am` reads a message back.
      ["#", "---", "diff -", "Index: ", ">From ", "From "].contains(where: line.hasPrefix) ? " \(line)" : line
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private static func trailers(_ change: RuleChange, _ run: RunContext) -> [Trailer] {
    var trailers = [Trailer(key: "Rule", value: change.rule.id.text)]
    func add(_ key: String, _ value: String) { trailers.append(Trailer(key: key, value: value)) }
    if case .remove(_, let reason) = change {
      add("Reason", reason)
    } else {
      if let decision = change.rule.decision {
        add("Decision", "\(decision.decision.rawValue) \(hundredths(decision.score))")
      }
      for source in newSources(change) { add("Source", "\(source.transcript)#\(source.segment)") }
    }
    if case .replace(let old, _) = change { for id in old { add("Supersedes", id.text) } }
    if case .remove = change {
    } else {
      for doubt in change.rule.decision?.doubts ?? [] { add("Doubt", doubt.description) }
    }
    if let ended = change.rule.decision?.ended { add("Ended", ended.rawValue) }
    return trailers + Self.trailers(run)
  }

  /// What the run says of every change: whose it is.
  private static func trailers(_ run: RunContext) -> [Trailer] {
    let review = run.review.map { [Trailer(key: "Review", value: $0.rawValue)] } ?? []
    let others = run.trailers.map { Trailer(key: $0.key, value: SecretScanner.masked($0.value)) }
    return review + others + [Trailer(key: "Run", value: run.id)]
  }

  /// Whether a value comes back from a trailer as it is.
  static func canHold(_ value: String) -> Bool {
    !value.isEmpty && value == SecretScanner.masked(value).onOneLine.cut(toColumns: trailerColumns)
  }

  private static func newSources(_ change: RuleChange) -> [RuleSource] {
    guard case .change(let before, let after) = change else { return change.rule.sources }
    return after.sources.filter { source in
      !before.sources.contains { ($0.transcript, $0.segment) == (source.transcript, source.segment) }
    }
  }

  /// A score in 0…1 with two decimals, in any locale.
  private static func hundredths(_ score: Double) -> String {
    min(max(score, 0), 1).fixed(decimals: 2)
  }
}

extension RuleChange {
  /// The change as its message may tell it: also a rule that goes may be one from before secrets were masked.
  fileprivate var maskingSecretsInMessage: RuleChange {
    guard case .remove(let rule, let reason) = self else { return withSecretsMasked }
    return .remove(rule.withSecretsMasked, reason: SecretScanner.masked(reason))
  }
}
