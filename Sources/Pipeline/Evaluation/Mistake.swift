import RuleExtraction
package import Rules
import SyntheticData

/// Something that extraction got wrong in one place of a suite.
package struct Mistake: Hashable, Sendable, Encodable {
  package enum Kind: String, Hashable, Sendable, Encodable {
    /// A person found a rule, extraction did not.
    case missed
    /// Extraction found a rule where there is none.
    case surplus = "false"
    /// For the moment instead of for good, or the other way round.
    case wrongScope = "wrong_scope"
    case wrongType = "wrong_type"
  }

  package var suite: String
  package var transcript: String
  package var segment: Int
  package var kind: Kind
  /// The scope of the rule that was missed or made.
  package var scope: Rule.Scope
  /// The confidence of what was made; for a missed rule, the greatest of anything in the place, kept or not.
  package var confidence: Double
  /// The user's message; nil unless it was asked for.
  package var text: String?

  /// How bad it is, 0…1: what is surely wrong counts more than what was doubted, a lasting rule more than one for the
  /// moment, and a wrong type least.
  var weight: Double {
    switch kind {
    case .missed: (1 - confidence) * (scope == .persistent ? 1 : 0.5)
    case .surplus: confidence * (scope == .persistent ? 1 : 0.5)
    case .wrongScope: confidence * 0.9
    case .wrongType: confidence * 0.25
    }
  }

  /// The worst first.
  static func precedes(_ left: Mistake, _ right: Mistake) -> Bool {
    if left.weight != right.weight { return left.weight > right.weight }
    return (left.suite, left.transcript, left.segment, left.kind.rawValue)
      < (right.suite, right.transcript, right.segment, right.kind.rawValue)
  }
}

extension Mistake {
  /// All mistakes of extraction on a suite, the worst first.
  ///
  /// - Parameters:
  ///   - surest: how sure extraction was of anything in each place, also of what it did not make a candidate.
  ///   - showsText: whether the messages are to be shown.
  static func all(
    in measurement: SuiteMeasurement, surest: [SourcePlace: Double], name: String, showsText: Bool
  ) -> [Mistake] {
    let (candidates, pairs) = (measurement.candidates, measurement.extraction.pairs)
    let wishes = measurement.suite.statements
    let transcripts = Dictionary(
      measurement.suite.transcripts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func mistake(_ kind: Kind, _ place: SourcePlace?, _ scope: Rule.Scope, _ confidence: Double) -> Mistake? {
      guard let place else { return nil }
      let text = transcripts[place.transcript]?.segments[place.segment].content
      return Mistake(
        suite: name, transcript: place.transcript, segment: place.segment, kind: kind, scope: scope,
        confidence: confidence, text: showsText ? text : nil)
    }
    let found = Set(pairs.map(\.gold))
    let matched = Set(pairs.map(\.extracted))
    var mistakes: [Mistake?] = []
    for (index, wish) in wishes.enumerated() where !found.contains(index) {
      mistakes.append(
        mistake(
          .missed, wish.places.earliest, wish.rule.scope, wish.places.compactMap { surest[$0] }.max() ?? 0))
    }
    for (index, rule) in candidates.enumerated() where !matched.contains(index) {
      mistakes.append(mistake(.surplus, rule.places.earliest, rule.scope, rule.confidence))
    }
    for pair in pairs {
      let (rule, wish) = (candidates[pair.extracted], wishes[pair.gold])
      let place = wish.places.intersection(rule.places).earliest
      if rule.scope != wish.rule.scope {
        mistakes.append(mistake(.wrongScope, place, rule.scope, rule.confidence))
      } else if rule.action.type != wish.rule.action.type {
        mistakes.append(mistake(.wrongType, place, rule.scope, rule.confidence))
      }
    }
    return mistakes.compactMap { $0 }.sorted(by: precedes)
  }
}

extension Set<SourcePlace> {
  /// The first by transcript and segment.
  var earliest: SourcePlace? { self.min { ($0.transcript, $0.segment) < ($1.transcript, $1.segment) } }
}

extension GoldRule {
  /// The scope that the decision shows.
  fileprivate var scope: Rule.Scope { decision == .store ? .persistent : .shortTerm }
}
