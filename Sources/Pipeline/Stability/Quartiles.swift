/// The middle of some numbers, and the middle of each half.
package struct Quartiles: Hashable, Sendable, Encodable {
  package let lower: Double
  package let median: Double
  package let upper: Double

  /// Between two numbers a quartile is interpolated (type 7 of Hyndman and Fan, "Sample quantiles in statistical
  /// packages", The American Statistician 50, 1996).
  ///
  /// - Returns: nil for no numbers.
  package init?(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    guard let last = sorted.last else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let next = below + 1 < sorted.count ? sorted[below + 1] : last
      return sorted[below] + (place - Double(below)) * (next - sorted[below])
    }
    (lower, median, upper) = (quantile(0.25), quantile(0.5), quantile(0.75))
  }
}
