import Glibc

/// Fits a logistic model with a Gaussian prior (the maximum a posteriori weights) by L-BFGS (D. Liu, J. Nocedal, "On the
/// limited memory BFGS method for large scale optimization", 1989): full batches, no randomness, the same sums in the
/// same order.
package struct LogisticRegression: Sendable {
  /// One example: which features are on, the dense part, the answer and how much it counts.
  package struct Example: Sendable {
    package var flags: [Int]
    package var dense: [Float]
    package var isTrue: Bool
    package var weight: Double

    package init(flags: [Int], dense: [Float], isTrue: Bool, weight: Double = 1) {
      self.flags = flags
      self.dense = dense
      self.isTrue = isTrue
      self.weight = weight
    }
  }

  /// The number of flags, and of dense values of each example.
  let flagCount: Int
  let denseCount: Int
  /// The precision of the prior: how strongly weights are drawn to zero.
  let flagPenalty: Double
  /// The same for each dense value.
  let densePenalty: [Double]
  /// The mean of the prior of each flag, and of the bias; weights are drawn to it, and zero is the mean of the rest.
  var priorFlags: [Double] = []
  /// The same of each dense value.
  var priorDense: [Double] = []
  var priorBias = 0.0
  /// How strongly the bias is drawn to its prior.
  var biasPenalty = 0.0

  /// - Parameters:
  ///   - priorDense: empty for zero.
  ///   - biasPenalty: 0 leaves the bias free.
  package init(
    flagCount: Int, denseCount: Int, flagPenalty: Double, densePenalty: [Double], priorFlags: [Double] = [],
    priorDense: [Double] = [], priorBias: Double = 0, biasPenalty: Double = 0
  ) {
    self.flagCount = flagCount
    self.denseCount = denseCount
    self.flagPenalty = flagPenalty
    self.densePenalty = densePenalty
    self.priorFlags = priorFlags
    self.priorDense = priorDense
    self.priorBias = priorBias
    self.biasPenalty = biasPenalty
  }

  private static let memory = 8
  private static let rounds = 300

  /// The weights: flags, then the dense part, then the bias.
  package func fit(_ examples: [Example]) -> [Double] {
    let size = flagCount + denseCount + 1
    var weights = [Double](repeating: 0, count: size)
    for (index, prior) in priorFlags.enumerated() { weights[index] = prior }
    for (index, prior) in priorDense.enumerated() { weights[flagCount + index] = prior }
    weights[size - 1] = priorBias
    var (value, gradient) = loss(weights, examples)
    var steps: [(s: [Double], y: [Double], rho: Double)] = []
    for _ in 0..<Self.rounds {
      let direction = Self.direction(gradient, steps)
      let slope = Self.dot(direction, gradient)
      guard slope < -1e-10 else { break }
      guard let next = lineSearch(weights, value, slope, direction, examples, isFirst: steps.isEmpty) else { break }
      let s = zip(next.weights, weights).map { $0 - $1 }
      let y = zip(next.gradient, gradient).map { $0 - $1 }
      let curvature = Self.dot(s, y)
      if curvature > 1e-12 {
        steps.append((s, y, 1 / curvature))
        if steps.count > Self.memory { steps.removeFirst() }
      }
      let gain = value - next.value
      (weights, value, gradient) = (next.weights, next.value, next.gradient)
      if gain < 1e-8 * max(1, abs(value)) { break }
    }
    return weights
  }

  /// Halves the step until the loss falls enough (L. Armijo, 1966).
  private func lineSearch(
    _ weights: [Double], _ value: Double, _ slope: Double, _ direction: [Double], _ examples: [Example], isFirst: Bool
  ) -> (weights: [Double], value: Double, gradient: [Double])? {
    var step = isFirst ? 1 / max(1, Self.dot(direction, direction).squareRoot()) : 1
    for _ in 0..<30 {
      let tried = zip(weights, direction).map { $0 + step * $1 }
      let (after, gradient) = loss(tried, examples)
      if after <= value + 1e-4 * step * slope { return (tried, after, gradient) }
      step /= 2
    }
    return nil
  }

  /// The weighted logistic loss with its penalty, and its gradient.
  private func loss(_ weights: [Double], _ examples: [Example]) -> (Double, [Double]) {
    var gradient = [Double](repeating: 0, count: weights.count)
    var total = 0.0
    let bias = flagCount + denseCount
    for example in examples {
      var odds = weights[bias]
      for flag in example.flags { odds += weights[flag] }
      for index in example.dense.indices { odds += weights[flagCount + index] * Double(example.dense[index]) }
      let signed = example.isTrue ? odds : -odds
      total += example.weight * (signed > 0 ? log1p(exp(-signed)) : log1p(exp(signed)) - signed)
      let pull = example.weight * (Logistic.probability(ofOdds: odds) - (example.isTrue ? 1 : 0))
      for flag in example.flags { gradient[flag] += pull }
      for index in example.dense.indices { gradient[flagCount + index] += pull * Double(example.dense[index]) }
      gradient[bias] += pull
    }
    for index in 0..<bias {
      let penalty = index < flagCount ? flagPenalty : densePenalty[index - flagCount]
      let distance = weights[index] - prior(of: index)
      total += penalty / 2 * distance * distance
      gradient[index] += penalty * distance
    }
    total += biasPenalty / 2 * (weights[bias] - priorBias) * (weights[bias] - priorBias)
    gradient[bias] += biasPenalty * (weights[bias] - priorBias)
    return (total, gradient)
  }

  /// The mean of the prior of a flag or dense value.
  private func prior(of index: Int) -> Double {
    guard index >= flagCount else { return index < priorFlags.count ? priorFlags[index] : 0 }
    return index - flagCount < priorDense.count ? priorDense[index - flagCount] : 0
  }

  /// The two-loop recursion.
  private static func direction(_ gradient: [Double], _ steps: [(s: [Double], y: [Double], rho: Double)]) -> [Double] {
    var q = gradient
    var alphas: [Double] = []
    for step in steps.reversed() {
      let alpha = step.rho * dot(step.s, q)
      alphas.append(alpha)
      for index in q.indices { q[index] -= alpha * step.y[index] }
    }
    if let last = steps.last {
      let scale = 1 / (last.rho * dot(last.y, last.y))
      for index in q.indices { q[index] *= scale }
    }
    for (step, alpha) in zip(steps, alphas.reversed()) {
      let beta = step.rho * dot(step.y, q)
      for index in q.indices { q[index] += step.s[index] * (alpha - beta) }
    }
    return q.map { -$0 }
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
