/// A small reproducible source of random numbers (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", OOPSLA 2014).
///
/// Its choices are written out here instead of taken from the standard library, whose algorithms may change: the same
/// seed has to give the same data for ever.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from zero to below `bound`, which is at least one; the bias of 2^-50 or less does not matter here.
  package mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// Tells true with the probability of `percent` in a hundred.
  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  /// One of the elements; nil when there is none.
  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// One of the texts; empty when there is none.
  mutating func text(_ texts: [String]) -> String {
    pick(texts) ?? ""
  }

  /// The place of one of the weights, likelier where the weight is greater; nil when no weight is above zero.
  mutating func weighted(_ weights: [Double]) -> Int? {
    let total = weights.reduce(0) { $0 + max($1, 0) }
    guard total > 0, total.isFinite else { return nil }
    var rest = Double(next() >> 11) / 9_007_199_254_740_992 * total
    for (place, weight) in weights.enumerated() where weight > 0 {
      rest -= weight
      if rest < 0 { return place }
    }
    return weights.lastIndex { $0 > 0 }
  }

  /// The elements in another order (Fisher and Yates).
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var mixed = elements
    for place in stride(from: mixed.count - 1, to: 0, by: -1) { mixed.swapAt(place, below(place + 1)) }
    return mixed
  }
}
