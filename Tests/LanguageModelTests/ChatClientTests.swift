import Foundation
import LanguageModel
import TestSupport
import Testing

@Suite struct ChatClientTests {
  private let server: ChatServer

  init() throws { server = try ChatServer() }

  private func ask(_ path: String, key: String? = nil, timeout: Double = 20) throws -> String {
    let client = ChatClient(try ChatAddress("\(server.address)/\(path)"), model: "m", key: key, timeout: timeout)
    return try client.answer(instructions: "be brief", question: "why?")
  }

  @Test func theQuestionLeavesNothingToChance() throws {
    let sent = try ask("echo", key: "k-1")
    #expect(sent.contains(#""temperature": 0"#))
    #expect(sent.contains(#""seed": 1"#))
    #expect(sent.contains(#"{"content": "why?", "role": "user"}"#))
    #expect(sent.contains(#""key": "Bearer k-1""#))
  }

  @Test func withoutAKeyNoneIsSent() throws {
    #expect(try ask("echo").contains(#""key": null"#))
  }

  @Test func theAnswerIsTheTextOfTheFirstChoice() throws {
    #expect(try ask("fixed/hello+there") == "hello there")
  }

  @Test func aFailureIsItsStatus() {
    #expect(throws: ChatError.status(500)) { try ask("failing") }
    #expect(throws: ChatError.unreachable) { try ask("closing") }
  }

  @Test func anAnswerThatIsTooLargeIsNotReadToItsEnd() {
    #expect(throws: ChatError.tooLarge) { try ask("huge") }
  }

  @Test func anAnswerThatComesByteByByteIsNotWaitedFor() {
    #expect(throws: ChatError.timedOut) { try ask("slow", timeout: 1) }
  }

  @Test func whatIsNoAnswerIsSaidToBeNone() {
    #expect(throws: ChatError.malformed) { try ask("garbage") }
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectionIsNotFollowed(status: Int) {
    #expect(throws: ChatError.redirected) { try ask("moved/\(status)") }
  }

  @Test func aServerThatIsNotThereIsUnreachable() throws {
    let address = server.address
    let client = ChatClient(try ChatAddress("http://127.0.0.1:1"), model: "m", timeout: 20)
    #expect(throws: ChatError.unreachable) { try client.answer(instructions: "", question: "") }
    #expect(!address.isEmpty)
  }
}

@Suite struct ChatAddressTests {
  @Test(arguments: [
    "https://models.example/v1", "http://localhost:8080/v1", "http://127.0.0.1/v1/", "http://[::1]:9/v1",
  ])
  func messagesMayGoThere(base: String) throws {
    let url = try ChatAddress(base).url.absoluteString
    #expect(url.hasSuffix("/v1/chat/completions"))
    #expect(try ChatAddress(url).url.absoluteString == url)
  }

  @Test(arguments: [
    "http://models.example/v1", "http://10.0.0.1/v1", "http://127.0.0.1.example/v1", "http://127.0.0.1.1/v1",
    "http://0127.0.0.1/v1", "http://127.+1.0.1/v1", "http://2130706433/v1",
    "ftp://localhost", "file:///etc/passwd", "localhost", "", "https://", "https://name:word@models.example/v1",
    "http://localhost@models.example/v1",
  ])
  func messagesMayNotGoThere(base: String) {
    #expect(throws: ChatError.self) { try ChatAddress(base) }
  }

  @Test func plainHTTPToAnotherMachineHasToBeAllowed() throws {
    #expect(try ChatAddress("http://models.example", allowsPlainHTTP: true).url.host == "models.example")
  }
}
