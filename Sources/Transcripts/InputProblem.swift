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

  var count = InputCount()
  private(set) var problems: [InputProblem] = []

  mutating func use() { count.used += 1 }

  mutating func skip(_ reason: SkipReason, count number: Int = 1) { count.skip(reason, count: number) }

  /// Counts a record that could not be read.
  mutating func skip(_ reason: SkipReason, at place: InputPlace) {
    count.skip(reason)
    note(reason, at: place)
  }

  /// Notes where a record or a part of one could not be read, which is counted elsewhere.
  mutating func note(_ reason: SkipReason, at place: InputPlace) {
    if problems.count < Self.problemLimit { problems.append(InputProblem(reason: reason, place: place)) }
  }
}
