import Foundation
import LanguageModel
import RuleExtraction

extension PipelineConfiguration {
  /// A language model that is asked about doubtful clauses; used by the method ``ExtractionMethod/llm`` only.
  package struct LanguageModel: Hashable, Sendable {
    /// The base of an OpenAI-compatible interface, such as `http://127.0.0.1:8080/v1`; empty for none.
    package var endpoint = ""
    package var model = ""
    /// The environment variable that holds the key; empty where none is needed.
    package var keyVariable = ""
    /// The most seconds for one question.
    package var timeoutSeconds = 30.0
    /// The most questions in one run.
    package var maxRequests = 200
    /// The confidences of the trained model between which it is asked.
    package var lowestConfidence = 0.15
    package var highestConfidence = 0.75
    /// Whether messages may go unencrypted to another machine.
    package var allowPlainHTTP = false
  }

  /// The reader that asks the language model.
  ///
  /// - Throws: ``ConfigurationError/incomplete(key:reason:)``.
  func makeSecondReader() throws(ConfigurationError) -> SecondReader {
    guard !languageModel.endpoint.isEmpty else { throw .incomplete(key: "llm.endpoint", reason: Self.isNeeded) }
    guard !languageModel.model.isEmpty else { throw .incomplete(key: "llm.model", reason: Self.isNeeded) }
    let address: ChatAddress
    do {
      address = try ChatAddress(languageModel.endpoint, allowsPlainHTTP: languageModel.allowPlainHTTP)
    } catch {
      throw .incomplete(key: "llm.endpoint", reason: "must be \(error)")
    }
    var key: String?
    if !languageModel.keyVariable.isEmpty {
      key = ProcessInfo.processInfo.environment[languageModel.keyVariable]
      guard key?.isEmpty == false else {
        throw .incomplete(key: "llm.key_variable", reason: "the environment has no such variable, or an empty one")
      }
    }
    let client = ChatClient(
      address, model: languageModel.model, key: key, timeout: languageModel.timeoutSeconds)
    return SecondReader(
      doubt: languageModel.lowestConfidence...languageModel.highestConfidence,
      maxRequests: languageModel.maxRequests
    ) { instructions, question in
      try client.answer(instructions: instructions, question: question)
    }
  }

  private static let isNeeded = "must be set for the method 'llm'"

  mutating func readLanguageModel(_ section: inout ConfigurationSection) throws(ConfigurationError) {
    try section.text("endpoint", into: &languageModel.endpoint)
    try section.text("model", into: &languageModel.model)
    try section.text("key_variable", into: &languageModel.keyVariable)
    try section.number("timeout_seconds", in: 1...600, into: &languageModel.timeoutSeconds)
    try section.integer("max_requests", in: 1...100_000, into: &languageModel.maxRequests)
    try section.number("lowest_confidence", in: 0...1, into: &languageModel.lowestConfidence)
    try section.number("highest_confidence", in: 0...1, into: &languageModel.highestConfidence)
    try section.boolean("allow_plain_http", into: &languageModel.allowPlainHTTP)
    guard languageModel.lowestConfidence <= languageModel.highestConfidence else {
      throw section.bad("highest_confidence", "no less than 'lowest_confidence'")
    }
    guard !languageModel.endpoint.isEmpty else { return }
    do {
      _ = try ChatAddress(languageModel.endpoint, allowsPlainHTTP: languageModel.allowPlainHTTP)
    } catch {
      throw section.bad("endpoint", "\(error)")
    }
  }
}
