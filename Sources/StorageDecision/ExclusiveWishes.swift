package import Rules

/// Finds wishes of which not both can hold.
package enum ExclusiveWishes {
  /// The pairs, each once, the smaller id first, in order.
  package static func pairs(among rules: [Rule]) -> [(RuleID, RuleID)] {
    let wishes = rules.sorted { $0.id < $1.id }.map(WishComparison.init)
    var pairs: [(RuleID, RuleID)] = []
    for (index, wish) in wishes.enumerated() {
      for other in wishes[(index + 1)...] where !wish.words.isDisjoint(with: other.words) {
        if [.contradictory, .conflicting].contains(wish.relation(to: other)) {
          pairs.append((wish.rule.id, other.rule.id))
        }
      }
    }
    return pairs
  }
}
