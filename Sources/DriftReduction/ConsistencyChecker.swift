package import Rules

/// Compares outputs: how alike their naming, style and structure are.
///
/// For naming and style, each kind of choice (such as the convention of variables, or the quotes) is a distribution in
/// each output, and what two have in common is their overlap, which is 1 minus the total variation distance. Every kind
/// that both show counts the same: to a reader it is one habit, however often a language makes its writer show it, and
/// the indentation of a hundred lines must not outweigh the quotes of three strings. A kind in which a language leaves
/// no choice, such as the quotes of Go, is not read and does not count. For structure, each number is compared by the
/// smaller over the larger.
package struct ConsistencyChecker: Sendable {
  private let metrics: [ConsistencyMetric]

  package init(metrics: [ConsistencyMetric] = ConsistencyMetric.allCases) {
    self.metrics = metrics
  }

  /// How well two outputs agree; an output agrees with itself fully, and 1 also stands for nothing to compare.
  package func compareOutputs(_ first: TaskOutput, _ second: TaskOutput) -> ConsistencyScores {
    let found = compare(OutputProfile(first), OutputProfile(second))
    return ConsistencyScores(Dictionary(uniqueKeysWithValues: metrics.map { ($0, found[$0] ?? 1) }))
  }

  /// How well several outputs agree with each other: the mean over all pairs in the same language. A metric for which
  /// no pair has anything to compare is left out; nil when all are.
  package func consistency(among outputs: [TaskOutput]) -> ConsistencyScores? {
    let groups = Dictionary(grouping: outputs) { $0.language ?? "" }
    var scores: [ConsistencyScores] = []
    for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
      let profiles = group.map(OutputProfile.init)
      for (index, first) in profiles.enumerated() {
        for second in profiles[(index + 1)...] { scores.append(compare(first, second)) }
      }
    }
    return ConsistencyScores.mean(of: scores)
  }

  /// The metrics for which both outputs have something to compare.
  private func compare(_ first: OutputProfile, _ second: OutputProfile) -> ConsistencyScores {
    var values: [ConsistencyMetric: Double] = [:]
    for metric in metrics {
      values[metric] =
        switch metric {
        case .naming: Self.overlap(first.naming, second.naming)
        case .style: Self.overlap(first.style, second.style)
        case .structure: Self.likeness(first.structure, second.structure)
        }
    }
    return ConsistencyScores(values)
  }

  private static func overlap(_ first: [String: [String: Int]], _ second: [String: [String: Int]]) -> Double? {
    var (sum, weight) = (0.0, 0.0)
    for (kind, counts) in first.sorted(by: { $0.key < $1.key }) {
      guard let others = second[kind] else { continue }
      let (total, otherTotal) = (counts.values.reduce(0, +), others.values.reduce(0, +))
      guard total > 0, otherTotal > 0 else { continue }
      let common = counts.sorted { $0.key < $1.key }.reduce(0.0) { common, choice in
        common + min(Double(choice.value) / Double(total), Double(others[choice.key] ?? 0) / Double(otherTotal))
      }
      sum += common
      weight += 1
    }
    return weight == 0 ? nil : sum / weight
  }

  private static func likeness(_ first: [String: Double], _ second: [String: Double]) -> Double? {
    let shared = first.keys.filter { second[$0] != nil }.sorted()
    guard !shared.isEmpty else { return nil }
    return shared.reduce(0.0) { sum, key in
      let (small, large) = (min(first[key] ?? 0, second[key] ?? 0), max(first[key] ?? 0, second[key] ?? 0))
      return sum + (large == 0 ? 1 : small / large)
    } / Double(shared.count)
  }
}
