import Foundation
import TestSupport
import Testing

@testable import SentenceEncoder

/// Tokens and where they stand in the text; whole texts are compared with the peer's in `SentenceEncoderTests`.
@Suite struct TokenizerTests {
  private let tokenizer: WordPieceTokenizer

  init() throws {
    let lines = Array("[UNK]\nuse\ntab\n##s\n,\ne\n##e\n漢\n##字\n漢字\nab\n##b\n;\n".utf8)
    let vocabulary = try #require(lines.withUnsafeBytes { Vocabulary(lines: $0, count: 13) })
    tokenizer = WordPieceTokenizer(vocabulary: vocabulary, unknown: 0)
  }

  private func tokens(_ text: String) -> [Token] { tokenizer.tokens(of: text, limit: 1000) }

  @Test func tokensNameTheirPlacesInTheText() {
    #expect(
      tokens(" Use\ttabs,zz") == [
        Token(id: 1, range: 1..<4), Token(id: 2, range: 5..<8), Token(id: 3, range: 8..<9), Token(id: 4, range: 9..<10),
        Token(id: 0, range: 10..<12),
      ])
  }

  @Test func accentsAndControlsCountWithTheirCharacters() {
    #expect(tokens("É") == [Token(id: 5, range: 0..<2)])
    #expect(tokens("e\u{301}e") == [Token(id: 5, range: 0..<1), Token(id: 6, range: 3..<4)])
    #expect(tokens("a\u{0}b") == [Token(id: 10, range: 0..<3)])
    #expect(tokens("\u{37E}") == [Token(id: 12, range: 0..<2)])
  }

  @Test func eachChineseCharacterIsAWord() {
    #expect(tokens("漢字") == [Token(id: 7, range: 0..<3), Token(id: 0, range: 3..<6)])
  }

  @Test func theLongestTokenIsTaken() {
    #expect(tokens("abb").map(\.id) == [10, 11])
    #expect(tokens("abx").map(\.id) == [0])
  }

  @Test func aWordOfMoreThanAHundredCharactersIsUnknown() {
    #expect(tokens(String(repeating: "e", count: 100)).map(\.id) == [5] + Array(repeating: 6, count: 99))
    #expect(tokens(String(repeating: "e", count: 101)) == [Token(id: 0, range: 0..<101)])
    #expect(tokens(String(repeating: "é", count: 100)).count == 100)
  }

  @Test func noMoreThanTheLimitIsRead() {
    #expect(tokenizer.tokens(of: "use use use", limit: 2).count == 2)
    #expect(tokenizer.tokens(of: "eeee", limit: 3).count == 3)
    #expect(tokenizer.tokens(of: "use", limit: 0).isEmpty)
  }

  @Test func tokensStandInOrderInsideAnyText() throws {
    try forAll(cases: 500) { generator in
      let text = Arbitrary.text(using: &generator) + Arbitrary.text(using: &generator)
      var end = 0
      for token in tokens(text) {
        #expect(token.range.lowerBound >= end && token.range.upperBound <= text.utf8.count && !token.range.isEmpty)
        end = token.range.lowerBound
      }
    }
  }
}
