/// A place in an input.
package struct InputPlace: Hashable, Sendable {
  /// From one; in a database, the row among those that are read.
  package var line: Int
  /// From zero; nil in a database.
  package var byte: Int?

  /// Where an input begins.
  static let start = InputPlace(line: 1, byte: 0)

  package init(line: Int, byte: Int?) {
    self.line = line
    self.byte = byte
  }
}

/// A record that could not be read, and where it begins.
package struct InputProblem: Hashable, Sendable {
  package var reason: SkipReason
  package var place: InputPlace

  package init(reason: SkipReason, place: InputPlace) {
    self.reason = reason
    self.place = place
  }
}

/// What became of the records of an input while it is read.
struct InputLog {
  /// As many problems as are kept; the count has them all.
  static let problemLimit = 100

  private(set) var problems: [InputProblem] = []
  private var used = 0
  /// By reason; a file has few of them, and it is not said of every record in a string.
  private var skipped: [(reason: SkipReason, count: Int)] = []

  var count: InputCount {
    var count = InputCount()
    count.used = used
    for (reason, number) in skipped { count.skip(reason, count: number) }
    return count
  }

  mutating func use() { used += 1 }

  mutating func skip(_ reason: SkipReason, count: Int = 1) {
    if let index = skipped.firstIndex(where: { $0.reason == reason }) {
      skipped[index].count += count
    } else {
      skipped.append((reason, count))
    }
  }

  /// Adds what another log counted, not its problems.
  mutating func add(countsOf other: InputLog) {
    used += other.used
    for (reason, number) in other.skipped { skip(reason, count: number) }
  }

  /// Counts a record that could not be read.
  mutating func skip(_ reason: SkipReason, at place: InputPlace) {
    skip(reason)
    note(reason, at: place)
  }

  /// Notes where a record or a part of one could not be read, which is counted elsewhere.
  mutating func note(_ reason: SkipReason, at place: InputPlace) {
    if problems.count < Self.problemLimit { problems.append(InputProblem(reason: reason, place: place)) }
  }
}
