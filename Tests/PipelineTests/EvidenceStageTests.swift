import Foundation
import Pipeline
import RuleExtraction
import RuleStore
import Rules
import Secrets
import TestSupport
import Testing

@Suite struct EvidenceStageTests {
  private let environment = RunEnvironment(now: Timestamp(seconds: 1_750_000_000))
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func segment(_ speaker: TranscriptSegment.Speaker, _ content: String, line: Int? = nil) -> TranscriptSegment {
    TranscriptSegment(
      speaker: speaker, content: content, timestamp: line.map { Timestamp(seconds: Int64($0) * 100) },
      metadata: line.map { ["line": .integer(Int64($0))] })
  }

  /// Writes a transcript, and gives the rules that are extracted from it.
  @discardableResult
  private func write(_ segments: [TranscriptSegment], id: String = "t", to name: String = "in/t.json") throws -> [Rule]
  {
    let transcript = Transcript(id: id, segments: segments, sessionID: id)
    let file = try directory.write(String(decoding: CanonicalJSON.file(transcript), as: UTF8.self), to: name)
    // What matters here is where words stand, not how sure it is that they state a rule.
    var configuration = PipelineConfiguration()
    configuration.extraction.confidenceThreshold = 0.1
    return try ExtractStage(configuration).run([file], environment).candidates
  }

  private func statuses(_ rules: [Rule], _ inputs: String...) throws -> [EvidenceReport.Status] {
    try VerifyStage.run(rules, inputs: inputs.map(directory.path), environment).sources.map(\.status)
  }

  private let talk = ["hello", "Always use tabs.", "thanks"]

  @Test func whatIsThereIsVerified() throws {
    let rules = try write(talk.map { segment(.user, $0) })
    let report = try VerifyStage.run(rules, inputs: [directory.path("in")], environment)
    #expect(report.sources.map(\.status) == [.verified])
    #expect(report.sources.map(\.file) == [directory.path("in/t.json")])
    #expect(!report.isWrong && report.missingTranscripts.isEmpty)
  }

  @Test func aTranscriptThatWasNotGivenIsMissingAndNothingIsWrong() throws {
    let rules = try write(talk.map { segment(.user, $0) })
    try FileManager.default.removeItem(atPath: directory.path("in/t.json"))
    let report = try VerifyStage.run(rules, inputs: [directory.path("in")], environment)
    #expect(report.sources.map(\.status) == [.missingTranscript])
    #expect(report.missingTranscripts == ["t"])
    #expect(!report.isWrong)
  }

  @Test func whatChangedOrWentIsToldApart() throws {
    let rules = try write(talk.map { segment(.user, $0) })
    try write([segment(.user, "hello"), segment(.user, "Always use tabs!")])
    #expect(try statuses(rules, "in") == [.changed])
    try write([segment(.user, "hello"), segment(.user, "Always use taps.")])
    #expect(try statuses(rules, "in") == [.notThere])
    try write([segment(.user, "hello")])
    #expect(try statuses(rules, "in") == [.notThere])
    // The assistant may say the very same.
    try write([segment(.user, "hello"), segment(.assistant, "Always use tabs.")])
    #expect(try statuses(rules, "in") == [.notThere])
  }

  @Test func aRuleWithoutWordsHasNoEvidence() throws {
    var rules = try write(talk.map { segment(.user, $0) })
    rules[0].sources[0].quote = nil
    rules[0].sources[0].hash = nil
    #expect(try statuses(rules, "in") == [.noEvidence])
    #expect(try statuses(rules) == [.noEvidence])
  }

  @Test func aSegmentThatMovedIsFoundByItsLineAndTime() throws {
    let told = segment(.user, "Always use tabs.", line: 7)
    let rules = try write([segment(.user, "hello", line: 3), told])
    try write([segment(.user, "hello", line: 3), segment(.user, "wait", line: 5), told])
    #expect(try statuses(rules, "in") == [.verified])
    var later = told
    later.timestamp = Timestamp(seconds: 1)
    try write([segment(.user, "hello", line: 3), segment(.user, "wait", line: 5), later])
    #expect(try statuses(rules, "in") == [.notThere])
  }

  @Test(arguments: [("a.json", "b.json"), ("b.json", "a.json")])
  func oneOfSeveralCopiesSuffices(good: String, bad: String) throws {
    let rules = try write(talk.map { segment(.user, $0) }, to: "in/\(good)")
    try write([segment(.user, "hello")], to: "in/\(bad)")
    let report = try VerifyStage.run(rules, inputs: [directory.path("in")], environment)
    #expect(report.sources.map(\.status) == [.verified])
    #expect(report.sources.map(\.file) == [directory.path("in/\(good)")])
  }

