/// How many rules still hold after so many days: the product-limit estimate of Kaplan and Meier, "Nonparametric
/// estimation from incomplete observations" (Journal of the American Statistical Association 53, 1958).
///
/// A rule that still holds has not ended yet and nobody knows when it will: it counts as long as it was watched, and no
/// longer. Of rules that end and rules that were watched for the same time, the former come first.
package struct SurvivalCurve: Hashable, Sendable {
  /// How long one rule was watched.
  package struct Observation: Hashable, Sendable {
    package let days: Double
    /// Whether it ended then; else it still holds.
    package let isEnd: Bool

    package init(days: Double, isEnd: Bool) {
      self.days = days
      self.isEnd = isEnd
    }
  }

  /// A day on which rules ended.
  package struct Step: Hashable, Sendable {
    package let days: Double
    /// How many had been watched up to then and had not ended.
    package let atRisk: Int
    package let ended: Int
    /// The share that survives this day, 0…1.
    package let survival: Double
  }

  /// In order of time.
  package let steps: [Step]
  /// How long each rule was watched, shortest first.
  private let watched: [Double]

  package init(_ observations: [Observation]) {
    watched = observations.map(\.days).sorted()
    let ends = observations.filter(\.isEnd).map(\.days).sorted()
    var steps: [Step] = []
    var survival = 1.0
    // Both lists are in order: one walk over each is enough.
    var (place, gone) = (0, 0)
    while place < ends.count {
      let days = ends[place]
      var ended = 0
      while place < ends.count, ends[place] == days { (place, ended) = (place + 1, ended + 1) }
      while gone < watched.count, watched[gone] < days { gone += 1 }
      let atRisk = watched.count - gone
      survival *= 1 - Double(ended) / Double(atRisk)
      steps.append(Step(days: days, atRisk: atRisk, ended: ended, survival: survival))
    }
    self.steps = steps
  }

  /// The share of rules that hold for longer than so many days, 0…1; nil where no rule was watched that long and some
  /// had not ended.
  package func survival(atDays days: Double) -> Double? {
    let last = steps.last { $0.days <= days }?.survival ?? 1
    guard let longest = watched.last else { return nil }
    return days <= longest || last == 0 ? last : nil
  }

  /// How many rules were watched for at least so many days.
  package func atRisk(atDays days: Double) -> Int { watched.count { $0 >= days } }

  /// The days after which half of the rules have ended; nil when the curve does not come down that far.
  package var halfLife: Double? {
    // A product of fractions may miss one half by its last digit.
    steps.first { $0.survival <= 0.5 + 1e-12 }?.days
  }
}
