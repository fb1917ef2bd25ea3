/// Turns a score into how often wishes of that score are right: 0.8 is right four times in five.
///
/// A monotone line through given points, as isotonic regression gives them (Zadrozny and Elkan, "Transforming
/// classifier scores into accurate multiclass probability estimates", KDD 2002).
package struct ScoreCalibration: Hashable, Sendable {
  /// A score and what it is worth, both 0…1.
  package struct Point: Hashable, Sendable {
    package var score: Double
    package var share: Double

    package init(score: Double, share: Double) {
      self.score = score
      self.share = share
    }
  }

  /// In order of score.
  package let points: [Point]

  /// Leaves every score as it is.
  package static let identity = ScoreCalibration(unchecked: [])

  private init(unchecked points: [Point]) {
    self.points = points
  }

  /// A line through points; nil when a number is outside 0…1, a score does not grow or a share falls.
  package init?(_ points: [Point]) {
    let isInRange = points.allSatisfy { (0...1).contains($0.score) && (0...1).contains($0.share) }
    let rises = zip(points, points.dropFirst()).allSatisfy { $0.score < $1.score && $0.share <= $1.share }
    guard isInRange, rises else { return nil }
    self.points = points
  }

  /// What a score is worth, 0…1: straight between two points, level outside of them.
  package func callAsFunction(_ score: Double) -> Double {
    guard let first = points.first, let last = points.last else { return score }
    if score <= first.score { return first.share }
    if score >= last.score { return last.share }
    for (left, right) in zip(points, points.dropFirst()) where score <= right.score {
      let way = (score - left.score) / (right.score - left.score)
      return left.share + way * (right.share - left.share)
    }
    return last.share
  }

  /// Fits the line to scores of which it is known whether they were right, by pooling adjacent violators (Ayer et al.,
  /// "An empirical distribution function for sampling with incomplete information", 1955).
  ///
  /// - Parameter least: a point stands for at least so many observations.
  package static func fitted(to observations: [(score: Double, isRight: Bool)], least: Int = 20) -> ScoreCalibration {
    var pools: [(scores: Double, right: Double, count: Double)] = []
    let sorted = observations.sorted { ($0.score, $0.isRight ? 1 : 0) < ($1.score, $1.isRight ? 1 : 0) }
    for observation in sorted {
      let right = observation.isRight ? 1.0 : 0
      if let last = pools.last, last.count < Double(least) || last.scores / last.count == observation.score {
        pools[pools.count - 1] = (last.scores + observation.score, last.right + right, last.count + 1)
      } else {
        settle(&pools)
        pools.append((observation.score, right, 1))
      }
    }
    // Too few for a point of their own at the end.
    if pools.count > 1, let last = pools.last, last.count < Double(least) { merge(&pools) }
    settle(&pools)
    let points = pools.map { Point(score: min(1, max(0, $0.scores / $0.count)), share: $0.right / $0.count) }
    return ScoreCalibration(points) ?? .identity
  }

  /// Pools the last ones as long as they fall.
  private static func settle(_ pools: inout [(scores: Double, right: Double, count: Double)]) {
    while pools.count > 1,
      pools[pools.count - 2].right / pools[pools.count - 2].count
        >= pools[pools.count - 1].right / pools[pools.count - 1].count
    {
      merge(&pools)
    }
  }

  private static func merge(_ pools: inout [(scores: Double, right: Double, count: Double)]) {
    let last = pools.removeLast()
    let before = pools[pools.count - 1]
    pools[pools.count - 1] = (before.scores + last.scores, before.right + last.right, before.count + last.count)
  }
}
