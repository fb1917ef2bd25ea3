import RuleExtraction
import Rules
import Secrets
import TestSupport
import Testing

@Suite struct QuotedMessageTests {
  private let extractor: RuleExtractor

  init() throws {
    extractor = try RuleExtractor(patterns: [:])
  }

  private func sources(_ message: String) -> [RuleSource] {
    extractor.extract(
      from: Transcript(
        id: "t", segments: [TranscriptSegment(speaker: .user, content: message)], sessionID: "s")
    ).rules.flatMap(\.sources)
  }

  @Test(arguments: [
    ("Always use tabs.", ["Always use tabs"]),
    ("thanks!\n\n- Always use `tabs`\n- never use var", ["Always use `tabs`", "never use var"]),
    ("👩‍👩‍👧 e\u{301}é! Always use “tabs”, please!", ["Always use “tabs”, please"]),
    ("Use tabs. Every time.", ["Use tabs. Every time"]),
    ("we ship to Windows, so always use CRLF line endings", ["we ship to Windows, so always use CRLF line endings"]),
    ("No longer npm in this repo: we use pnpm from now on", ["No longer npm in this repo: we use pnpm from now on"]),
    ("\t  always  use\ttabs  ", ["always  use\ttabs"]),
    ("```\nalways use spaces\n```\nalways dont use var", ["always dont use var"]),
  ])
  func theWordsAreKeptAsTheyWereTyped(message: String, quotes: [String]) {
    #expect(sources(message).map(\.quote) == quotes)
    for source in sources(message) { #expect(QuotedMessage(message).check(source) == .verified) }
  }

  @Test func theEndOfALongMessageIsFound() throws {
    let message = String(repeating: "é words of no matter.\n", count: 4000) + "Always use tabs in Makefiles."
    let source = try #require(sources(message).last)
    #expect(source.quote == "Always use tabs in Makefiles")
    let end = try #require(source.range?.upperBound)
    #expect(end == message.utf8.count - 1)
    #expect(QuotedMessage(message).check(source) == .verified)
  }

  @Test(arguments: ["word ", "word", "e\u{301}\u{302}\u{303}"])
  func aLongQuoteIsCutAndStillVerifies(piece: String) throws {
    let words = String(repeating: piece, count: 300)
    var message = QuotedMessage(words)
    let kept = message.evidence(at: 0..<words.utf8.count)
    let evidence = try #require(kept)
    #expect(evidence.quote.unicodeScalars.count <= 401)
    #expect(evidence.quote.hasSuffix("…") && !evidence.quote.hasSuffix(" …"))
    #expect(QuotedMessage(words).check(source(evidence)) == .verified)
  }

  @Test func aSecretElsewhereInTheMessageIsNotInTheHash() throws {
    let message = "the db password is hunter2xyz9. Always use tabs."
    let source = try #require(sources(message).first)
    #expect(source.quote == "Always use tabs")
    #expect(source.hash == sources("Always use tabs").first?.hash)
    #expect(QuotedMessage(message).check(source) == .verified)
    #expect(QuotedMessage("the db password is hunter2xyz9. Always use Tabs.").check(source) == .absent)
  }

  @Test func aSecretInTheWordsIsMasked() throws {
    let text = "log in with token ghp_0123456789abcdefghij0123456789abcdef first"
    var message = QuotedMessage(text)
    let kept = message.evidence(at: 0..<text.utf8.count)
    let evidence = try #require(kept)
    #expect(evidence.quote.hasPrefix("log in with token [secret") && evidence.quote.hasSuffix("] first"))
    #expect(QuotedMessage(text).check(source(evidence)) == .verified)
    #expect(QuotedMessage(text + " x").check(source(evidence)) == .verified)
    #expect(QuotedMessage("log in first").check(source(evidence)) == .absent)
  }

  @Test(arguments: [
    "the password is hunter2xyz9", "token=ghp_0123456789abcdefghij0123456789abcdef", "psql postgres://a:b@c/d",
    "key:\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA1234\n", "export PASSWORD=\"Tr0ub4dor&3\" # for staging",
  ])
  func nothingThatIsMaskedLooksLikeASecret(text: String) {
    let masked = SecretScanner.masked(text)
    #expect(SecretScanner.findsSecret(in: text))
    #expect(!SecretScanner.findsSecret(in: masked))
    #expect(masked.contains("[secret"))
    #expect(SecretScanner.masked(masked) == masked)
  }

  @Test(arguments: [
    "token=%\nUse tabs here.", "Use tabs here. my token is %", "it is %. Use tabs here. % Use tabs.",
    "[secret] of [secrets]: Use tabs here, the token is %", "%%\n%\n\nUse tabs here",
  ])
  func wordsThatWereReadWithMasksAreFoundInTheMessage(template: String) throws {
    let text = template.replacing("%", with: "ghp_0123456789abcdefghij\n0123456789abcdef")
    for mask in ["[secret]", "[secret:api-key]", "[secret:pem]\n\n"] {
      let read = template.replacing("%", with: mask)
      let place = try #require(read.utf8.firstRange(of: "Use tabs here".utf8))
      let start = read.utf8.distance(from: read.startIndex, to: place.lowerBound)
      var message = QuotedMessage(text, readAs: read)
      let kept = message.evidence(at: start..<start + 13)
      let evidence = try #require(kept)
      #expect(evidence.quote == "Use tabs here")
      #expect(String(decoding: Array(text.utf8)[evidence.range], as: UTF8.self) == "Use tabs here")
      #expect(QuotedMessage(text).check(source(evidence)) == .verified)
    }
  }

  @Test func aPlaceThatIsMaskedAltogetherIsNoEvidence() {
    var message = QuotedMessage("AKIAIOSFODNN7EXAMPLE is it", readAs: "[secret] is it")
    let (masked, whole) = (message.evidence(at: 0..<8), message.evidence(at: 2..<14))
    #expect(masked == nil)
    #expect(whole?.quote == " is it")
  }

  @Test func hostileMasksDoNotCrash() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      func some() -> String {
        (0..<6).map { _ in
          Arbitrary.text(using: &generator)
            + (["", "[secret]", "[secret:x", "]", "\n"].randomElement(using: &generator) ?? "")
        }.joined()
      }
      let (text, read) = (some(), some())
      var message = QuotedMessage(text, readAs: read)
      let start = Int.random(in: 0...read.utf8.count, using: &generator)
      if let evidence = message.evidence(at: start..<Int.random(in: start...read.utf8.count, using: &generator)) {
        #expect(evidence.range.upperBound <= text.utf8.count)
      }
    }
  }

  @Test func changedAbsentAndUnquotedAreToldApart() throws {
    let source = try #require(sources("Well. Always use tabs.").first)
    #expect(QuotedMessage("Well! Always use tabs.").check(source) == .changed)
    #expect(QuotedMessage("Oh well, and then: Always use tabs.").check(source) == .changed)
    #expect(QuotedMessage("Well. Always use taps.").check(source) == .absent)
    #expect(QuotedMessage("").check(source) == .absent)
    var forged = source
    forged.quote = "Never use tabs"
    #expect(QuotedMessage("Well. Always use tabs.").check(forged) == .absent)
    for key: WritableKeyPath<RuleSource, String?> in [\.quote, \.hash] {
      var old = source
      old[keyPath: key] = nil
      #expect(QuotedMessage("Well. Always use tabs.").check(old) == .unquoted)
    }
  }

  @Test(arguments: [-5..<3, 0..<Int.max, 7..<9, Int.max - 1..<Int.max, 3..<3])
  func aPlaceThatIsNotInTheMessageIsNoEvidence(range: Range<Int>) {
    let source = RuleSource(
      transcript: "t", segment: 0, session: "s", quote: "漢", range: range,
      hash: "sha256:" + String(repeating: "0", count: 64))
    #expect(QuotedMessage("é漢é").check(source) != .verified)
  }

  @Test func everyQuoteStandsAtItsPlaceAndAChangedByteIsSeen() throws {
    let directives = [
      "Always use tabs", "never push to main", "from now on use pnpm, not npm", "I prefer early returns",
      "immer auf Deutsch antworten", "no default exports, ever. Every time.", "pls dont use `any` in TypeScript",
      "When you write SQL, use lower-case keywords", "we use snake_case here because it's Python, so always use it",
    ]
    let around = ["", " ", "\n", "ok. ", "漢字。\n", "é ", "> quoted\n", "- ", "```\ncode()\n```\n", "thanks!\r\n", "👩‍👩‍👧 "]
    var found = 0
    try forAll { (generator: inout SeededGenerator) throws in
      var message = ""
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        message += around.randomElement(using: &generator) ?? ""
        message += (directives.randomElement(using: &generator) ?? "") + ".\n"
      }
      let bytes = Array(message.utf8)
      for source in sources(message) {
        found += 1
        let range = try #require(source.range)
        #expect(source.quote == String(decoding: bytes[range], as: UTF8.self))
        #expect(QuotedMessage(message).check(source) == .verified)
        var changed = bytes
        changed[Int.random(in: bytes.indices, using: &generator)] ^= 1
        #expect(QuotedMessage(String(decoding: changed, as: UTF8.self)).check(source) != .verified)
        changed = bytes
        changed[Int.random(in: range, using: &generator)] ^= 1
        #expect(QuotedMessage(String(decoding: changed, as: UTF8.self)).check(source) != .verified)
      }
    }
    #expect(found > 200)
  }

  @Test func hostileTextGivesEvidenceThatVerifies() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let text = (0..<10).map { _ in Arbitrary.text(using: &generator) }.joined()
      let bytes = text.utf8.count
      let start = Int.random(in: 0...bytes, using: &generator)
      let range = start..<Int.random(in: start...bytes, using: &generator)
      guard !range.isEmpty else { return }
      var message = QuotedMessage(text)
      let kept = message.evidence(at: range)
      let evidence = try #require(kept)
      #expect(message.check(source(evidence)) == .verified)
    }
  }

  private func source(_ evidence: QuotedMessage.Evidence) -> RuleSource {
    RuleSource(
      transcript: "t", segment: 0, session: "s", quote: evidence.quote, range: evidence.range, hash: evidence.hash)
  }
}
