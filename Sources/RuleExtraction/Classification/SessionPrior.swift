/// How often people state directives differs from session to session; a model that knows only the usual rate is too
/// careful in one and too bold in another.
///
/// The rates of a session are estimated from the model's own judgements by expectation maximisation, and the judgements
/// are corrected for them (M. Saerens, P. Latinne, C. Decaestecker, "Adjusting the outputs of a classifier to new a
/// priori probabilities", Neural Computation 14, 2002). The usual rates count as some messages more, so that a short
/// session stays near them.
struct SessionPrior: Sendable {
  /// Shares of messages, each in 0…1.
  struct Rates: Hashable, Sendable, Codable {
    var persistent: Double
    var shortTerm: Double

    enum CodingKeys: String, CodingKey {
      case persistent
      case shortTerm = "short_term"
    }
  }

  /// How many messages the usual rates are worth.
  private static let strength = 5.0
  private static let rounds = 40

  let usual: Rates

  typealias Judgement = ClauseClassifier.Judgement

  /// The judgements on the clauses of a session's messages, corrected for the session's rates.
  func corrected(_ messages: [[Judgement]]) -> [[Judgement]] {
    let surest = messages.map(Self.surest)
    var rates = usual
    for _ in 0..<Self.rounds {
      let corrected = surest.map { correct($0, for: rates) }
      let count = Double(messages.count) + Self.strength
      rates.persistent = (corrected.reduce(0) { $0 + $1.persistent } + Self.strength * usual.persistent) / count
      rates.shortTerm = (corrected.reduce(0) { $0 + $1.shortTerm } + Self.strength * usual.shortTerm) / count
    }
    return messages.map { $0.map { correct($0, for: rates) } }
  }

  /// What a message as a whole is judged to be.
  private static func surest(_ clauses: [Judgement]) -> Judgement {
    let persistent = clauses.map(\.persistent).max() ?? 0
    return Judgement(persistent: persistent, shortTerm: min(1 - persistent, clauses.map(\.shortTerm).max() ?? 0))
  }

  private func correct(_ judgement: Judgement, for rates: Rates) -> Judgement {
    let persistent = judgement.persistent * rates.persistent / usual.persistent
    let shortTerm = judgement.shortTerm * rates.shortTerm / usual.shortTerm
    let none =
      judgement.none * (1 - rates.persistent - rates.shortTerm) / (1 - usual.persistent - usual.shortTerm)
    let sum = max(persistent + shortTerm + none, 1e-12)
    var corrected = judgement
    corrected.persistent = persistent / sum
    corrected.shortTerm = shortTerm / sum
    return corrected
  }
}
