import Rules

/// A time as clients write it: ISO 8601 with a zone, or milliseconds since 1970 as a number or in a string.
struct Moment: Decodable, Sendable {
  let timestamp: Timestamp?

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      timestamp = Self.timestamp(milliseconds: number)
    } else {
      let text = try container.decode(String.self)
      timestamp = Double(text).flatMap(Self.timestamp) ?? (try? Timestamp(text))
    }
  }

  /// Nil for a number that is no time between 2001 and 2286: clocks that start with the program write such.
  static func timestamp(milliseconds: Double) -> Timestamp? {
    guard (1e12..<1e13).contains(milliseconds) else { return nil }
    return Timestamp(milliseconds: Int64(milliseconds))
  }
}
