import StorageDecision
import TestSupport
import Testing

@Suite struct ScoreCalibrationTests {
  @Test func withoutPointsAScoreStaysAsItIs() {
    for score in [0, 0.3, 1] { #expect(ScoreCalibration.identity(score) == score) }
  }

  @Test func betweenPointsItIsStraightAndOutsideItIsLevel() throws {
    let line = try #require(ScoreCalibration([.init(score: 0.2, share: 0.1), .init(score: 0.6, share: 0.9)]))
    #expect(line(0) == 0.1)
    #expect(abs(line(0.4) - 0.5) < 1e-9)
    #expect(line(0.6) == 0.9)
    #expect(line(1) == 0.9)
  }

  @Test func aLineThatFallsIsNone() {
    #expect(ScoreCalibration([.init(score: 0.2, share: 0.5), .init(score: 0.6, share: 0.4)]) == nil)
    #expect(ScoreCalibration([.init(score: 0.6, share: 0.1), .init(score: 0.6, share: 0.4)]) == nil)
    #expect(ScoreCalibration([.init(score: 0.6, share: 1.1)]) == nil)
  }

  @Test func aFittedScoreIsRightAsOftenAsItSays() {
    var generator = SeededGenerator(seed: 7)
    // What scores 0.8 is right in 64 of 100 cases here.
    let observations = (0..<20_000).map { _ -> (score: Double, isRight: Bool) in
      let score = Double.random(in: 0..<1, using: &generator)
      return (score, Double.random(in: 0..<1, using: &generator) < score * score)
    }
    let line = ScoreCalibration.fitted(to: observations, least: 400)
    for score in [0.3, 0.5, 0.8, 0.9] { #expect(abs(line(score) - score * score) < 0.06) }
  }

  @Test func aFittedLineNeverFalls() throws {
    try forAll { (generator: inout SeededGenerator) in
      let observations = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        (score: Double(Int.random(in: 0...20, using: &generator)) / 20, isRight: Bool.random(using: &generator))
      }
      let line = ScoreCalibration.fitted(to: observations, least: Int.random(in: 1...30, using: &generator))
      let values = (0...100).map { line(Double($0) / 100) }
      if !observations.isEmpty {
        #expect(!line.points.isEmpty)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
      }
    }
  }
}
