import Rules

extension ScoreCalibration {
  /// Fits the line by isotonic regression to few observations (Zadrozny and Elkan, KDD 2002), drawn to another line:
  /// every point counts as if it had been seen some more times just as that one says.
  ///
  /// - Parameters:
  ///   - prior: the line that holds where nothing was observed.
  ///   - least: a point stands for at least so many observations.
  ///   - strength: how many observations the prior counts for, at each point.
  package static func fitted(
    to observations: [(score: Double, isRight: Bool)], prior: ScoreCalibration, least: Int, strength: Double
  ) -> ScoreCalibration {
    let sorted = observations.sorted { ($0.score, $0.isRight ? 1 : 0) < ($1.score, $1.isRight ? 1 : 0) }
    var bins: [[(score: Double, isRight: Bool)]] = []
    for observation in sorted {
      if let last = bins.last, last.count < least || last[last.count - 1].score == observation.score {
        bins[bins.count - 1].append(observation)
      } else {
        bins.append([observation])
      }
    }
    if bins.count > 1, let last = bins.last, last.count < least {
      bins.removeLast()
      bins[bins.count - 1] += last
    }
    // At both ends only the prior speaks.
    var pools: [Pool] = [Pool(score: 0, share: prior(0), weight: strength)]
    for bin in bins {
      let score = bin.reduce(0) { $0 + $1.score } / Double(bin.count)
      let right = Double(bin.count(where: \.isRight))
      let weight = Double(bin.count) + strength
      pools.append(Pool(score: score, share: (right + strength * prior(score)) / weight, weight: weight))
    }
    pools.append(Pool(score: 1, share: prior(1), weight: strength))
    let points = settled(pools).map {
      Point(score: $0.score.fourDecimals, share: min(1, max(0, $0.share)).fourDecimals)
    }
    let distinct = points.enumerated().filter { $0.offset == 0 || points[$0.offset - 1].score < $0.element.score }
    return ScoreCalibration(distinct.map(\.element)) ?? prior
  }

  private struct Pool {
    var score: Double
    var share: Double
    var weight: Double
    /// The scores at both ends of what was pooled.
    var ends: ClosedRange<Double>

    init(score: Double, share: Double, weight: Double) {
      (self.score, self.share, self.weight, ends) = (score, share, weight, score...score)
    }
  }

  /// Pools adjacent violators (Ayer et al., 1955); what was pooled is level between its ends.
  private static func settled(_ pools: [Pool]) -> [Pool] {
    var settled: [Pool] = []
    for pool in pools {
      settled.append(pool)
      while settled.count > 1, settled[settled.count - 2].share > settled[settled.count - 1].share {
        let last = settled.removeLast()
        var before = settled.removeLast()
        let weight = before.weight + last.weight
        before.share = (before.share * before.weight + last.share * last.weight) / weight
        before.ends = before.ends.lowerBound...last.ends.upperBound
        before.weight = weight
        settled.append(before)
      }
    }
    return settled.flatMap { pool in
      pool.ends.lowerBound == pool.ends.upperBound
        ? [Pool(score: pool.ends.lowerBound, share: pool.share, weight: pool.weight)]
        : [pool.ends.lowerBound, pool.ends.upperBound].map { Pool(score: $0, share: pool.share, weight: pool.weight) }
    }
  }
}
