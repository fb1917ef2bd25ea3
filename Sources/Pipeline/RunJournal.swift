import DriftReduction
import Rules
import Synchronization
import Telemetry

/// What a run notes down for programs: the log, and the metrics. A log that cannot be written says so itself, once, and
/// stops no run.
struct RunJournal: Sendable {
  private let logger: StructuredLogger
  private let now: Timestamp

  /// - Parameter output: the run's output directory, which the log's directory is below unless it is absolute.
  init(_ configuration: PipelineConfiguration.Logging, output: String, now: Timestamp) {
    let directory = configuration.outputDirectory
    let place = directory.hasPrefix("/") ? directory : "\(output)/\(directory)"
    logger = StructuredLogger(
      moduleName: "pipeline", sink: LogSink(path: "\(place)/ltm.log.jsonl"), level: configuration.level,
      format: configuration.format, now: { now })
    self.now = now
  }

  /// Notes that a stage was done, with its numbers.
  func log(_ stage: String, _ data: [String: JSONValue]) { logger.logOperation(stage, data: data) }

  /// Notes that the run failed.
  func log(_ stage: String, failed error: any Error) { logger.logError(stage, error: error) }

  /// The environment, whose progress is also noted once a minute from now on.
  func following(_ environment: RunEnvironment) -> RunEnvironment {
    let minutes = Minutes()
    var followed = environment
    followed.progress = { progress in
      environment.progress(progress)
      for report in minutes.note(progress, at: environment.elapsed()) {
        logger.logOperation("progress", data: report.data)
      }
    }
    return followed
  }

  /// The progress of one run, told by any thread.
  private final class Minutes: Sendable {
    private let meter = Mutex(ProgressMeter(every: 60, marksStartAndEnds: false))

    func note(_ progress: WorkProgress, at seconds: Double) -> [ProgressReport] {
      meter.withLock { $0.note(progress, at: seconds) }
    }
  }

  /// Writes the numbers of a report as metrics.
  ///
  /// - Throws: `TelemetryError`.
  func saveMetrics(of report: RunReport, to path: String) throws {
    var metrics = MetricsCollector(moduleName: "pipeline", now: now)
    metrics.record("transcripts", Double(report.inputs.transcripts))
    metrics.record("records_read", Double(report.inputs.read))
    metrics.record("records_used", Double(report.inputs.used))
    metrics.record("candidates", Double(report.candidates))
    metrics.record("changes", Double(report.changes.count))
    metrics.record("not_kept", Double(report.notKept.count))
    metrics.record("rules", Double(report.rules))
    if let drift = report.drift {
      for (metric, value) in (drift.consistencyWith?.values ?? [:]).sorted(by: { $0.key < $1.key }) {
        metrics.record(metric.rawValue, value, metadata: ["rules": "with"])
      }
      for (metric, value) in (drift.consistencyWithout?.values ?? [:]).sorted(by: { $0.key < $1.key }) {
        metrics.record(metric.rawValue, value, metadata: ["rules": "without"])
      }
    }
    try metrics.save(to: path)
  }
}
