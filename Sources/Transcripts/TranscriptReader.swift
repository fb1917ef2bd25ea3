/// Reads one format of transcripts.
package protocol TranscriptReader: Sendable {
  /// The format that is read.
  var format: TranscriptFormat { get }

  /// Whether an input is of the format, by its content alone.
  ///
  /// - Parameter opening: the input's first bytes; they may end within a record.
  func recognises(_ opening: TranscriptOpening) -> Bool

  /// Reads an input to its end.
  ///
  /// - Throws: ``TranscriptError`` when nothing of it can be read.
  func read(_ source: TranscriptSource) throws(TranscriptError) -> TranscriptReading
}

/// The shapes of the records that an input begins with.
package struct TranscriptOpening: Sendable {
  /// As many records as are looked at to tell the format.
  static let recordLimit = 200
  /// As many bytes as are looked at.
  static let byteLimit = 1 << 22

  /// The shape of the first JSON object, over as many lines as it has.
  let first: JSONShape?
  /// The shapes of the objects that begin a line.
  let lines: [JSONShape]
  /// The shapes of the first objects of the array that the input is; none when it is no array.
  let elements: [JSONShape]
  /// The bytes themselves.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    first = bytes.withUnsafeBytes { JSONShape($0, from: start) }
    var shapes: [JSONShape] = []
    while start < bytes.count, shapes.count < Self.recordLimit {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let shape = bytes.withUnsafeBytes { JSONShape(UnsafeRawBufferPointer(rebasing: $0[start..<end]), from: 0) }
      if let shape { shapes.append(shape) }
      start = end + 1
    }
    lines = shapes
    elements = Self.elements(bytes)
  }

  /// Whether the bytes hold a text.
  func contains(_ text: String) -> Bool {
    InjectedText.find(Array(text.utf8), in: bytes, from: 0) != nil
  }

  private static func elements(_ bytes: [UInt8]) -> [JSONShape] {
    guard let root = JSONParts.root(of: bytes), root.isArray else { return [] }
    return JSONParts(bytes, root).prefix(50).compactMap { part in
      bytes.withUnsafeBytes { JSONShape($0, from: part.range.lowerBound) }
    }
  }
}
