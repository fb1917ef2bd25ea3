import Foundation
import Rules
import Telemetry
import TestSupport
import Testing

@Suite struct MetricsCollectorTests {
  private let now = Timestamp(seconds: 1_700_000_000)

  @Test func scoresFollowFromCounts() {
    let scores = MetricsCollector.precisionRecallF1(truePositives: 6, falsePositives: 2, falseNegatives: 6)
    #expect(scores.precision == 0.75)
    #expect(scores.recall == 0.5)
    #expect(abs(scores.f1 - 0.6) < 1e-12)
  }

  @Test func aPartOfNothingIsZero() {
    let scores = MetricsCollector.precisionRecallF1(truePositives: 0, falsePositives: 0, falseNegatives: 0)
    #expect([scores.precision, scores.recall, scores.f1] == [0, 0, 0])
  }

  @Test func savedMetricsComeBackAndTheSameRunGivesTheSameBytes() throws {
    let scratch = try TemporaryDirectory()
    let path = scratch.path("deep/metrics.json")
    var collector = MetricsCollector(moduleName: "extract", now: now)
    collector.record("candidates", 12, metadata: ["files": 3])
    try collector.save(to: path)
    let first = try Data(contentsOf: URL(filePath: path))
    try collector.save(to: path)
    #expect(try Data(contentsOf: URL(filePath: path)) == first)
    let read: MetricsCollector = try CanonicalJSON.decode(from: first)
    #expect(read == collector)
    #expect(read.metrics.map(\.metricName) == ["candidates"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("deep")) == ["metrics.json"])
  }

  @Test func aFailedSaveNamesTheFileAndKeepsTheOldOne() throws {
    let scratch = try TemporaryDirectory()
    let path = try scratch.write("old", to: "metrics.json")
    var collector = MetricsCollector(moduleName: "extract", now: now)
    collector.record("ratio", .nan)
    #expect(throws: TelemetryError.notFinite(path: path)) { try collector.save(to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["metrics.json"])
  }

  @Test func aPathBelowAFileCannotBeWritten() throws {
    let scratch = try TemporaryDirectory()
    let path = try scratch.write("", to: "file") + "/metrics.json"
    let collector = MetricsCollector(moduleName: "extract", now: now)
    let error = #expect(throws: TelemetryError.self) { try collector.save(to: path) }
    #expect(error?.description.hasPrefix(path) == true)
  }

  @Test func aDirectoryInThePlaceOfTheFileIsAnErrorThatLeavesNoDraft() throws {
    let scratch = try TemporaryDirectory()
    try scratch.write("", to: "metrics.json/inside")
    let collector = MetricsCollector(moduleName: "extract", now: now)
    #expect(throws: TelemetryError.self) { try collector.save(to: scratch.path("metrics.json")) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["metrics.json"])
  }
}
