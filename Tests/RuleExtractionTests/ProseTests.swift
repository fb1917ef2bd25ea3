import TestSupport
import Testing

@testable import RuleExtraction

@Suite struct ProseTests {
  @Test func hostileTextNeverCrashesOrLoops() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let text = (0..<20).map { _ in Arbitrary.text(using: &generator) }.joined()
      let prose = Prose(text)
      #expect(prose.lines.count <= text.utf8.count + 1)
      _ = MessageReader.passages(in: text)
    }
  }

  @Test func cutsWhatWasPasted() {
    let message = """
      here is what I get
      Traceback (most recent call last):
        File "a.py", line 3, in main
          raise ValueError("never do this")
      ValueError: always wrong

      please always use pathlib
      """
    #expect(Prose(message).lines.filter { !$0.isEmpty } == ["here is what I get", "please always use pathlib"])
  }

  @Test func anUnclosedFenceRunsToTheEnd() {
    #expect(Prose("use tabs\n```js\nnever()\nalways use x").lines == ["use tabs", "", "", ""])
  }

  @Test func marksArePeeledFromWords() {
    let tokens = Tokenizer.tokens(in: "use `foo_bar` (not t()), in src/a.ts; v1.2, don’t!")
    #expect(
      tokens.map(\.text) == [
        "use", "foo_bar", "(", "not", "t()", ")", ",", "in", "src/a.ts", ";", "v1.2", ",", "don’t", "!",
      ])
    #expect(tokens.map(\.form).contains("don't"))
  }
}
