import Foundation
import Logging
import Rules
import Telemetry
import TestSupport
import Testing

@Suite struct StructuredLoggerTests {
  private let scratch: TemporaryDirectory
  private let path: String

  init() throws {
    scratch = try TemporaryDirectory()
    path = scratch.path("logs/run.log")
  }

  private func logger(
    _ sink: LogSink, level: Logger.Level = .info, format: LogFormat = .json
  ) -> StructuredLogger {
    StructuredLogger(moduleName: "extract", sink: sink, level: level, format: format) {
      Timestamp(seconds: 1_700_000_000)
    }
  }

  private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func lines() throws -> [JSONValue] {
    try text().split(separator: "\n").map { try CanonicalJSON.decode(from: Data($0.utf8)) }
  }

  @Test func anOperationIsOneLineWithSortedKeysAndTheRunsTime() throws {
    logger(LogSink(path: path)).logOperation("read", data: ["files": 2, "ratio": .number(0.5), "ok": true])
    #expect(
      try text()
        == #"{"data":{"files":2,"ok":true,"ratio":0.5},"level":"info","module":"extract","operation":"read","#
        + #""status":"success","timestamp":"2023-11-14T22:13:20Z"}"# + "\n")
  }

  @Test func anErrorBearsItsDescriptionAndContext() throws {
    logger(LogSink(path: path)).logError(
      "save", error: TelemetryError.notFinite(path: "m.json"), context: ["attempt": 1])
    let line = try #require(try lines().first?.object)
    #expect(line["level"] == "error")
    #expect(line["status"] == "error")
    #expect(line["error"]?.string?.hasPrefix("m.json") == true)
    #expect(line["context"] == .object(["attempt": 1]))
  }

  @Test func everyValueComesBackAsItWasLogged() throws {
    let sink = LogSink(path: path)
    var logged: [[String: JSONValue]] = []
    try forAll { generator in
      let data = Arbitrary.object(depth: 2, using: &generator)
      logger(sink).logOperation(Arbitrary.text(using: &generator), data: data)
      logged.append(data)
    }
    #expect(try lines().map { $0.object?["data"]?.object } == logged)
  }

  @Test func aNumberThatJSONCannotHoldDoesNotLoseTheLine() throws {
    logger(LogSink(path: path)).logOperation("measure", data: ["value": .number(.infinity)])
    #expect(try lines().first?.object?["data"] == .object(["value": "inf"]))
  }

  @Test(arguments: LogFormat.allCases)
  func aSecretIsMaskedWhereverItStands(format: LogFormat) throws {
    // Built at run time, so that no scanner takes this file for a leak.
    let token = ["ghp_", String(repeating: "a1B2c3", count: 6)].joined()
    let sink = LogSink(path: path)
    logger(sink, format: format).logOperation("read \(token)", data: [token: .array([.string("/in/\(token).json")])])
    logger(sink, format: format).logError(
      "save", error: TelemetryError.notFinite(path: token), context: ["file": .string(token)])
    #expect(try !text().contains(token.prefix(12)))
    #expect(try text().split(separator: "\n").count == 2)
    #expect(try text().split(separator: "[secret:github-token]").count > 4)
  }

  @Test func linesBelowTheLevelAreNotWritten() throws {
    let sink = LogSink(path: path)
    logger(sink, level: .warning).logOperation("quiet")
    logger(sink, level: .warning).logOperation("loud", level: .warning)
    #expect(try lines().map { $0.object?["operation"] } == ["loud"])
  }

  @Test(arguments: [("INFO", Logger.Level.info), ("warn", .warning), ("Debug", .debug), ("fatal", .critical)])
  func aLevelIsReadInAnyCase(name: String, level: Logger.Level) {
    #expect(Logger.Level(name: name) == level)
  }

  @Test func anUnknownLevelIsNone() {
    #expect(Logger.Level(name: "loud") == nil)
  }

  @Test func inTextALineStaysOneLineWhateverItHolds() throws {
    logger(LogSink(path: path), format: .text).logOperation(
      "read\nforged", data: ["path": "a\r\nb\u{202E}c\u{1B}[31m\u{2028}"])
    let text = try text()
    #expect(text.unicodeScalars.filter { $0.properties.generalCategory == .control } == ["\n"])
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(!text.unicodeScalars.contains("\u{2028}"))
    #expect(text.hasPrefix(#"2023-11-14T22:13:20Z info extract read\u{a}forged success path="#))
  }

  @Test func aLogIsAddedTo() throws {
    logger(LogSink(path: path)).logOperation("first")
    logger(LogSink(path: path)).logOperation("second")
    #expect(try lines().map { $0.object?["operation"] } == ["first", "second"])
  }

  @Test func linesOfConcurrentWritersDoNotMix() async throws {
    let sinks = [LogSink(path: path), LogSink(path: path)]
    let filler = String(repeating: "x", count: 9000)
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        let logger = logger(sinks[writer % 2])
        group.addTask {
          for index in 0..<50 {
            logger.logOperation("w\(writer)", data: ["i": .integer(Int64(index)), "x": .string(filler)])
          }
        }
      }
    }
    let written = try lines().compactMap { $0.object?["operation"]?.string }
    #expect(written.count == 400)
    #expect(Dictionary(grouping: written) { $0 }.values.allSatisfy { $0.count == 50 })
  }

  @Test func aLogThatCannotBeOpenedDoesNotStopTheJob() throws {
    let below = try scratch.write("", to: "file") + "/run.log"
    let sink = LogSink(path: below)
    logger(sink).logOperation("read")
    guard case .cannotWrite(below, _) = sink.failure else {
      Issue.record("the failure is not kept: \(String(describing: sink.failure))")
      return
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskDoesNotStopTheJob() {
    let sink = LogSink(path: "/dev/full")
    #expect(sink.failure == nil)
    for _ in 0..<3 { logger(sink).logOperation("read") }
    #expect(sink.failure?.description.hasPrefix("/dev/full: cannot be written") == true)
  }

  @Test func eventsOfPlainSwiftLogAreStructuredToo() throws {
    var plain = Logger(label: "store") { [path] _ in
      StructuredLogHandler(module: "store", sink: LogSink(path: path)) { Timestamp(seconds: 0) }
    }
    plain[metadataKey: "run"] = "r1"
    plain.error("commit failed", metadata: ["tries": "\(3)"])
    let line = try #require(try lines().first?.object)
    #expect(line["operation"] == "commit failed")
    #expect(line["status"] == "error")
    #expect(line["data"] == .object(["run": "r1", "tries": "3"]))
  }
}
