import Rules
import TestSupport
import Testing

@testable import Pipeline

/// What is told about progress, at given times.
@Suite struct ProgressTests {
  private func files(_ done: Int, of total: Int = 10, bytes: Int = 0, _ totalBytes: Int = 0) -> WorkProgress {
    WorkProgress("files", done: done, of: total, bytes: bytes, totalBytes: totalBytes)
  }

  // MARK: Pace

  @Test func theRateIsKnownAfterASecond() {
    var pace = ProgressPace()
    #expect(pace.rate == nil && pace.secondsLeft == nil)
    pace.note(files(0), at: 5)
    pace.note(files(1), at: 5.9)
    #expect(pace.rate == nil)
    pace.note(files(2), at: 6)
    #expect(pace.rate == 2)
    #expect(pace.secondsLeft == 4)
  }

  @Test func bytesCountBeforeFiles() {
    var pace = ProgressPace()
    pace.note(files(0, bytes: 0, 1000), at: 0)
    pace.note(files(9, bytes: 100, 1000), at: 2)
    #expect(pace.rate == 50)
    #expect(pace.secondsLeft == 18)
  }

  @Test func whatCostNothingIsSoonForgotten() {
    var pace = ProgressPace()
    pace.note(files(0, of: 2000), at: 0)
    pace.note(files(1000, of: 2000), at: 0.5)
    for second in 1...60 { pace.note(files(1000 + second, of: 2000), at: Double(second)) }
    #expect(pace.rate == 1)
    #expect(pace.secondsLeft == 940)
  }

  @Test func aLongStandstillKeepsSomethingToMeasureFrom() {
    var pace = ProgressPace()
    pace.note(files(0), at: 0)
    pace.note(files(1), at: 300)
    #expect(pace.rate == 1.0 / 300)
    pace.note(files(1), at: 1000)
    #expect(pace.rate == 0)
    #expect(pace.secondsLeft == nil)
  }

  @Test func neitherManySamplesNorFilesThatGrowNorAClockThatGoesBackDisturbIt() {
    var pace = ProgressPace()
    for step in 0...1000 { pace.note(files(step, of: 1000), at: Double(step) / 100) }
    #expect(pace.rate.map { abs($0 - 100) < 1e-6 } == true)
    pace.note(files(0, of: 1000), at: 3)
    #expect(pace.rate.map { abs($0 - 100) < 1e-6 } == true)
    var growing = ProgressPace()
    growing.note(files(0, bytes: 0, 100), at: 0)
    growing.note(files(1, bytes: 900, 100), at: 1)
    #expect(growing.rate == 100 && growing.secondsLeft == 0)
  }

  @Test func timeLeftNeverFallsBelowNothing() throws {
    try forAll { generator in
      var pace = ProgressPace()
      var time = 0.0
      for _ in 0..<20 {
        time += Double(Int.random(in: -5...50, using: &generator)) / 10
        pace.note(files(Int.random(in: 0...15, using: &generator)), at: time)
        if let left = pace.secondsLeft { #expect(left >= 0 && left.isFinite) }
        if let rate = pace.rate { #expect(rate >= 0 && rate.isFinite) }
      }
    }
  }

  // MARK: When something is told

  @Test func aLogIsToldTheStartThenAMinuteThenTheEnd() {
    var meter = ProgressMeter(every: 60, marksStartAndEnds: true)
    var told: [String] = []
    for second in 0..<130 { told += meter.note(files(second, of: 130), at: Double(second)).map(\.text) }
    told += meter.note(files(130, of: 130), at: 130).map(\.text)
    told += meter.end(at: 130).map(\.text)
    #expect(
      told == [
        "[0:00] files 0%: 0 of 130", "[1:00] files 46%: 60 of 130, 1.0/s, 1:10 left",
        "[2:00] files 92%: 120 of 130, 1.0/s, 0:10 left", "[2:10] files: 130 of 130, 1.0/s, took 2:10",
      ])
    #expect(meter.end(at: 131).isEmpty)
  }

  @Test func eachStageHasAnEnd() {
    var meter = ProgressMeter(every: 60, marksStartAndEnds: true)
    var told = meter.note(files(0, of: 2), at: 0) + meter.note(files(2, of: 2), at: 1)
    told += meter.note(WorkProgress("tasks", done: 0, of: 3), at: 1)
    told += meter.note(WorkProgress("tasks", done: 2, of: 3), at: 2) + meter.end(at: 2)
    #expect(
      told.map(\.text) == [
        "[0:00] files 0%: 0 of 2", "[0:01] files: 2 of 2, 2.0/s, took 0:01",
        "[0:02] tasks 66%: 2 of 3, 2.0/s, 0:01 left",
      ])
  }

  @Test func whatIsToldOutOfOrderOrOfNothingIsPassedOver() {
    var meter = ProgressMeter(every: 0, marksStartAndEnds: true)
    #expect(meter.note(files(0, of: 0), at: 0).isEmpty)
    #expect(meter.end(at: 0).isEmpty)
    #expect(meter.note(files(3), at: 1).count == 1)
    #expect(meter.note(files(2), at: 2).isEmpty)
    #expect(meter.note(files(4), at: 1).map(\.seconds) == [2])
  }

  // MARK: What is told

  @Test func aLineNamesBytesFilesRateAndTimeLeft() {
    let report = ProgressReport(
      progress: files(12, of: 64, bytes: 340 << 20, 1200 << 20), seconds: 12, stageSeconds: 12,
      rate: Double(28 << 20) + 300_000, secondsLeft: 30.4)
    #expect(report.text == "[0:12] files 28%: 12 of 64, 340.0 MiB of 1.2 GiB, 28.3 MiB/s, 0:30 left")
    #expect(
      report.data == [
        "stage": "files", "done": 12, "total": 64, "seconds": 12, "bytes": .integer(340 << 20),
        "total_bytes": .integer(1200 << 20), "per_second": .integer((28 << 20) + 300_000), "seconds_left": 30,
      ])
  }

  @Test(arguments: [
    (0.0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1_572_864, "1.5 MiB"), (5e15, "4547.5 TiB"), (.nan, "0 B"),
  ])
  func bytesHaveUnits(count: Double, text: String) {
    #expect(ProgressReport.bytes(count) == text)
  }

  @Test(arguments: [
    (0.4, "0:00"), (7, "0:07"), (754, "12:34"), (3723, "1:02:03"), (-3, "0:00"), (.infinity, "277777777777:46:40"),
  ])
  func timesHaveMinutes(seconds: Double, text: String) {
    #expect(ProgressReport.duration(seconds) == text)
  }
}
