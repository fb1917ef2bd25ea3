/// A place in a JSON text, from which members, elements and values are taken in the order of the text.
///
/// simdjson's first stage has found where every bracket, comma, colon and value begins, at several GB/s and with a check
/// of UTF-8; the cursor steps from one to the next and never looks at what it passes over. It is a value: a copy is a
/// bookmark that can be read later, as long as the text is there. What is passed over is checked for matching brackets
/// and depth alone, what is taken for its grammar too.
///
/// What a cursor reads is right whatever the spacing, the order of members and the escapes, and also when two objects
/// stand on a line.
///
/// Measured with the lines of transcripts, some of which are passed over at a glance and get no cursor, on 1 GiB of the records that Claude Code writes (280,000 lines, 54,000 of them with text or code, a few of 10
/// to 40 MB; one busy core with AVX-512, processor time of 0.42 s in all): the program's start takes 0.02 s, reading the
/// file 0.11 s, finding the lines 0.02 s, the glance at them 0.06 s, which tells half of them and three quarters of the
/// bytes, the structure of the rest 0.02 s, a record's members 0.06 s, and what is said in the records 0.08 s. Without
/// the glance it is 0.46 s.
package struct JSONCursor {
  /// How deep a text may nest; what nests deeper is broken.
  @inlinable package static var depthLimit: Int { 256 }

  @usableFromInline let text: UnsafeRawBufferPointer
  @usableFromInline let places: UnsafeBufferPointer<UInt32>
  @usableFromInline var next = 0
  @usableFromInline var depth = 0
  /// Whether the first member or element of an object or array comes next, so that no comma stands before it.
  @usableFromInline var isFirst = false

  @inlinable package init(_ text: UnsafeRawBufferPointer, _ places: UnsafeBufferPointer<UInt32>) {
    (self.text, self.places) = (text, places)
  }

  /// Where the value begins in the text; nil at the end of the text.
  @inlinable package var position: Int? { next < places.count ? Int(places[next]) : nil }

  /// The first byte of the value; 0 at the end of the text.
  @inlinable var byte: UInt8 { next < places.count ? text[Int(places[next])] : 0 }

  /// Whether the value is an object.
  @inlinable package var isObject: Bool { byte == UInt8(ascii: "{") }

  /// Enters the value, when it is an object; its members then come one by one.
  ///
  /// - Returns: false, and the value is passed over, when it is none.
  @inlinable package mutating func enterObject() throws(JSONBroken) -> Bool { try enter(UInt8(ascii: "{")) }

  /// Enters the value, when it is an array; its elements then come one by one.
  ///
  /// - Returns: false, and the value is passed over, when it is none.
  @inlinable package mutating func enterArray() throws(JSONBroken) -> Bool { try enter(UInt8(ascii: "[")) }

  /// The name of the object's next member, whose value must then be taken or passed over; nil when the object is done.
  @inlinable package mutating func nextName() throws(JSONBroken) -> JSONString? {
    guard try step(UInt8(ascii: "}")) else { return nil }
    guard byte == UInt8(ascii: "\"") else { throw JSONBroken() }
    let string = try raw()
    let name = JSONString(UnsafeRawBufferPointer(rebasing: text[string]), mayHaveEscapes: mayHoldBackslash(string))
    next += 1
    guard byte == UInt8(ascii: ":") else { throw JSONBroken() }
    next += 1
    return name
  }

  /// Whether the array has another element, which must then be taken or passed over.
  @inlinable package mutating func nextElement() throws(JSONBroken) -> Bool { try step(UInt8(ascii: "]")) }

  /// Takes a string as it stands; nil, and the value is passed over, when it is none.
  @inlinable package mutating func string() throws(JSONBroken) -> JSONString? {
    guard byte == UInt8(ascii: "\"") else {
      try skip()
      return nil
    }
    let string = try raw()
    next += 1
    return JSONString(UnsafeRawBufferPointer(rebasing: text[string]))
  }

  /// Takes `true` or `false`; nil, and the value is passed over, when it is neither.
  @inlinable package mutating func bool() throws(JSONBroken) -> Bool? {
    let value: Bool? = self.is("true") ? true : self.is("false") ? false : nil
    try skip()
    return value
  }

  /// Takes a string, unless one was taken before: of members with the same name the first one counts.
  @inlinable package mutating func string(into target: inout JSONString?) throws(JSONBroken) {
    let value = try string()
    if target == nil { target = value }
  }

  /// Takes `true` or `false`, unless one was taken before.
  @inlinable package mutating func bool(into target: inout Bool?) throws(JSONBroken) {
    let value = try bool()
    if target == nil { target = value }
  }

  /// Passes over the value and keeps its place, unless one was kept before.
  @inlinable package mutating func place(into target: inout JSONCursor?) throws(JSONBroken) {
    if target == nil { target = self }
    try skip()
  }

  /// Passes over the value, and tells whether it is `null`.
  @inlinable package mutating func null() throws(JSONBroken) -> Bool {
    let isNull = self.is("null")
    try skip()
    return isNull
  }

  /// Passes over the value.
  @inlinable package mutating func skip() throws(JSONBroken) { try skip(from: 0) }

  /// Passes over the rest of the object that was entered last, of which a member was just taken.
  @inlinable package mutating func leave() throws(JSONBroken) {
    depth -= 1
    isFirst = false
    try skip(from: 1)
  }

  @inlinable @inline(__always)
  mutating func skip(from start: Int) throws(JSONBroken) {
    var level = start
    repeat {
      guard next < places.count else { throw JSONBroken() }
      // Brackets of both kinds differ in one bit, as do opening and closing ones.
      let byte = text[Int(places[next])]
      next += 1
      switch byte | 0x20 {
      case UInt8(ascii: "{"):
        level += 1
        if depth + level > Self.depthLimit { throw JSONBroken() }
      case UInt8(ascii: "}"): level -= 1
      case UInt8(ascii: ","), UInt8(ascii: ":"): if level == 0 { throw JSONBroken() }
      default: break
      }
    } while level > 0
    if level < 0 { throw JSONBroken() }
  }

  @inlinable mutating func enter(_ bracket: UInt8) throws(JSONBroken) -> Bool {
    guard byte == bracket else {
      try skip()
      return false
    }
    next += 1
    depth += 1
    guard depth <= Self.depthLimit else { throw JSONBroken() }
    isFirst = true
    return true
  }

  /// Goes to the next member or element; false when there is none, and the bracket is passed.
  @inlinable mutating func step(_ closing: UInt8) throws(JSONBroken) -> Bool {
    switch byte {
    case closing:
      next += 1
      depth -= 1
      isFirst = false
      return false
    case UInt8(ascii: ",") where !isFirst:
      next += 1
      // A comma before the closing bracket is seen when the value is taken.
      return true
    default:
      guard isFirst else { throw JSONBroken() }
      isFirst = false
      return true
    }
  }

  /// Where the string at this place stands, without its quotes.
  @inlinable @inline(__always)
  func raw() throws(JSONBroken) -> Range<Int> {
    let start = Int(places[next]) + 1
    // Only white space stands between a string's end and what begins next.
    var end = (next + 1 < places.count ? Int(places[next + 1]) : text.count) - 1
    while end >= start, text[end] != UInt8(ascii: "\"") { end -= 1 }
    guard end >= start else { throw JSONBroken() }
    return start..<end
  }

  /// Whether a backslash may be in a part of the text; at once for the short ones that names are.
  @inlinable @inline(__always)
  func mayHoldBackslash(_ part: Range<Int>) -> Bool {
    guard part.count <= 16, part.lowerBound + 16 <= text.count else { return true }
    let bytes = (
      text.loadUnaligned(fromByteOffset: part.lowerBound, as: UInt64.self),
      text.loadUnaligned(fromByteOffset: part.lowerBound + 8, as: UInt64.self)
    )
    return Self.holdsBackslash(bytes.0) || Self.holdsBackslash(bytes.1)
  }

  /// Whether one of eight bytes is a backslash (H. S. Warren, "Hacker's Delight", 2nd edition, section 6-1).
  @inlinable @inline(__always)
  static func holdsBackslash(_ bytes: UInt64) -> Bool {
    let differences = bytes ^ 0x5C5C_5C5C_5C5C_5C5C
    return (differences &- 0x0101_0101_0101_0101) & ~differences & 0x8080_8080_8080_8080 != 0
  }

  /// Whether the value is the literal.
  @inlinable func `is`(_ literal: StaticString) -> Bool {
    let start = next < places.count ? Int(places[next]) : text.count
    let end = start + literal.utf8CodeUnitCount
    guard end <= text.count else { return false }
    for index in start..<end where text[index] != literal.utf8Start[index - start] { return false }
    guard end < text.count else { return true }
    switch text[end] {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    default: return false
    }
  }
}

extension JSONCursor {
  /// Takes the value; nil when it is no whole number from zero to a billion.
  @inlinable package mutating func number() throws(JSONBroken) -> Int? {
    var (index, number) = (position ?? text.count, 0)
    let start = index
    while index < text.count, index - start < 9, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[index]) {
      number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
      index += 1
    }
    try skip()
    guard index > start else { return nil }
    guard index < text.count else { return number }
    switch text[index] {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): return number
    default: return nil
    }
  }
}
