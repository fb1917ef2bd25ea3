/// A reproducible source of random numbers (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
struct Randomness: RandomNumberGenerator {
  private var state: UInt64

  /// - Parameter number: of the input, so that each can be made without those before it.
  init(seed: UInt64, number: Int) {
    state = seed
    state = next() ^ (UInt64(number) &* 0xD134_2543_DE82_EF95)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from zero on, below the limit, which is at least one.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(limit, 1))) }

  mutating func one(in chances: Int) -> Bool { below(chances) == 0 }

  mutating func element<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A range within a count; mostly short.
  mutating func range(in count: Int) -> Range<Int> {
    let start = below(count + 1)
    let longest = element([1, 4, 16, 64, 1024, 1 << 20])
    return start..<min(count, start + 1 + below(longest))
  }
}
