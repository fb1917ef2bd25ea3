/// How often each kind of user segment occurs in a generated transcript; the shares are weights and need not sum to 1.
package struct RuleMix: Hashable, Sendable, Codable {
  package var persistent: Double
  package var shortTerm: Double
  package var irrelevant: Double

  package init(persistent: Double = 0.25, shortTerm: Double = 0.15, irrelevant: Double = 0.6) {
    self.persistent = persistent
    self.shortTerm = shortTerm
    self.irrelevant = irrelevant
  }

  enum CodingKeys: String, CodingKey {
    case persistent, irrelevant
    case shortTerm = "short_term"
  }
}
