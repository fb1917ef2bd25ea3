import TestSupport
import Testing

@testable import RuleExtraction

@Suite struct MessageReaderTests {
  private func readings(_ message: String) -> [Reading] { MessageReader.passages(in: message).map(\.reading) }

  @Test func anAfterthoughtBelongsToTheClauseBeforeIt() {
    let found = readings("Use tabs. Every time.")
    #expect(found.count == 1)
    #expect(found.first?.cues.contains(.habitual) == true)
  }

  @Test func aReasonAfterACommaIsAClauseOfItsOwn() {
    let found = readings("skip the banner tests, the vendor is down")
    #expect(found.map { $0.body.map(\.text) }.first == ["skip", "the", "banner", "tests"])
  }

  @Test func whatStandsInParenthesesIsNotCutOff() {
    let found = readings("use fixtures (small ones, never dumps) in tests")
    #expect(found.count == 1)
  }

  @Test func aPieceOfWorkBesideAWishIsSeen() {
    let found = MessageReader.passages(in: "Add a login page and make sure to use flexbox.")
    #expect(found.map(\.reading.ordersWork) == [true, false])
    #expect(found.last?.surroundings.ordersWorkInSentence == true)
  }

  @Test(arguments: [
    ("create a rule that says to never squash commits", "never squash commits"),
    ("add to CLAUDE.md that you should use ripgrep", "use ripgrep"),
    ("update @testing.mdc to specify to always seed the generator", "always seed the generator"),
    ("make a new rule about using fixtures instead of dumps", "use fixtures instead of dumps"),
  ])
  func aRequestToRecordARuleHoldsTheRule(message: String, content: String) {
    let request = RecordRequest(Tokenizer.tokens(in: message))
    #expect(request?.content?.map(\.text).joined(separator: " ") == content)
  }

  @Test(arguments: [
    "add a firewall rule that blocks port 22", "update the readme to include the new flag", "i created a rule",
    "write a parser for the config",
  ])
  func whatIsBuiltIsNoRecordRequest(message: String) {
    #expect(RecordRequest(Tokenizer.tokens(in: message)) == nil)
  }

  @Test func aPointerAtTheWishLeavesItToTheOtherClauses() {
    let passages = MessageReader.passages(in: "Split commands into one file each. Write that into the rules.")
    #expect(passages.first?.surroundings.recordsRules == true)
  }

  @Test(arguments: [
    ("using", "use"), ("running", "run"), ("writing", "write"), ("keeping", "keep"), ("thing", nil),
  ])
  func gerundsHaveVerbs(form: String, verb: String?) {
    #expect(Inflection.verb(ofGerund: form) == verb)
  }

  @Test(arguments: [("pinned", "pin"), ("used", "use"), ("written", "write"), ("applied", "apply"), ("red", nil)])
  func participlesHaveVerbs(form: String, verb: String?) {
    #expect(Inflection.verb(ofParticiple: form) == verb)
  }

  /// Each is as long as a message that is read whole; a step that is not linear would never come back.
  @Test(arguments: [
    ",", "\"", "\"a\" ", "'", "(", ")", "`", "<a>", "</a", ": ", "and ", "use tabs, ", "when you ", "don't ", "\n",
    "```\n", "- x\n", "{\"a\":1}\n", "👩‍👩‍👧", "e\u{301}", "that ", "add a rule that ", "_", "*", "> ", "...", "?!", "/",
    "a", "because ", "until ", "@a.mdc ", "why did you ", "its, ", "again ", "\u{0}",
  ])
  func longMessagesOfOneKindAreRead(piece: String) {
    let message = String(repeating: piece, count: 20_000 / piece.utf8.count)
    let passages = MessageReader.passages(in: message)
    #expect(passages.allSatisfy { $0.clause.tokens.count <= Tokenizer.longestSentence })
  }
}
