import FoundationEssentials
package import Rules

/// Collects what a module measures in one run.
package struct MetricsCollector: Hashable, Sendable, Codable {
  package let moduleName: String
  /// The measurements in the order in which they were recorded.
  package private(set) var metrics: [MetricResult] = []
  private let now: Timestamp

  enum CodingKeys: String, CodingKey {
    case now = "timestamp"
    case metrics
    case moduleName = "module"
  }

  /// - Parameter now: the run's time, which every measurement bears.
  package init(moduleName: String, now: Timestamp) {
    self.moduleName = moduleName
    self.now = now
  }

  /// Adds a measurement.
  package mutating func record(_ name: String, _ value: Double, metadata: [String: JSONValue] = [:]) {
    metrics.append(MetricResult(metricName: name, value: value, metadata: metadata, timestamp: now))
  }

  /// Adds the three scores of a classification, as `<name>_precision`, `<name>_recall` and `<name>_f1`.
  package mutating func record(_ name: String, _ scores: ClassificationScores, metadata: [String: JSONValue] = [:]) {
    record("\(name)_precision", scores.precision, metadata: metadata)
    record("\(name)_recall", scores.recall, metadata: metadata)
    record("\(name)_f1", scores.f1, metadata: metadata)
  }

  /// The scores of counts; a part of nothing is 0.
  package static func precisionRecallF1(
    truePositives: Int, falsePositives: Int, falseNegatives: Int
  ) -> ClassificationScores {
    ClassificationScores(
      truePositives: truePositives, falsePositives: falsePositives, falseNegatives: falseNegatives)
  }

  /// Writes `{"metrics", "module", "timestamp"}` as canonical JSON; readers see the old file or the new one, whole.
  ///
  /// - Throws: ``TelemetryError``; the old file is then as it was.
  package func save(to path: String) throws(TelemetryError) {
    let data: Data
    do { data = try CanonicalJSON.file(self) } catch { throw .notFinite(path: path) }
    try AtomicFile.write([UInt8](data), to: path)
  }
}
