import Rules
import StorageDecision

/// One object of the configuration file, whose keys are taken one by one; what is left over is unknown.
struct ConfigurationSection {
  private let file: String
  /// The keys above this section, with a dot at the end.
  private let prefix: String
  private var members: [String: JSONValue]
  private var known: Set<String> = []

  init(_ members: [String: JSONValue], file: String, prefix: String = "") {
    self.members = members
    self.file = file
    self.prefix = prefix
  }

  /// Takes a number within a range, if the key is there.
  mutating func number(
    _ key: String, in range: ClosedRange<Double>, into target: inout Double
  ) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let number = value.double, range.contains(number) else {
      throw bad(key, "a number from \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))")
    }
    target = number
  }

  /// Takes a whole number within a range, if the key is there.
  mutating func integer(_ key: String, in range: ClosedRange<Int>, into target: inout Int) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let number = value.integer.flatMap({ Int(exactly: $0) }), range.contains(number) else {
      throw bad(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    target = number
  }

  /// Takes a text, if the key is there.
  mutating func text(_ key: String, into target: inout String) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let text = value.string, !text.isEmpty else { throw bad(key, "a text that is not empty") }
    target = text
  }

  /// Takes a truth value, if the key is there.
  mutating func boolean(_ key: String, into target: inout Bool) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let boolean = value.bool else { throw bad(key, "true or false") }
    target = boolean
  }

  /// Takes one of the texts that are allowed, in any case of letters, if the key is there.
  mutating func choice<Value: CaseIterable & RawRepresentable<String>>(
    _ key: String, into target: inout Value
  ) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let choice = value.string.flatMap({ Value(rawValue: $0.lowercased()) }) else {
      throw bad(key, "one of " + Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
    }
    target = choice
  }

  /// Takes a list of texts that are allowed, if the key is there.
  mutating func choices<Value: CaseIterable & RawRepresentable<String> & Equatable>(
    _ key: String, into target: inout [Value]
  ) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    let choices = value.array?.map { $0.string.flatMap(Value.init(rawValue:)) } ?? []
    guard !choices.isEmpty, !choices.contains(nil) else {
      throw bad(key, "a list of some of " + Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
    }
    target = choices.compactMap { $0 }
  }

  /// Takes an object whose values are all texts, if the key is there.
  mutating func texts(_ key: String, into target: inout [String: String]) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let members = value.object else { throw bad(key, "an object") }
    target = [:]
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let text = value.string else { throw bad("\(key).\(name)", "a text") }
      target[name] = text
    }
  }

  /// Takes points of a line that never falls, each a score and what it is worth, if the key is there.
  mutating func calibration(_ key: String, into target: inout ScoreCalibration) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    let points = value.array?.map { point -> ScoreCalibration.Point? in
      guard let pair = point.array?.map(\.double), pair.count == 2, let score = pair[0], let share = pair[1] else {
        return nil
      }
      return ScoreCalibration.Point(score: score, share: share)
    }
    guard let points, !points.contains(nil), let calibration = ScoreCalibration(points.compactMap { $0 }) else {
      throw bad(key, "a list of pairs of numbers from 0 to 1, the first growing and the second never falling")
    }
    target = calibration
  }

  /// Takes a section, if the key is there.
  mutating func section(
    _ key: String, _ read: (inout ConfigurationSection) throws(ConfigurationError) -> Void
  ) throws(ConfigurationError) {
    guard let value = take(key) else { return }
    guard let members = value.object else { throw bad(key, "an object") }
    var section = ConfigurationSection(members, file: file, prefix: "\(prefix)\(key).")
    try read(&section)
    try section.finish()
  }

  /// Refuses what no one took.
  func finish() throws(ConfigurationError) {
    guard let key = members.keys.min() else { return }
    let nearest = known.sorted().map { (name: $0, distance: Self.distance($0, key)) }.min { $0.distance < $1.distance }
    let isNear = nearest.map { $0.distance <= max(2, key.count / 3) } ?? false
    throw .unknownKey(file: file, key: prefix + key, nearest: isNear ? nearest.map { prefix + $0.name } : nil)
  }

  /// An error about a key of this section.
  func bad(_ key: String, _ expected: String) -> ConfigurationError {
    .badValue(file: file, key: prefix + key, expected: expected)
  }

  private mutating func take(_ key: String) -> JSONValue? {
    known.insert(key)
    return members.removeValue(forKey: key)
  }

  private static func short(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
  }

  /// The fewest letters to insert, remove or replace to make one word the other (Levenshtein 1966; Wagner and
  /// Fischer, "The string-to-string correction problem", J. ACM 21, 1974).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let substituted = diagonal + (letter == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[right.count]
  }
}
