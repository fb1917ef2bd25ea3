import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Asks a language model over the chat interface that OpenAI made common
/// (<https://platform.openai.com/docs/api-reference/chat>).
package struct ChatClient: Sendable {
  /// The most bytes of an answer that are read.
  package static let largestAnswer = 1 << 20

  private let address: ChatAddress
  private let model: String
  private let key: String?
  private let timeout: Double

  /// - Parameters:
  ///   - key: sent as a bearer token; nil for none.
  ///   - timeout: the most seconds from question to answer.
  package init(_ address: ChatAddress, model: String, key: String? = nil, timeout: Double = 30) {
    self.address = address
    self.model = model
    self.key = key
    self.timeout = timeout
  }

  private struct Question: Encodable {
    struct Message: Encodable {
      var role: String
      var content: String
    }
    struct Format: Encodable {
      var type = "json_object"
    }

    var model: String
    var messages: [Message]
    // Nothing is left to chance, as far as the server heeds it.
    var temperature = 0
    var seed = 1
    var maxTokens = 400
    var stream = false
    var responseFormat = Format()

    enum CodingKeys: String, CodingKey {
      case model, messages, temperature, seed, stream
      case maxTokens = "max_tokens"
      case responseFormat = "response_format"
    }
  }

  private struct Answer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable {
        var content: String
      }
      var message: Message
    }
    var choices: [Choice]
  }

  /// The text that the model answers with; waits for it.
  ///
  /// - Throws: ``ChatError``.
  package func answer(instructions: String, question: String) throws(ChatError) -> String {
    var request = URLRequest(url: address.url)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    let body = Question(
      model: model,
      messages: [.init(role: "system", content: instructions), .init(role: "user", content: question)])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(body) else { throw .malformed }
    request.httpBody = data
    if let host = address.loopbackHost { Proxies.leaveOut(host) }
    let answer = try BoundedExchange(limit: Self.largestAnswer).data(for: request, timeout: timeout)
    guard let answer = try? JSONDecoder().decode(Answer.self, from: answer), let first = answer.choices.first else {
      throw .malformed
    }
    return first.message.content
  }
}
