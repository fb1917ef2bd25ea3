/// How fast work goes: the rate over the last half minute, and the time that is left at that rate.
///
/// The rate of the whole time would be wrong for long after a stretch that costs nothing, such as files that have not
/// changed; git takes the last four seconds, in which one large file hides all the others.
package struct ProgressPace: Hashable, Sendable {
  private struct Sample: Hashable {
    var seconds: Double
    var done: Int
  }

  /// Over how many seconds the rate is taken.
  private static let window = 30.0
  /// How many seconds lie between two samples, so that there are never many.
  private static let spacing = 0.5
  /// From how many seconds of work a rate can be told.
  private static let least = 1.0

  private var samples: [Sample] = []
  private var left = 0

  package init() {}

  /// Takes note of what is done.
  ///
  /// - Parameter seconds: when that was; an earlier time than the last is passed over.
  package mutating func note(_ progress: WorkProgress, at seconds: Double) {
    if let last = samples.last, seconds < last.seconds { return }
    let amount = progress.amount
    left = amount.total - amount.done
    if samples.count > 1, let last = samples.last, last.seconds - samples[samples.count - 2].seconds < Self.spacing {
      samples.removeLast()
    }
    samples.append(Sample(seconds: seconds, done: amount.done))
    // One that is older stays as the base, or a long file would leave nothing to measure from.
    let surplus = samples.dropFirst().prefix { $0.seconds <= seconds - Self.window }.count
    samples.removeFirst(surplus)
  }

  /// How much is done in a second, in bytes or else in whatever the stage counts; nil as long as that is not known.
  package var rate: Double? {
    guard let first = samples.first, let last = samples.last, last.seconds - first.seconds >= Self.least else {
      return nil
    }
    return Double(max(last.done - first.done, 0)) / (last.seconds - first.seconds)
  }

  /// How many seconds the rest takes; nil as long as that is not known.
  package var secondsLeft: Double? {
    guard let rate, rate > 0 else { return nil }
    return Double(max(left, 0)) / rate
  }
}
