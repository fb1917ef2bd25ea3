import Foundation

/// A reproducible source of random numbers (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Runs a property over many random cases and prints the seed, so that a failure can be run again with
/// `LTM_TEST_SEED`.
package func forAll(
  cases: Int = 200, _ property: (inout SeededGenerator) throws -> Void
) throws {
  let given = ProcessInfo.processInfo.environment["LTM_TEST_SEED"].flatMap { UInt64($0) }
  let seed = given ?? UInt64.random(in: 0...UInt64(UInt32.max))
  print("property seed: LTM_TEST_SEED=\(seed)")
  var generator = SeededGenerator(seed: seed)
  for _ in 0..<cases { try property(&generator) }
}