  @Test func aTranscriptWhoseNameWasMaskedIsFound() throws {
    let id = "ghp_0123456789abcdefghij0123456789abcdef"
    var rules = try write(talk.map { segment(.user, $0) }, id: id)
    #expect(try statuses(rules, "in") == [.verified])
    rules[0].sources[0].transcript = SecretScanner.masked(id)
    #expect(try statuses(rules, "in") == [.verified])
  }

  @Test func unreadableInputsAreNamed() throws {
    let rules = try write(talk.map { segment(.user, $0) })
    let report = try VerifyStage.run(
      rules, inputs: [directory.path("in"), directory.path("nowhere")], environment)
    #expect(report.sources.map(\.status) == [.verified])
    #expect(report.problems.map(\.file) == [directory.path("nowhere")])
  }

  @Test func aRunThatIsInterruptedStops() throws {
    let rules = try write(talk.map { segment(.user, $0) })
    let interrupted = RunEnvironment(now: environment.now, isInterrupted: { true })
    #expect(throws: PipelineError.interrupted) {
      try VerifyStage.run(rules, inputs: [directory.path("in")], interrupted)
    }
  }

  private func explanation(_ rules: [Rule], context: Int = 2) throws -> RuleExplanation {
    try WhyStage(WhyStage.Places(inputs: [directory.path("in")], context: context), environment)
      .run(try #require(rules.first), log: [])
  }

  @Test(arguments: [(0, [3]), (1, [2, 3, 4]), (2, [1, 2, 3, 4]), (1000, [0, 1, 2, 3, 4])])
  func theConversationIsShownAroundTheWords(context: Int, segments: [Int]) throws {
    let rules = try write(["one", "two", "three", "Well, always use tabs.", "five"].map { segment(.user, $0) })
    let conversation = try #require(try explanation(rules, context: context).statements.first?.conversation)
    #expect(conversation.turns.map(\.segment) == segments)
    #expect(conversation.turns.compactMap(\.quoted) == [6..<21])
  }

  @Test func secretsAroundTheWordsAreMasked() throws {
    let token = "ghp_0123456789abcdefghij0123456789abcdef"
    let rules = try write([
      segment(.tool, "token: \(token)"), segment(.user, "my token is \(token). Always use tabs. It is \(token)!"),
      segment(.assistant, "I will not use \(token)."),
    ])
    let text = String(decoding: try CanonicalJSON.file(try explanation(rules)), as: UTF8.self)
    #expect(!text.contains(token))
    #expect(text.contains("Always use tabs"))
    #expect(text.contains("[secret"))
  }

  @Test func longTurnsAreCut() throws {
    let long = String(repeating: "word ", count: 500)
    let rules = try write([
      segment(.assistant, long), segment(.user, "\(long)\n\nAlways use tabs.\n\n\(long)"), segment(.assistant, long),
    ])
    let conversation = try #require(try explanation(rules).statements.first?.conversation)
    #expect(conversation.turns.count == 3)
    #expect(conversation.turns.allSatisfy { $0.text.count < 500 && $0.text.hasSuffix("…") })
    #expect(conversation.turns[1].text.hasPrefix("…"))
    #expect(conversation.turns[1].text.contains("Always use tabs"))
  }

  @Test func theRightOneOfTwoEqualStatementsIsMarked() throws {
    let message = "```\nAlways use tabs\n```\nsays the log. Always use tabs"
    for secret in ["", "token=ghp_0123456789abcdefghij0123456789abcdef\n"] {
      let rules = try write([segment(.user, secret + message)])
      let turn = try #require(try explanation(rules).statements.first?.conversation?.turns.first)
      #expect(turn.text.hasSuffix(message))
      #expect(turn.quoted?.lowerBound == turn.text.utf8.count - 15)
    }
  }

  @Test func hostileTranscriptsAreShown() throws {
    try forAll(cases: 50) { (generator: inout SeededGenerator) throws in
      let texts = (0..<4).map { _ in Arbitrary.text(using: &generator) + "\nAlways use tabs." }
      let rules = try write(texts.map { segment(.user, $0) })
      for statement in try explanation(rules).statements {
        #expect(statement.status == .verified)
        #expect(statement.conversation?.turns.isEmpty == false)
      }
    }
  }
}
