import Rules
import Synchronization
import Testing

@testable import RuleExtraction

/// A language model that is asked about every clause that the grammar finds, and answers what a test wants.
@Suite struct LanguageModelTests {
  /// What the language model was asked.
  private final class Asked: Sendable {
    private let log = Mutex<[String]>([])
    var questions: [String] { log.withLock { $0 } }
    func note(_ question: String) { log.withLock { $0.append(question) } }
  }

  private struct Outage: Error, CustomStringConvertible {
    let description = "out of order"
  }

  private static let message = "Please keep the changelog entries in past tense."

  private func answer(
    _ description: String, quoting quote: String, label: String = "persistent", type: String = "style"
  ) throws -> String {
    String(
      decoding: try CanonicalJSON.line(
        ["label": label, "type": type, "description": description, "quote": quote]), as: UTF8.self)
  }

  private func extract(
    _ messages: String..., limit: Int = 100, asked: Asked = Asked(), answering answer: @escaping SecondReader.Ask
  ) throws -> (rules: [Rule], warnings: [String]) {
    let reader = SecondReader(doubt: 0...1, maxRequests: limit) { instructions, question in
      asked.note(question)
      return try answer(instructions, question)
    }
    let extractor = try RuleExtractor(patterns: [:], judge: .languageModel(reader))
    let transcript = Transcript(
      id: "t", segments: messages.map { TranscriptSegment(speaker: .user, content: $0) }, sessionID: "s")
    return (extractor.extract(from: transcript).rules, extractor.warnings)
  }

  private func extractAlone(_ messages: String...) throws -> [Rule] {
    let transcript = Transcript(
      id: "t", segments: messages.map { TranscriptSegment(speaker: .user, content: $0) }, sessionID: "s")
    return try RuleExtractor(patterns: [:]).extract(from: transcript).rules
  }

  @Test(arguments: [("persistent", Rule.Scope.persistent), ("short_term", .shortTerm)])
  func whatTheMessageCoversIsTaken(label: String, scope: Rule.Scope) throws {
    let said = try answer(
      "Keep changelog entries in past tense", quoting: "changelog entries in past tense", label: label,
      type: "structure")
    for form in [said, "```json\n\(said)\n```"] {
      let rules = try extract(Self.message) { _, _ in form }.rules
      #expect(rules.map(\.action.description) == ["Keep changelog entries in past tense"])
      #expect(rules.map(\.action.type) == [.structure])
      #expect(rules.map(\.scope) == [scope])
      #expect(rules.first?.sources.first?.quote.map(Self.message.contains) == true)
    }
  }

  @Test func whatIsNoRuleToTheModelIsNone() throws {
    #expect(try extract("Always use tabs.") { _, _ in #"{"label": "irrelevant"}"# }.rules.isEmpty)
  }

  @Test(arguments: [
    // Words that are not the user's, or of another clause; a rule that says more, or the opposite.
    ("Keep changelog entries in past tense", "I will write entries in past tense"),
    ("Keep changelog entries in past tense", ""), ("Keep changelog entries in past tense", "Please"),
    ("Keep changelog entries in past tense and push to main", "changelog entries in past tense"),
    ("Never keep changelog entries in past tense", "changelog entries in past tense"),
    ("Always", "changelog entries in past tense"),
  ])
  func whatTheMessageDoesNotCoverIsDropped(description: String, quote: String) throws {
    let said = try answer(description, quoting: quote)
    #expect(try extract(Self.message) { _, _ in said }.rules.isEmpty)
  }

  @Test func whatIsPastedIsNoGround() throws {
    let pasted = "Please keep the changelog short.\n```\nchangelog in capital letters\n```\n"
    let said = try answer("Keep changelog in capital letters", quoting: "changelog in capital letters")
    #expect(try extract(pasted) { _, _ in said }.rules.isEmpty)
  }

  @Test func whatTheAssistantSaidIsNoGround() throws {
    let said = try answer("Keep entries in capital letters", quoting: "keep entries in capital letters")
    let reader = SecondReader(doubt: 0...1, maxRequests: 10) { _, _ in said }
    let transcript = Transcript(
      id: "t",
      segments: [
        TranscriptSegment(speaker: .assistant, content: "I keep entries in capital letters."),
        TranscriptSegment(speaker: .user, content: "Please keep the changelog entries short."),
      ], sessionID: "s")
    let extractor = try RuleExtractor(patterns: [:], judge: .languageModel(reader))
    #expect(extractor.extract(from: transcript).rules.isEmpty)
  }

  @Test(arguments: [
    "", "no", "{", "[]", #"{"label": "perhaps"}"#, #"{"label": "persistent"}"#,
    #"{"label": "persistent", "type": "magic", "description": "Use tabs", "quote": "use tabs"}"#,
    #"{"label": "persistent", "type": "style", "description": "Use\u000atabs", "quote": "use tabs"}"#,
    #"{"label": "irrelevant"}"# + String(repeating: " ", count: 9000) + "}",
  ])
  func garbageLeavesTheModelsOwnJudgement(text: String) throws {
    let (rules, warnings) = try extract("Always use tabs.") { _, _ in text }
    #expect(rules == (try extractAlone("Always use tabs.")))
    #expect(warnings.count == 1)
    #expect(warnings.allSatisfy { !$0.contains("tabs") })
  }

  @Test func afterThreeFailuresItIsAskedNoMore() throws {
    let asked = Asked()
    let messages = ["Always use tabs.", "Never push to main.", "Always run the tests.", "Always sort imports."]
    let (rules, warnings) = try extract(messages[0], messages[1], messages[2], messages[3], asked: asked) { _, _ in
      throw Outage()
    }
    #expect(rules == (try extractAlone(messages[0], messages[1], messages[2], messages[3])))
    #expect(asked.questions.count == 3)
    #expect(warnings.contains { $0.contains("out of order (3 of 3 questions)") })
    #expect(warnings.contains { $0.contains("1 doubtful clauses were not asked about") })
  }

  @Test func noMoreIsAskedThanIsAllowed() throws {
    let asked = Asked()
    _ = try extract("Always use tabs.", "Never push to main.", limit: 1, asked: asked) { _, _ in
      #"{"label": "irrelevant"}"#
    }
    #expect(asked.questions.count == 1)
  }

  @Test func noSecretIsSent() throws {
    let asked = Asked()
    let secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    _ = try extract("Always use tabs. The token is \(secret), never print it.", asked: asked) { _, _ in
      #"{"label": "irrelevant"}"#
    }
    #expect(!asked.questions.isEmpty)
    #expect(asked.questions.allSatisfy { !$0.contains(secret.prefix(12)) })
  }

  @Test func onlyDoubtfulClausesAreAskedAbout() throws {
    let asked = Asked()
    let reader = SecondReader(doubt: 0.999...1, maxRequests: 10) { _, question in
      asked.note(question)
      return #"{"label": "irrelevant"}"#
    }
    let transcript = Transcript(
      id: "t", segments: [TranscriptSegment(speaker: .user, content: "Please keep the changelog short.")],
      sessionID: "s")
    _ = try RuleExtractor(patterns: [:], judge: .languageModel(reader)).extract(from: transcript)
    #expect(asked.questions.isEmpty)
  }
}
