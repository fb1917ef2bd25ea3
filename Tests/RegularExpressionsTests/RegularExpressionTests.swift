import RegularExpressions
import Testing

@Suite struct RegularExpressionTests {
  @Test func findsGroupsInUnicodeText() throws {
    let expression = try RegularExpression(#"(?i)(always|must|should)\s+use\s+(\w+Case)"#)
    let match = try #require(expression.firstMatch(in: "é — You must  use camelCase here"))
    #expect(match[1] == "must")
    #expect(match[2] == "camelCase")
    #expect(match.string == "must  use camelCase")
    #expect(expression.groupCount == 2)
  }

  @Test func aGroupThatTookNoPartIsNil() throws {
    let match = try #require(try RegularExpression("(a)|(b)").firstMatch(in: "b"))
    #expect(match[1] == nil)
    #expect(match[2] == "b")
    #expect(match[3] == nil)
  }

  @Test func matchesDoNotOverlapAndEmptyOnesEnd() throws {
    #expect(try RegularExpression("a").allMatches(in: "banana").map(\.utf8Range) == [1..<2, 3..<4, 5..<6])
    #expect(try RegularExpression("x*").allMatches(in: "é漢").map(\.utf8Range) == [0..<0, 2..<2, 5..<5])
    #expect(try RegularExpression("").allMatches(in: "").count == 1)
  }

  @Test func badPatternsAreErrors() {
    for pattern in ["(", "a{2000}", #"(a)\1"#, "(?=a)", "((((a{100}){100}){100}){100})"] {
      #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
    }
  }

  @Test func aPatternThatHangsBacktrackersEnds() throws {
    let text = String(repeating: "a", count: 100_000) + "!"
    #expect(try !RegularExpression("^(a+)+$").matches(text))
    #expect(try RegularExpression("CASE", ignoringCase: true).matches("camelcase"))
  }
}

@Suite struct RegularExpressionSetTests {
  @Test func onePassTellsWhichPatternsOccur() throws {
    let set = try RegularExpressionSet([#"\bab+\b"#, "c{3}", "^x", "é"])
    #expect(set.indices(inUTF8: Array("an abbb and ccc".utf8)) == [0, 1])
    #expect(set.indices(inUTF8: Array("xé".utf8)) == [2, 3])
    #expect(set.indices(inUTF8: []).isEmpty)
  }

  @Test func anInvalidPatternIsNamed() {
    #expect(throws: RegularExpressionError.self) { try RegularExpressionSet(["a", "(", "b"]) }
  }

  @Test func spansAreInBytes() throws {
    let expression = try RegularExpression("é(b)?")
    #expect(expression.spans(inUTF8: Array("aéb é".utf8)) == [[1..<4, 3..<4], [5..<7, nil]])
  }
}
