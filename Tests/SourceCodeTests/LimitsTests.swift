import TestSupport
import Testing

@testable import SourceCode

@Suite struct LimitsTests {
  @Test func aLargeTextIsRefused() throws {
    let text = String(repeating: "a", count: 1_000_001)
    #expect(throws: SourceCodeError.tooLarge(bytes: 1_000_001, maximum: 1_000_000)) {
      try SourceText(text, language: "js")
    }
  }

  @Test func readingThatTakesTooLongIsGivenUp() throws {
    let text = String(repeating: "f(a, [b, {c: d}]);\n", count: 20_000)
    #expect(throws: SourceCodeError.timedOut(milliseconds: 1)) {
      try SourceText(text, language: "js", limits: ReadingLimits(microseconds: 1_000))
    }
  }

  @Test func anUnknownLanguageIsRefused() {
    #expect(throws: SourceCodeError.unsupportedLanguage("klingon")) { try SourceText("a", language: "klingon") }
    #expect(throws: SourceCodeError.unsupportedLanguage("markdown")) { try SourceText("a", language: "md") }
  }

  @Test func missingGrammarsAreAnErrorThatSaysWhereTheyWereLookedFor() throws {
    let directory = try TemporaryDirectory()
    let damaged = try directory.write("not a library", to: "languages.so")
    let places = [directory.path("none.so"), damaged]
    #expect(throws: SourceCodeError.grammarsMissing(searched: places)) {
      try GrammarLibrary.load(from: places).get()
    }
  }

  @Test func everyLanguageHasAGrammar() throws {
    for language in SourceLanguage.names {
      #expect(try SourceText("", language: language).language == language)
    }
  }

  @Test(arguments: [("[", "]", "js"), ("(", ")", "python"), ("{", "}", "java"), ("a(", ")", "ruby"), ("-", "", "js")])
  func deepNestingIsRead(open: String, close: String, language: String) throws {
    let depth = 20_000
    let text = String(repeating: open, count: depth) + String(repeating: close, count: depth)
    let read = try SourceText(text, language: language)
    _ = StructureProfile(of: read)
    _ = StyleProfile(of: read)
    #expect(read.text == text)
  }

  @Test func anythingCanBeRead() throws {
    let languages = [
      "js", "ts", "tsx", "python", "go", "rust", "java", "ruby", "php", "c", "cpp", "csharp", "sh", "kotlin", "sql",
      "css", "json",
    ]
    let pieces = [
      "a", "def ", "class ", "{", "}", "(", ")", "'", "\"", "`", "\n", "  ", "\t", "=", ";", ",", "é", "👩‍👩‍👧", "\u{0}",
      "//",
      "/*", "*/", "#", "${", "<<", "<a>", "\\", "\r\n", ":", "export default ", "import ", "f\"", "'''", "=>", "...",
    ]
    try forAll(cases: 150) { generator in
      let text = (0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in
        pieces.randomElement(using: &generator)
      }
      .joined()
      let language = try #require(languages.randomElement(using: &generator))
      let read = try SourceText(text, language: language)
      let map = Dictionary(read.names.map { ($0.name, $0.name + "x") }, uniquingKeysWith: { first, _ in first })
      let size = text.utf8.count
      for use in read.names.flatMap(\.uses) { #expect(use.lowerBound >= 0 && use.upperBound <= size) }
      #expect(read.renaming([:]).text == text)
      _ = read.renaming(map)
      _ = StyleProfile(of: read)
      _ = StructureProfile(of: read)
      for wish in StyleTests.wishes { _ = try read.styled(by: wish) }
    }
  }

  @Test func errorsNeverHoldTheCode() {
    let errors: [SourceCodeError] = [
      .grammarsMissing(searched: ["/a/b.so"]), .unsupportedLanguage("x"), .tooLarge(bytes: 2, maximum: 1),
      .timedOut(milliseconds: 5),
    ]
    #expect(errors.map(\.description).allSatisfy { $0.count > 20 && !$0.contains("\n") })
  }
}
