import Testing

@testable import SyntheticData

@Suite struct SplitMix64Tests {
  @Test func theNumbersAreThoseOfTheReferenceImplementation() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func choicesStayInTheirBounds() {
    var random = SplitMix64(seed: 9)
    for bound in 1...200 { #expect((0..<bound).contains(random.below(bound))) }
    #expect(random.pick([Int]()) == nil)
    #expect(random.text([]) == "")
    #expect(random.weighted([0, 0]) == nil)
    #expect(random.weighted([0, -1, 2]) == 2)
    #expect(random.weighted([.infinity]) == nil)
  }

  @Test func shufflingKeepsEveryElement() {
    var random = SplitMix64(seed: 3)
    let mixed = random.shuffled(Array(0..<50))
    #expect(mixed.sorted() == Array(0..<50))
    #expect(mixed != Array(0..<50))
  }
}
