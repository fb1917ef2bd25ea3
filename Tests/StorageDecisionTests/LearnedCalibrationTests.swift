import Rules
import StorageDecision
import TestSupport
import Testing

/// Calibrations that are fitted to few reviews.
@Suite struct LearnedCalibrationTests {
  @Test func aLineNeverFallsAndStaysNearItsPriorWhereLittleIsSeen() throws {
    try forAll { (generator: inout SeededGenerator) in
      let count = Int.random(in: 0...200, using: &generator)
      let observations = (0..<count).map { _ in
        (score: Double.random(in: 0...1, using: &generator), isRight: Bool.random(using: &generator))
      }
      let line = ScoreCalibration.fitted(to: observations, prior: .identity, least: 8, strength: 8)
      let values = (0...50).map { line(Double($0) / 50) }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
      #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
      if count == 0 { #expect(values[25] == 0.5) }
    }
  }

  @Test func manyObservationsOutweighThePrior() {
    let observations = (0..<400).map { (score: 0.9, isRight: $0 % 4 == 0) }
    let line = ScoreCalibration.fitted(to: observations, prior: .identity, least: 8, strength: 8)
    #expect(abs(line(0.9) - 0.25) < 0.03)
    let few = ScoreCalibration.fitted(to: [(0.9, false)], prior: .identity, least: 8, strength: 8)
    #expect(few(0.9) > 0.75)
  }

  @Test func whatIsRefusedMoreOftenWeighsLess() {
    let observations = (0..<60).map { number in
      ConfidenceCalibration.Observation(
        confidence: 0.8, marks: number % 2 == 0 ? ["type style"] : ["type naming"], isRight: number % 2 == 1)
    }
    let calibration = ConfidenceCalibration.fitted(to: observations)
    #expect(calibration(0.8, ["type style"]) < 0.3)
    #expect(calibration(0.8, ["type naming"]) > 0.8)
    #expect(calibration(0.9, ["type style"]) > calibration(0.8, ["type style"]))
    #expect(ConfidenceCalibration.identity(0.8123, ["type style"]) == 0.8123)
    #expect(ConfidenceCalibration.fitted(to: []) == .identity)
  }
}
