import Rules

/// The clauses of labelled messages, each with what the reader's words about its message say of it.
struct LabelledClauses: Sendable {
  /// One clause.
  struct Entry: Sendable {
    var message: Int
    /// The place of the clause in the message, in UTF-8 bytes.
    var range: Range<Int>?
    var features: ClauseFeatures
    /// What it states; nil for nothing.
    var scope: Rule.Scope?
    /// The kind of action it asks for, where that is known.
    var kind: Action.Kind?
    var weight: Double
  }

  var entries: [Entry] = []

  /// How much of the shorter of two texts must occur in the other for them to be about the same words.
  private static let quoted = 0.7
  private static let described = 0.5
  /// What a label counts about which its givers differed.
  static let doubtful = 0.4

  init(_ messages: [LabelledMessage], read: [ReadMessage]) {
    var copies: [String: Double] = [:]
    for message in messages { copies[String(message.text.prefix(200)), default: 0] += 1 }
    for (index, message) in messages.enumerated() {
      let features = read[index].features
      let repeated = copies[String(message.text.prefix(200))] ?? 1
      // An editor's template is one example, however often it was sent.
      let weight = message.weight * (message.isUnsure ? Self.doubtful : 1) / repeated.squareRoot()
      for (clause, feature) in zip(read[index].clauses, features) {
        let stated = Self.directive(of: clause.clause.spokenText, in: message)
        entries.append(
          Entry(
            message: index, range: clause.range, features: feature, scope: stated?.scope, kind: stated?.kind,
            weight: weight))
      }
    }
  }

  /// The directive that a clause states; a lasting one where it states two.
  private static func directive(of clause: String, in message: LabelledMessage) -> LabelledMessage.Directive? {
    guard message.label != .irrelevant else { return nil }
    let words = Self.words(clause)
    var found: LabelledMessage.Directive?
    for rule in message.rules {
      let isMeant =
        rule.quote.map { overlap(words, Self.words($0)) >= quoted }
        ?? (words.count > 1 && overlap(words, Self.words(rule.description)) >= described)
      guard isMeant else { continue }
      if rule.scope == .persistent { return rule }
      found = rule
    }
    return found
  }

  private static func words(_ text: String) -> [String: Int] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      .reduce(into: [:]) { $0[String($1), default: 0] += 1 }
  }

  /// The share of the shorter text's words that occur in the other.
  private static func overlap(_ left: [String: Int], _ right: [String: Int]) -> Double {
    let smaller = min(left.values.reduce(0, +), right.values.reduce(0, +))
    guard smaller > 0 else { return 0 }
    let shared = left.reduce(0) { $0 + min($1.value, right[$1.key] ?? 0) }
    return Double(shared) / Double(smaller)
  }
}
