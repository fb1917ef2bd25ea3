/// How the names of a text are written.
package struct NamingProfile: Hashable, Sendable {
  /// The number of names of each role that fit a convention.
  package let counts: [NameRole: [NamingConvention: Int]]
  /// The number of names of each role.
  package let totals: [NameRole: Int]

  /// The names of a text; a name that fits several conventions counts for each.
  package init(of text: SourceText) {
    var counts: [NameRole: [NamingConvention: Int]] = [:]
    var totals: [NameRole: Int] = [:]
    for name in text.names {
      totals[name.role, default: 0] += 1
      for convention in NamingConvention.conventions(of: name.name) {
        counts[name.role, default: [:]][convention, default: 0] += 1
      }
    }
    self.counts = counts
    self.totals = totals
  }

  /// The share of a role's names that fit a convention, 0 to 1; nil when there are none.
  package func share(_ role: NameRole, _ convention: NamingConvention) -> Double? {
    guard let total = totals[role], total > 0 else { return nil }
    return Double(counts[role]?[convention] ?? 0) / Double(total)
  }
}
