import RuleExtraction
import Rules
import Testing

@Suite struct PatternBaselineTests {
  private func rules(_ message: String, patterns: [String: String] = [:]) throws -> [Rule] {
    let extractor = try RuleExtractor(patterns: patterns, judge: .patterns)
    return extractor.extract(
      from: Transcript(id: "t", segments: [TranscriptSegment(speaker: .user, content: message)], sessionID: "s")
    ).rules
  }

  @Test(arguments: ["always", "never", "should", "must", "prefer", "convention", "standard", "format", "style"])
  func eachOfTheWordsMakesARuleOfItsSentence(word: String) throws {
    let found = try rules("The weather is nice. Here \(word) is a word. Write the parser.")
    #expect(found.map(\.action.description) == ["Here \(word) is a word"])
    #expect(found.map(\.scope) == [.persistent])
    #expect(found.map(\.confidence) == [0.8])
    #expect(found.first?.sources.first?.quote?.contains(word) == true)
  }

  @Test func aConfiguredPatternDoesToo() throws {
    #expect(try rules("We use tabs here.").isEmpty)
    #expect(try rules("We use tabs here.", patterns: ["tabs": "use tabs"]).count == 1)
  }

  @Test func aWordWithinAWordIsNone() throws {
    #expect(try rules("Give me information about the stylesheet.").isEmpty)
  }

  @Test func whatIsPastedIsNotRead() throws {
    #expect(try rules("Look:\n```\nalways use tabs\n```\n").isEmpty)
  }
}
