import Secrets
import TestSupport
import Testing

@Suite struct ByteSearchTests {
  @Test(arguments: [
    ("ab", "b"), ("aab", "ab"), ("b", "ab"), ("", "a"), ("a:\\b", ":\\"), ("it’s", "’"), ("a\u{301}", "a"),
  ])
  func itAgreesWithASearchByCharacters(text: String, words: String) {
    #expect(text.holds(words) == text.contains(words))
    #expect(text.dropFirst().holds(words) == text.dropFirst().contains(words))
  }

  @Test func itAgreesOnAnyText() throws {
    try forAll { generator in
      let text = Arbitrary.text(using: &generator)
      for words in ["a", "Use", "se a", "\\", "{}n", "é"] where words != "é" || !text.contains("e\u{301}") {
        #expect(text.holds(words) == text.contains(words))
      }
    }
  }
}
