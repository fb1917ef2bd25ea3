import Rules
import Testing

@Suite struct RuleIDTests {
  @Test(arguments: ["a", "s001_r1", "0123456789abcdef", "A.b-c_d", String(repeating: "x", count: 128)])
  func accepts(text: String) throws {
    #expect(try RuleID(text).text == text)
  }

  @Test(arguments: [
    "", ".", "..", ".git", "a/b", "a..b", "../../etc/passwd", "a\\b", "a b", "a\n", "é", "head.lock",
    String(repeating: "x", count: 129), "a\0",
  ])
  func refusesWhatCouldLeaveTheStore(text: String) {
    #expect(throws: RuleError.invalidID(text)) { try RuleID(text) }
  }
}
