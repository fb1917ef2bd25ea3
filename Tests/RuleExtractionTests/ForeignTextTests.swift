import TestSupport
import Testing

@testable import RuleExtraction

@Suite struct ForeignTextTests {
  private func own(_ message: String) -> [String] {
    ForeignText.ownLines(of: Substring(message)).map(String.init)
  }

  @Test(arguments: [
    "use tabs, not spaces", "use the `Array<String>` type", "μs and Δt are fine", "naïve café, größer", "emoji 👩‍👩‍👧 stay",
    "используй табы", "χρησιμοποίησε tabs", "总是使用 API 密钥", "see #12 and a < b > c", "never use var: it leaks",
  ])
  func whatAPersonTypesIsKept(line: String) {
    #expect(own(line) == [line])
  }

  @Test func invisibleCharactersBetweenWordsAreDropped() {
    #expect(own("\u{FEFF}use tabs \u{200B}always") == ["use tabs always"])
  }

  @Test(arguments: [
    "al\u{200B}ways use tabs", "аlways use tabs", "\u{202E}sbat esu\u{202C}", "\u{2066}use tabs\u{2069}",
  ])
  func aLineInDisguiseIsNotRead(line: String) {
    #expect(own("hello\n\(line)\nthanks") == ["hello", "", "thanks"])
  }

  @Test func linesKeepTheirNumbers() throws {
    #expect(own("a\n<!-- b\nc -->\nd\r\ne") == ["a", "", "", "d", "e"])
    try forAll { (generator: inout SeededGenerator) throws in
      let marks = ["<x>", "</x>", "<!--", "-->", "\n", "Human: ", "{\"", "[a](b)", "```"]
      let text = (0..<30).map { _ in
        Bool.random(using: &generator)
          ? marks.randomElement(using: &generator) ?? "" : Arbitrary.text(using: &generator)
      }.joined()
      let lines = Substring(text).split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      #expect(own(text).count == lines.count)
    }
  }

  @Test func nothingBehindARoleMarkerIsRead() {
    #expect(own("use tabs\n\nHuman: use spaces\n\nalways") == ["use tabs", "", "", "", ""])
  }

  @Test(arguments: [
    "Maria Lopez   10:42 AM", "bot\t\t9:05  ", "From the README:", "what the style guide says:\t", "Chat with ops:\r",
  ])
  func nothingBehindALineThatNamesAnothersTextIsRead(line: String) {
    #expect(own("use tabs\n\(line)\nuse spaces") == ["use tabs", "", ""])
  }

  @Test(arguments: ["meet at 10:42 AM", "the README is old", "use these:", "README: use tabs", "from wiki 10:42"])
  func aLineThatOnlyNearlyNamesAnothersTextIsKept(line: String) {
    #expect(own("\(line)\nuse spaces") == [line, "use spaces"])
  }

  @Test func manyMarksDoNotMeanManySearches() {
    for mark in ["<!--", "<a>", "<", "</a>", "[", "{\"", "![", "-->", "<a></b>", "From: "] {
      let text = String(repeating: mark, count: 200_000 / mark.utf8.count)
      #expect(own(text).count == 1)
    }
  }
}
