import RuleStore
package import Rules

/// The sessions of which a person took back all that they taught: what was said in them counts no more.
package struct UndoneSessions: Hashable, Sendable {
  package let sessions: Set<String>

  /// A rule without what was said in these sessions; nil when nothing else was said for it.
  package func left(of rule: Rule) -> Rule? {
    let sources = rule.sources.filter { !sessions.contains($0.session) }
    guard sources.count < rule.sources.count else { return rule }
    guard let first = sources.first else { return nil }
    var left = rule
    left.sources = sources
    let places = Set(sources.map(Self.place))
    if let known = rule.sourceID, !places.contains(known) {
      left.sourceID = Self.place(first)
      left.timestamp = first.timestamp ?? rule.timestamp
    }
    return left
  }

  /// What becomes of a stored rule; nil for nothing.
  ///
  /// - Parameter isKept: whether a person keeps it: then it stays without any source.
  func change(to rule: Rule, isKept: Bool) -> RuleChange? {
    if let left = left(of: rule) { return left == rule ? nil : .change(from: rule, to: left) }
    guard isKept else { return .remove(rule, reason: "The sessions that taught it were undone.") }
    var bare = rule
    bare.sources = []
    return .change(from: rule, to: bare)
  }

  private static func place(_ source: RuleSource) -> String { "\(source.transcript)#\(source.segment)" }
}
