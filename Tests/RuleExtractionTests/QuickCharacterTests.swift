import Testing

@testable import RuleExtraction

@Suite struct QuickCharacterTests {
  /// Every character of one scalar below U+3100, with and without an accent, and the only one of two controls.
  private static let characters: [Character] =
    (0..<0x3100).compactMap(Unicode.Scalar.init).flatMap { scalar in
      [Character(scalar)] + Array(String(scalar) + "\u{301}")
    } + ["\r\n", "👩‍👩‍👧"]

  @Test func theFirstByteTellsWhatTheTablesTell() {
    let differing = Self.characters.filter { character in
      let isBetween = character.isWhitespace || [",", "—", "–", "…"].contains(character)
      return character.isSpace != character.isWhitespace || character.isBetweenWords != isBetween
    }
    #expect(differing.isEmpty)
  }

  @Test func marksAreFoundAsInAText() {
    let marks = "([{<\"'“„*_.!?;:)]}>”`"
    #expect(Self.characters.allSatisfy { $0.isOne(of: marks) == marks.contains($0) })
  }
}
