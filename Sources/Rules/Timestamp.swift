import FoundationEssentials

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z; written as ISO 8601 in UTC.
///
/// An integer instead of a `Date`, so that a time that is read and written again keeps its bytes.
package struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Milliseconds since the Unix epoch.
  package var milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// A moment in whole seconds since the Unix epoch, as `SOURCE_DATE_EPOCH` gives it.
  package init(seconds: Int64) {
    milliseconds = seconds * 1000
  }

  /// Reads ISO 8601 with a time zone, with or without a fraction of a second.
  ///
  /// - Throws: ``RuleError/invalidTimestamp(_:)``.
  package init(_ text: String) throws(RuleError) {
    guard let date = try? Date(text, strategy: .iso8601) else { throw .invalidTimestamp(text) }
    milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
  }

  /// Whole seconds since the Unix epoch, rounded down.
  package var seconds: Int64 { (milliseconds - (((milliseconds % 1000) + 1000) % 1000)) / 1000 }

  /// `2025-01-05T10:00:00Z`, or `2025-01-05T10:00:00.250Z` when there is a fraction.
  package var description: String {
    let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    let fraction = milliseconds - seconds * 1000
    guard fraction != 0 else { return whole }
    let digits = String(fraction)
    return "\(whole.dropLast()).\(String(repeating: "0", count: 3 - digits.count))\(digits)Z"
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      self = try Timestamp(text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
