import JSONReading

/// The outline of a JSON object, found by its brackets alone: fast, without recursion, and also for text that is cut.
struct JSONShape: Hashable, Sendable {
  /// How deep an object may nest; deeper ones are not decoded.
  static let depthLimit = JSONCursor.depthLimit

  private static let lists: Set<String> = ["messages", "conversations"]

  /// The names of the object's members.
  private(set) var keys: Set<String> = []
  /// The names of the members of its `message` or `payload`.
  private(set) var innerKeys: Set<String> = []
  /// The value of its `type`, where that is a string.
  private(set) var type: String?
  /// Where the elements of the first member that lists a conversation's turns begin.
  private(set) var turns: Int?
  /// The first byte, and the one after the last; nil when the text ends before the object does.
  private(set) var start = 0
  private(set) var end: Int?
  private(set) var isTooDeep = false

  /// The outline of the first value, when that is an object.
  init?(_ bytes: UnsafeRawBufferPointer, from position: Int) {
    var index = position
    // NUL bytes too: a machine that lost power leaves them where a file grew.
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else { return nil }
    start = index
    scan(bytes)
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
    var (depth, index) = (0, start)
    var (key, outerKey): (Range<Int>?, String) = (nil, "")
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        let opening = index + 1
        index = Self.endOfString(bytes, from: opening)
        guard index < bytes.count else { return }
        if depth == 1, let name = key, bytes[name].elementsEqual("type".utf8) {
          type = Self.text(bytes, opening..<index)
        }
        key = depth <= 2 ? opening..<index : nil
      case UInt8(ascii: ":"):
        if let name = key, depth <= 2 { note(Self.text(bytes, name), depth, &outerKey) }
        index += 1
        while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
        if index < bytes.count, bytes[index] != UInt8(ascii: "\"") { key = nil }
        continue
      case UInt8(ascii: ","): key = nil
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if depth == 1, turns == nil, bytes[index] == UInt8(ascii: "["), Self.lists.contains(outerKey) {
          turns = index + 1
        }
        depth += 1
        isTooDeep = isTooDeep || depth > Self.depthLimit
        key = nil
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        key = nil
        if depth == 0 {
          end = index + 1
          return
        }
      default: break
      }
      index += 1
    }
  }

  private mutating func note(_ name: String, _ depth: Int, _ outerKey: inout String) {
    // A cap: an object may have any number of members, and only a few names are ever asked for.
    if depth == 1 {
      outerKey = name
      if keys.count < 256 { keys.insert(name) }
    } else if outerKey == "message" || outerKey == "payload", innerKeys.count < 256 {
      innerKeys.insert(name)
    }
  }

  private static func endOfString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index
      default: index += 1
      }
    }
    return bytes.count
  }

  private static func text(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
    String(decoding: bytes[range.prefix(64)], as: UTF8.self)
  }
}

extension JSONShape {
  /// The outline of a text's first value, when that is an object.
  init?(_ text: String) {
    guard let shape = Array(text.utf8).withUnsafeBytes({ JSONShape($0, from: 0) }) else { return nil }
    self = shape
  }
}
