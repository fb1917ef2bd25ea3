import LogisticModels
import Rules

/// The clauses of labelled messages, each with what the reader's words about its message say of it.
struct LabelledClauses: Sendable {
  /// One clause.
  struct Entry: Sendable {
    var message: Int
    /// The place of the clause in the message, in UTF-8 bytes.
    var range: Range<Int>?
    var features: LinearModel.Features
    /// What it states; nil for nothing.
    var scope: Rule.Scope?
    /// The kind of action it asks for, where that is known.
    var kind: Action.Kind?
    /// Which of its message's directives it states, or a part of it.
    var directive: Int?
    var weight: Double
  }

  /// Two neighbouring clauses of which one at least belongs to a directive.
  struct Pair: Sendable {
    var message: Int
    var features: LinearModel.Features
    /// Whether they state one directive together.
    var isOne: Bool
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
      let places = message.rules.map { rule in rule.quote.flatMap { Self.place(of: $0, in: message.text) } }
      for (clause, feature) in zip(read[index].clauses, features) {
        let number = Self.directive(of: clause, in: message, places)
        let stated = number.map { message.rules[$0] }
        entries.append(
          Entry(
            message: index, range: clause.range, features: feature, scope: stated?.scope, kind: stated?.kind,
            directive: number, weight: weight))
      }
    }
  }

  /// The neighbours that show which clauses belong together, once the entries have their embeddings.
  func pairs(_ messages: [LabelledMessage], read: [ReadMessage]) -> [Pair] {
    var pairs: [Pair] = []
    var start = 0
    for (index, message) in read.enumerated() {
      defer { start += message.clauses.count }
      // Where only the meaning is known, nobody said which words belong to it.
      guard messages[index].rules.allSatisfy({ $0.quote != nil }) else { continue }
      for right in message.clauses.indices.dropFirst() {
        let (before, after) = (entries[start + right - 1], entries[start + right])
        guard before.directive != nil || after.directive != nil else { continue }
        pairs.append(
          Pair(
            message: index,
            features: NeighbourFeatures.features(
              of: (message.clauses[right - 1], before.features.embedding),
              (message.clauses[right], after.features.embedding)),
            isOne: before.directive == after.directive, weight: after.weight))
      }
    }
    return pairs
  }

  /// The place of the words in a text, in UTF-8 bytes.
  private static func place(of words: String, in text: String) -> Range<Int>? {
    guard let range = text.firstRange(of: words) else { return nil }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return start..<start + words.utf8.count
  }

  /// The number of the directive that a clause states; of a lasting one where it states two.
  private static func directive(
    of passage: MessageReader.Passage, in message: LabelledMessage, _ places: [Range<Int>?]
  ) -> Int? {
    guard message.label != .irrelevant else { return nil }
    let words = Self.words(passage.clause.spokenText)
    let stated = message.rules.indices.filter { index in
      let rule = message.rules[index]
      if let place = places[index], let range = passage.range {
        let shared = place.clamped(to: range).count
        return Double(shared) >= quoted * Double(min(place.count, range.count)) && shared > 0
      }
      return rule.quote.map { overlap(words, Self.words($0)) >= quoted }
        ?? (words.count > 1 && overlap(words, Self.words(rule.description)) >= described)
    }
    return stated.first { message.rules[$0].scope == .persistent } ?? stated.last
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
