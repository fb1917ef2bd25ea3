/// Says when there is something to tell about progress. It is given the times, and so repeats exactly.
package struct ProgressMeter: Hashable, Sendable {
  private let interval: Double
  private let marksStartAndEnds: Bool
  private var pace = ProgressPace()
  private var current: WorkProgress?
  private var told: WorkProgress?
  private var toldAt: Double?
  private var stageStart = 0.0
  private var now = 0.0

  /// - Parameters:
  ///   - interval: the least seconds between two reports.
  ///   - marksStartAndEnds: whether there is a report at once, and one for the end of each stage, whenever that is.
  package init(every interval: Double, marksStartAndEnds: Bool) {
    self.interval = interval
    self.marksStartAndEnds = marksStartAndEnds
    toldAt = marksStartAndEnds ? nil : 0
  }

  /// Takes note of progress, and gives what is to be told now.
  ///
  /// - Parameter seconds: the time since all work began. Of what two threads tell in the wrong order the larger counts.
  package mutating func note(_ progress: WorkProgress, at seconds: Double) -> [ProgressReport] {
    guard progress.total > 0 else { return [] }
    now = max(now, seconds)
    var reports: [ProgressReport] = []
    if let current, current.stage == progress.stage, current.total == progress.total {
      if (progress.done, progress.bytes) < (current.done, current.bytes) { return [] }
    } else {
      reports = end(at: now)
      (pace, stageStart) = (ProgressPace(), now)
    }
    pace.note(progress, at: now)
    current = progress
    if toldAt.map({ now - $0 >= interval }) ?? true { reports.append(report(progress)) }
    return reports
  }

  /// The work is over, or another stage begins: gives what is still to be told of the last.
  package mutating func end(at seconds: Double) -> [ProgressReport] {
    now = max(now, seconds)
    guard marksStartAndEnds, let current, current != told else { return [] }
    return [report(current)]
  }

  private mutating func report(_ progress: WorkProgress) -> ProgressReport {
    (told, toldAt) = (progress, now)
    let stageSeconds = now - stageStart
    // Of what is complete the rate of the whole tells more than that of its end.
    let whole = stageSeconds >= 1 ? Double(progress.amount.done) / stageSeconds : nil
    return ProgressReport(
      progress: progress, seconds: now, stageSeconds: stageSeconds, rate: progress.isComplete ? whole : pace.rate,
      secondsLeft: progress.isComplete ? nil : pace.secondsLeft)
  }
}
