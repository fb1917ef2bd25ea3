/// What became of the records of an input: every one is either used or skipped for a reason.
///
/// What a record is, each reader says: mostly a line, or what one party said.
package struct InputCount: Hashable, Sendable, Codable {
  /// Records that are in the transcript.
  package var used = 0
  /// Records that are not, by reason (`tool_result`, `injected`, `malformed`, …).
  package var skipped: [String: Int] = [:]

  package init() {}

  /// All records: `used` and everything skipped.
  package var read: Int { skipped.values.reduce(used, +) }

  package mutating func skip(_ reason: String, count: Int = 1) { skipped[reason, default: 0] += count }

  package static func += (left: inout InputCount, right: InputCount) {
    left.used += right.used
    left.skipped.merge(right.skipped, uniquingKeysWith: +)
  }
}
