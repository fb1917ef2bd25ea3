import Rules
import Testing

@testable import RuleExtraction

@Suite struct SpokenScriptTests {
  @Test(arguments: ["Use tabs", "Größe nie kürzen", "变量名用下划线", "テストを先に書いて", "ok 👍", "π ≈ 3.14159, θ", ""])
  func whatIsReadIsTold(message: String) {
    #expect(SpokenScript.isRead(message))
  }

  @Test(arguments: ["Всегда используй табы", "항상 탭을 사용하세요", "استخدم المسافات دائما", "हमेशा टैब का प्रयोग करें"])
  func otherWritingsAreNotRead(message: String) {
    #expect(!SpokenScript.isRead(message))
  }

  @Test func aMessageThatIsNotReadIsCounted() throws {
    let extractor = try RuleExtractor(patterns: [:])
    let segments = ["Всегда используй табы в этом проекте", "Always use tabs."].map {
      TranscriptSegment(speaker: .user, content: $0)
    }
    let extraction = extractor.extract(from: Transcript(id: "t", segments: segments, sessionID: "t"))
    #expect(extraction.dropped["unknown_language"] == 1)
    #expect(extraction.rules.map(\.action.description) == ["Use tabs"])
  }
}
