/// The members of a JSON object or the elements of an array, one after the other, found by brackets and quotes alone:
/// in linear time, without recursion, and also where a part is broken or the text is cut.
struct JSONParts: Sequence, IteratorProtocol {
  /// A value within a text.
  struct Part: Hashable, Sendable {
    /// The member's name; nil for an element of an array. Escapes in it are left as they are.
    var name: String?
    /// Where the value stands.
    var range: Range<Int>
    /// The value's first byte, which tells its kind.
    var first: UInt8
    /// Whether the text holds the value to its end.
    var isComplete = true
    var isTooDeep = false

    var isArray: Bool { first == UInt8(ascii: "[") }
    var isObject: Bool { first == UInt8(ascii: "{") }
  }

  private let bytes: [UInt8]
  private let isObject: Bool
  private var index: Int

  /// The parts of a value; none when it is neither an object nor an array.
  init(_ bytes: [UInt8], _ part: Part) {
    self.bytes = bytes
    isObject = part.isObject
    index = part.isObject || part.isArray ? part.range.lowerBound + 1 : bytes.count
  }

  /// The value that a whole text is, after a byte order mark and white space; nil when there is nothing.
  static func root(of bytes: [UInt8]) -> Part? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].firstIndex(where: { $0 > 0x20 }) else { return nil }
    return bytes.withUnsafeBufferPointer { value($0, from: first) }
  }

  mutating func next() -> Part? {
    bytes.withUnsafeBufferPointer { bytes in
      var name: String?
      while index < bytes.count {
        let byte = bytes[index]
        switch byte {
        case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
          index = bytes.count
          return nil
        // The other kind of bracket closes nothing here: what it belongs to was broken.
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): index += 1
        default:
          let part = Self.value(bytes, from: index, name: name)
          index = part.range.upperBound
          guard isObject, name == nil, byte == UInt8(ascii: "\""), part.isComplete else { return part }
          let inner = part.range.dropFirst().dropLast().prefix(64)
          name = String(decoding: UnsafeBufferPointer(rebasing: bytes[inner]), as: UTF8.self)
        }
      }
      return nil
    }
  }

  private static func value(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, name: String? = nil) -> Part {
    var part = Part(name: name, range: start..<bytes.count, first: bytes[start])
    var (depth, index) = (0, start)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        guard let end = endOfString(bytes, from: index + 1) else {
          part.isComplete = false
          return part
        }
        index = end
        if depth == 0 {
          part.range = start..<index
          return part
        }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        part.isTooDeep = part.isTooDeep || depth > JSONShape.depthLimit
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 {
          part.range = start..<(depth < 0 ? index : index + 1)
          return part
        }
      case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ":"):
        if depth == 0 {
          part.range = start..<index
          return part
        }
      default: break
      }
      index += 1
    }
    part.isComplete = depth == 0
    return part
  }

  /// The position after the closing quote.
  private static func endOfString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index + 1
      default: index += 1
      }
    }
    return nil
  }
}
