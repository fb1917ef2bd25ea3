import Rules
import TestSupport
import Testing

@testable import RuleExtraction

@Suite struct LanguageMentionsTests {
  private func counts(_ text: String, hasFences: Bool = true) -> [String: Int] {
    var mentions = LanguageMentions()
    mentions.add(text, hasFences: hasFences)
    return mentions.counts
  }

  @Test(
    arguments: [
      ("see src/app.py and lib/a.ts, then (main.py).", ["python": 2, "typescript": 1]), ("It works. Really.", [:]),
      ("```swift\nlet a = 1\n```", ["swift": 3]), ("```json\n{}\n```", [:]), ("```", [:]), ("````", [:]),
      ("config.json, a.md and .py name no code", [:]), ("src/a.py/ and naïve.rs", ["python": 1, "rust": 1]),
    ] as [(String, [String: Int])])
  func fencesAndFilesNameLanguages(text: String, expected: [String: Int]) {
    #expect(counts(text) == expected)
  }

  @Test func onlyTheAssistantsFencesCount() {
    #expect(counts("```swift\n```", hasFences: false) == [:])
  }

  @Test func whatStandsFarBehindIsNotRead() {
    let long = String(repeating: "word ", count: LanguageMentions.longest / 5)
    #expect(counts(long + "a.py") == [:])
    #expect(counts(long.dropLast(5) + "a.py ") == ["python": 1])
    #expect(counts(long.dropLast(6) + "é a.py") == ["python": 1])
    #expect(counts(long + "é a.py") == [:])
  }

  @Test func bytesGiveWhatCharactersGive() throws {
    let pieces = [
      "a.py", "b/c.rs", "x", ".", "/", " ", "\n", "\r\n", "\r", "\t", "```", "```go", "`", "\u{1FEF}", "(", ")", ",",
      "é",
      "\u{301}", "\u{200D}", "\u{A0}", "\u{2028}", "…", "漢.go", ".json", "main.swift", "’", ":", "Dockerfile",
      "\u{600}",
    ]
    try forAll(cases: 2000) { generator in
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      let hasFences = Bool.random(using: &generator)
      #expect(
        counts(text, hasFences: hasFences) == Self.byCharacters(text, hasFences: hasFences), "\(text.debugDescription)")
    }
  }

  /// The plain way to count.
  private static func byCharacters(_ text: String, hasFences: Bool) -> [String: Int] {
    var counts: [String: Int] = [:]
    for line in text.split(separator: "\n") {
      if hasFences, line.hasPrefix("```"), line.count > 3 {
        let name = line.dropFirst(3).prefix { $0.isLetter || $0.isNumber || "+#".contains($0) }.lowercased()
        let language = Topics.languages[name] ?? LanguageName.canonical(name)
        if let language, !["json", "toml", "markdown", "css", "html"].contains(language) {
          counts[language, default: 0] += 3
        }
      } else {
        let words = line.split { $0.isWhitespace || "()[]\"'`,:".contains($0) }
        for language in words.compactMap(SpokenLanguage.ofFile) { counts[language, default: 0] += 1 }
      }
    }
    return counts
  }
}
