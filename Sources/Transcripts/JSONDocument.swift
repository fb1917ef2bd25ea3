import FoundationEssentials
import SQLite

/// An input that is one JSON value. Its parts are decoded one by one, so that a broken one does not spoil the others.
struct JSONDocument {
  /// How many bytes a document may have: it is held in memory.
  static let sizeLimit = 64 << 20

  let bytes: [UInt8]
  let root: JSONParts.Part
  /// The position up to which lines were counted, and the line there.
  private var counted = (position: 0, line: 1)

  init?(_ bytes: [UInt8]) {
    guard let root = JSONParts.root(of: bytes) else { return nil }
    self.bytes = bytes
    self.root = root
  }

  /// - Throws: ``TranscriptError`` when the input is too large or empty.
  init(_ source: TranscriptSource, _ format: TranscriptFormat) throws(TranscriptError) {
    let (bytes, complete) = try source.bytes(limit: Self.sizeLimit + 1)
    guard complete else {
      throw .malformed(path: source.name, format: format, reason: "larger than \(Self.sizeLimit) bytes")
    }
    guard let document = JSONDocument(bytes) else {
      throw .malformed(path: source.name, format: format, reason: "it is empty")
    }
    self = document
  }

  func parts(of part: JSONParts.Part) -> JSONParts { JSONParts(bytes, part) }

  /// The value of an object's member; the last one where a name stands twice, as JSON decoders take it.
  func member(_ name: String, of part: JSONParts.Part) -> JSONParts.Part? {
    guard part.isObject else { return nil }
    var found: JSONParts.Part?
    for member in parts(of: part) where member.name == name { found = member }
    return found
  }

  /// A part as a value; nil when it is cut, too deep, or not of the type's shape.
  func decode<Value: Decodable>(_ part: JSONParts.Part, as type: Value.Type = Value.self) -> Value? {
    guard part.isComplete, !part.isTooDeep else { return nil }
    return JSONText.decode(bytes[part.range], as: type)
  }

  /// Where a part begins. Parts must be asked for in their order.
  ///
  /// - Parameter start: where the document itself begins.
  mutating func place(of part: JSONParts.Part, from start: InputPlace = .start) -> InputPlace {
    InputPlace(line: start.line - 1 + line(of: part), byte: start.byte.map { $0 + part.range.lowerBound })
  }

  /// The line that a part begins on, from one. Parts must be asked for in their order.
  mutating func line(of part: JSONParts.Part) -> Int {
    guard part.range.lowerBound >= counted.position else { return counted.line }
    for byte in bytes[counted.position..<part.range.lowerBound] where byte == UInt8(ascii: "\n") { counted.line += 1 }
    counted.position = part.range.lowerBound
    return counted.line
  }
}

/// JSON that is the text of a member or of a database's row.
enum JSONText {
  /// A JSON text as a value; nil when it is none even after mending, or not of the type's shape.
  static func decode<Value: Decodable>(_ bytes: ArraySlice<UInt8>, as type: Value.Type = Value.self) -> Value? {
    let data = JSONMending.isNeeded(bytes) ? JSONMending.mend(bytes) : Data(bytes)
    return try? JSONDecoder().decode(type, from: data)
  }

  /// A database's value; it may be nested to any depth.
  static func decode<Value: Decodable>(
    _ value: ReadOnlyDatabase.Value, as type: Value.Type = Value.self
  ) -> Value? {
    guard case .bytes(let bytes) = value, let document = JSONDocument(bytes) else { return nil }
    return document.decode(document.root)
  }

  /// The text of a member; it may be nested to any depth.
  static func decode<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
    guard let document = JSONDocument(Array(text.utf8)) else { return nil }
    return document.decode(document.root)
  }
}
