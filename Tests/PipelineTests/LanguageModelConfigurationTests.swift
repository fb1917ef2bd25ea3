import Foundation
import Pipeline
import Rules
import Synchronization
import TestSupport
import Testing

/// The method that asks a language model, with a server in a process of its own.
@Suite struct LanguageModelConfigurationTests {
  private let server: ChatServer
  private let directory: TemporaryDirectory

  init() throws {
    server = try ChatServer()
    directory = try TemporaryDirectory()
    try directory.write(
      #"{"id":"a","session_id":"a","segments":[{"speaker":"user","content":"Always use tabs. Never push to main."}]}"#,
      to: "in/a.json")
  }

  private func configuration(_ endpoint: String, method: ExtractionMethod = .llm) -> PipelineConfiguration {
    var configuration = PipelineConfiguration()
    configuration.extraction.method = method
    configuration.languageModel.endpoint = endpoint
    configuration.languageModel.model = "m"
    configuration.languageModel.lowestConfidence = 0
    configuration.languageModel.highestConfidence = 1
    return configuration
  }

  private func extract(_ configuration: PipelineConfiguration) throws -> (rules: [Rule], warnings: [String]) {
    let warnings = Mutex<[String]>([])
    let outcome = try ExtractStage(configuration).run(
      [directory.path("in")],
      RunEnvironment(now: Timestamp(seconds: 0), warn: { text in warnings.withLock { $0.append(text) } }))
    #expect(warnings.withLock { $0 } == outcome.warnings)
    return (outcome.candidates, outcome.warnings)
  }

  @Test func theServersWordCounts() throws {
    let (rules, warnings) = try extract(configuration(server.address + #"/fixed/%7B%22label%22:%22irrelevant%22%7D"#))
    #expect(rules.isEmpty)
    #expect(warnings.isEmpty)
  }

  @Test(arguments: ["failing", "huge", "garbage", "closing", "moved/302", "echo"])
  func aServerThatFailsChangesNothing(path: String) throws {
    let (rules, warnings) = try extract(configuration("\(server.address)/\(path)"))
    let alone = try extract(configuration("", method: .model))
    #expect(rules == alone.rules)
    #expect(alone.warnings.isEmpty)
    #expect(!warnings.isEmpty)
    #expect(warnings.allSatisfy { !$0.contains("tabs") && !$0.contains("push") })
  }

  @Test(arguments: [
    (#"{"endpoint": "http://models.example/v1"}"#, "'llm.endpoint' must be an https address"),
    (#"{"timeout_seconds": 0}"#, "'llm.timeout_seconds' must be a number from 1 to 600"),
    (#"{"lowest_confidence": 0.9}"#, "'llm.highest_confidence' must be no less than 'lowest_confidence'"),
    (#"{"allow_plain_http": "yes"}"#, "'llm.allow_plain_http' must be true or false"),
    (#"{"key": "k"}"#, "unknown key 'llm.key'"),
  ])
  func whatIsWrongIsNamed(section: String, message: String) {
    do {
      _ = try PipelineConfiguration(Data("{\"llm\": \(section)}".utf8), file: "c.json")
      Issue.record("no error")
    } catch {
      #expect(error.description.contains(message))
    }
  }

  @Test func plainHTTPToAnotherMachineCanBeAllowed() throws {
    let text = #"{"llm": {"endpoint": "http://models.example/v1", "allow_plain_http": true}}"#
    let read = try PipelineConfiguration(Data(text.utf8), file: "c.json")
    #expect(read.languageModel.endpoint == "http://models.example/v1")
  }

  @Test func whatTheMethodNeedsIsAskedFor() throws {
    #expect(throws: ConfigurationError.self) { try ExtractStage(configuration("")) }
    var keyless = configuration(server.address)
    keyless.languageModel.keyVariable = "LTM_TEST_NO_SUCH_VARIABLE"
    #expect(throws: ConfigurationError.self) { try ExtractStage(keyless) }
  }
}
