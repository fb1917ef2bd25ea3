/// Something about a rule that a person is to decide.
package struct Doubt: Hashable, Sendable, Codable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The score, or how surely the user meant it, is too low to store it unasked.
    case unsure
    /// Doing what it asks for could do harm.
    case dangerous
    /// It may contradict another rule, and it is not clear which of the two holds.
    case conflict
    /// A later statement probably ends it, so that it is not applied until a person says that it holds.
    case revoked
  }

  package var kind: Kind
  /// What exactly, in a few fixed words that quote nothing: `0.58`, `runs remote code`, `both sides changed its action`;
  /// of what is revoked the place of the later statement, `session_004#2`.
  package var detail: String?
  /// The other rule of a conflict, or the one that the later statement makes.
  package var rule: RuleID?

  package init(_ kind: Kind, detail: String? = nil, rule: RuleID? = nil) {
    self.kind = kind
    self.detail = detail
    self.rule = rule
  }

  /// A conflict with a statement that only takes the rule back.
  package static func takenBack(in source: String?) -> Doubt {
    Doubt(.conflict, detail: "taken back in \(source ?? "a later session")")
  }

  /// For people: `unsure 0.58`, `dangerous: runs remote code`, `conflicts with 0f3a…`, `taken back in session_004#2`.
  package var description: String {
    switch kind {
    case .unsure: detail.map { "unsure \($0)" } ?? "unsure"
    case .dangerous: detail.map { "dangerous: \($0)" } ?? "dangerous"
    case .conflict: rule.map { "conflicts with \($0)" } ?? detail ?? "conflicts with another rule"
    case .revoked: "probably ended by \(detail ?? "a later statement")"
    }
  }
}
