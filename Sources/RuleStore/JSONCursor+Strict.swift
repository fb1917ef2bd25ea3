import JSONReading
import Rules

/// What ``RuleReader`` takes of a value: exactly what is expected, or it throws.
extension JSONCursor {
  /// How deep values of any kind may nest.
  private static let valueDepth = 32

  /// Enters an object.
  mutating func enter() throws(JSONBroken) {
    guard try enterObject() else { throw JSONBroken() }
  }

  mutating func text() throws(JSONBroken) -> String {
    guard let text = try string()?.plainText else { throw JSONBroken() }
    return text
  }

  mutating func textOrNull() throws(JSONBroken) -> String? {
    guard kind == .scalar else { return try text() }
    guard scalar()?.elementsEqual("null".utf8) == true else { throw JSONBroken() }
    return nil
  }

  mutating func word<Word: RawRepresentable<String>>() throws(JSONBroken) -> Word {
    guard let word = Word(rawValue: try text()) else { throw JSONBroken() }
    return word
  }

  mutating func ruleID() throws(JSONBroken) -> RuleID {
    guard let id = try? RuleID(try text()) else { throw JSONBroken() }
    return id
  }

  mutating func integer() throws(JSONBroken) -> Int64 {
    guard let number = scalar().flatMap(PlainNumber.init), number.decimals == 0 else { throw JSONBroken() }
    return number.digits
  }

  mutating func int() throws(JSONBroken) -> Int { Int(try integer()) }

  mutating func double() throws(JSONBroken) -> Double {
    guard let number = scalar().flatMap(PlainNumber.init) else { throw JSONBroken() }
    return number.value
  }

  mutating func timestamp() throws(JSONBroken) -> Timestamp {
    guard let text = try string(), let time = Timestamp(plain: text.bytes) else { throw JSONBroken() }
    return time
  }

  /// A range, which is written as its two bounds.
  mutating func range() throws(JSONBroken) -> Range<Int> {
    let bounds = try elements { cursor throws(JSONBroken) in try cursor.int() }
    guard bounds.count == 2, bounds[0] <= bounds[1] else { throw JSONBroken() }
    return bounds[0]..<bounds[1]
  }

  mutating func elements<Element>(
    _ element: (inout JSONCursor) throws(JSONBroken) -> Element
  ) throws(JSONBroken) -> [Element] {
    var elements: [Element] = []
    guard try enterArray() else { throw JSONBroken() }
    while try nextElement() { elements.append(try element(&self)) }
    return elements
  }

  /// The members of an object of any kind.
  mutating func members(depth: Int = 0) throws(JSONBroken) -> [String: JSONValue] {
    guard depth < Self.valueDepth else { throw JSONBroken() }
    var members: [String: JSONValue] = [:]
    try enter()
    while let name = try nextName() {
      guard let name = name.plainText, members.updateValue(try value(depth: depth + 1), forKey: name) == nil else {
        throw JSONBroken()
      }
    }
    return members
  }

  private mutating func value(depth: Int) throws(JSONBroken) -> JSONValue {
    switch kind {
    case .string: return .string(try text())
    case .object: return .object(try members(depth: depth))
    case .array:
      guard depth < Self.valueDepth else { throw JSONBroken() }
      return .array(try elements { cursor throws(JSONBroken) in try cursor.value(depth: depth + 1) })
    case .none: throw JSONBroken()
    case .scalar:
      guard let scalar = scalar() else { throw JSONBroken() }
      if scalar.elementsEqual("true".utf8) { return .bool(true) }
      if scalar.elementsEqual("false".utf8) { return .bool(false) }
      if scalar.elementsEqual("null".utf8) { return .null }
      guard let number = PlainNumber(scalar) else { throw JSONBroken() }
      guard number.decimals > 0 else { return .integer(number.digits) }
      // A whole number that is written with a fraction counts as whole.
      guard number.value.rounded() != number.value else { throw JSONBroken() }
      return .number(number.value)
    }
  }
}

/// A number without an exponent that has at most 18 digits.
private struct PlainNumber {
  /// All digits as one number.
  private(set) var digits: Int64 = 0
  /// How many of them are behind the point.
  private(set) var decimals = 0
  private let text: UnsafeRawBufferPointer

  init?(_ text: UnsafeRawBufferPointer) {
    self.text = text
    let isNegative = text.first == UInt8(ascii: "-")
    let start = isNegative ? 1 : 0
    var point: Int?
    guard text.count > start, text.count - start <= 19 else { return nil }
    for index in start..<text.count {
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard index - start < (point == nil ? 18 : 19) else { return nil }
        digits = digits * 10 + Int64(text[index] - UInt8(ascii: "0"))
      case UInt8(ascii: ".") where point == nil && index > start: point = index
      default: return nil
      }
    }
    let whole = (point ?? text.count) - start
    if let point {
      decimals = text.count - point - 1
      guard decimals > 0 else { return nil }
    }
    // Neither leading zeros nor a zero with a sign.
    guard whole == 1 || text[start] != UInt8(ascii: "0"), !(isNegative && digits == 0) else { return nil }
    if isNegative { digits = -digits }
  }

  /// The nearest `Double`.
  var value: Double {
    // Both are exact, so that the quotient is rounded once (W. D. Clinger, "How to read floating point numbers
    // accurately", PLDI 1990).
    if digits.magnitude < 1 << 53 { return Double(digits) / Self.powers[decimals] }
    return Double(String(decoding: text, as: UTF8.self)) ?? .nan
  }

  /// The powers of ten that are exact, and needed.
  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
  ]
}

extension Timestamp {
  /// Reads the form in which times are written, `2025-01-05T10:00:00Z` with or without milliseconds, from 1970 to 2199;
  /// nil for any other.
  fileprivate init?(plain text: UnsafeRawBufferPointer) {
    guard text.count == 20 || text.count == 24, text.last == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var number: Int64 = 0
      for byte in text[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      }
      return number
    }
    let marks: [(Int, UInt8)] = [
      (4, UInt8(ascii: "-")), (7, UInt8(ascii: "-")), (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")),
      (16, UInt8(ascii: ":")),
    ]
    guard marks.allSatisfy({ text[$0] == $1 }), text.count == 20 || text[19] == UInt8(ascii: "."),
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19),
      let fraction = text.count == 20 ? 0 : number(20..<23),
      (1970..<2200).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    // Days since 1970-01-01, counting years from March so that the day of a leap year comes last.
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    self.init(milliseconds: (days * 86_400 + hour * 3600 + minute * 60 + second) * 1000 + fraction)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    default: 31
    }
  }
}
