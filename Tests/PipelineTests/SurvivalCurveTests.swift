import Pipeline
import TestSupport
import Testing

/// The estimate of Kaplan and Meier, against values worked out by hand and against its definition.
@Suite struct SurvivalCurveTests {
  private func curve(_ ends: [Double], held: [Double] = []) -> SurvivalCurve {
    SurvivalCurve(
      ends.map { SurvivalCurve.Observation(days: $0, isEnd: true) }
        + held.map { SurvivalCurve.Observation(days: $0, isEnd: false) })
  }

  private func isNear(_ left: Double?, _ right: Double) -> Bool { left.map { abs($0 - right) < 1e-12 } ?? false }

  /// The remission times of 21 patients under 6-mercaptopurine (Freireich and others, Blood 21, 1963), as every textbook
  /// works them out.
  @Test func theTextbooksExampleComesOut() {
    let curve = curve([6, 6, 6, 7, 10, 13, 16, 22, 23], held: [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    #expect(curve.steps.map(\.days) == [6, 7, 10, 13, 16, 22, 23])
    #expect(curve.steps.map(\.atRisk) == [21, 17, 15, 12, 11, 7, 6])
    #expect(curve.steps.map(\.ended) == [3, 1, 1, 1, 1, 1, 1])
    let expected = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    for (step, value) in zip(curve.steps, expected) { #expect(abs(step.survival - value) < 0.0005) }
    #expect(curve.halfLife == 23)
    #expect(curve.survival(atDays: 5) == 1)
    #expect(isNear(curve.survival(atDays: 9), 18.0 / 21 * 16 / 17))
    #expect(curve.survival(atDays: 36) == nil)
    #expect(curve.atRisk(atDays: 20) == 8)
  }

  @Test func withoutCensoringItIsTheShareThatIsLeft() {
    let curve = curve([1, 2, 3, 4])
    #expect(curve.survival(atDays: 0.5) == 1)
    #expect(isNear(curve.survival(atDays: 2), 0.5))
    #expect(curve.halfLife == 2)
    #expect(curve.survival(atDays: 100) == 0)
  }

  @Test func rulesThatAllHoldHaveNoHalfLife() {
    let curve = curve([], held: [5, 9])
    #expect(curve.steps.isEmpty)
    #expect(curve.halfLife == nil)
    #expect(curve.survival(atDays: 9) == 1)
    #expect(curve.survival(atDays: 10) == nil)
    #expect(self.curve([]).survival(atDays: 0) == nil)
  }

  @Test func theCurveIsTheProductOverTheTimesOfEnds() throws {
    try forAll(cases: 300) { generator in
      let observations = (0..<Int.random(in: 1..<30, using: &generator)).map { _ in
        SurvivalCurve.Observation(
          days: Double(Int.random(in: 0..<12, using: &generator)), isEnd: Bool.random(using: &generator))
      }
      let curve = SurvivalCurve(observations)
      for day in stride(from: 0.0, through: 13, by: 0.5) {
        var product = 1.0
        for time in Set(observations.filter(\.isEnd).map(\.days)) where time <= day {
          let atRisk = observations.filter { $0.days >= time }.count
          let ended = observations.filter { $0.isEnd && $0.days == time }.count
          product *= Double(atRisk - ended) / Double(atRisk)
        }
        let longest = observations.map(\.days).max() ?? 0
        if day <= longest || product == 0 {
          #expect(isNear(curve.survival(atDays: day), product))
        } else {
          #expect(curve.survival(atDays: day) == nil)
        }
      }
      let half = stride(from: 0.0, through: 13, by: 1).first { (curve.survival(atDays: $0) ?? 1) <= 0.5 + 1e-12 }
      #expect(curve.halfLife == half)
    }
  }

  @Test func quartilesAreInterpolated() {
    #expect(Quartiles([]) == nil)
    #expect(Quartiles([3]).map { [$0.lower, $0.median, $0.upper] } == [3, 3, 3])
    #expect(Quartiles([4, 1, 3, 2]).map { [$0.lower, $0.median, $0.upper] } == [1.75, 2.5, 3.25])
    #expect(Quartiles([5, 1, 2, 3, 4]).map { [$0.lower, $0.median, $0.upper] } == [2, 3, 4])
  }
}
