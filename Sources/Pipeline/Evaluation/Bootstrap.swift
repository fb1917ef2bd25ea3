import Rules
import SyntheticData

/// How far a figure could be off because just these transcripts were measured: percentile intervals over resamples
/// (B. Efron, "Bootstrap methods: another look at the jackknife", 1979). The same seed gives the same intervals.
package struct Bootstrap: Sendable {
  /// How often the items are drawn anew.
  let resamples: Int
  var seed: UInt64 = 1

  /// The ends of an interval.
  package struct Interval: Hashable, Sendable, Encodable {
    package var low: Double
    package var high: Double
  }

  /// The 95 % intervals of some figures, each computed from what is drawn; none without resamples.
  ///
  /// - Parameters:
  ///   - sizes: how many items there are of each sort; as many are drawn with replacement.
  ///   - figures: the figures of drawn items, given by their indices; always as many, in one order.
  func intervals(of sizes: [Int], _ figures: ([[Int]]) -> [Double]) -> [Interval] {
    guard resamples > 0 else { return [] }
    var random = SplitMix64(seed: seed)
    var columns: [[Double]] = []
    for _ in 0..<resamples {
      let drawn = sizes.map { size in (0..<size).map { _ in random.below(size) } }
      for (index, value) in figures(drawn).enumerated() {
        if index == columns.count { columns.append([]) }
        columns[index].append(value)
      }
    }
    return columns.map { values in
      let sorted = values.sorted()
      let cut = sorted.count / 40
      return Interval(low: sorted[cut].fourDecimals, high: sorted[sorted.count - 1 - cut].fourDecimals)
    }
  }
}
