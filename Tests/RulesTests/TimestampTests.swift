import Rules
import TestSupport
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2025-01-05T10:00:00Z", "2025-01-05T10:00:00Z"),
    ("2025-01-05T10:00:00.250Z", "2025-01-05T10:00:00.250Z"),
    ("2025-01-05T10:00:00.123456Z", "2025-01-05T10:00:00.123Z"),
    ("2025-01-05T12:00:00.5+02:00", "2025-01-05T10:00:00.500Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
  ])
  func readsAndWrites(text: String, canonical: String) throws {
    #expect(try Timestamp(text).description == canonical)
  }

  @Test(arguments: ["", "yesterday", "2025-01-05", "2025-01-05T10:00:00", "2025-13-05T10:00:00Z"])
  func refuses(text: String) {
    #expect(throws: RuleError.invalidTimestamp(text)) { try Timestamp(text) }
  }

  @Test func anyMillisecondComesBack() throws {
    try forAll { (generator: inout SeededGenerator) throws in
      let time = Timestamp(milliseconds: .random(in: -10_000_000_000_000...10_000_000_000_000, using: &generator))
      #expect(try Timestamp(time.description) == time)
    }
  }
}
