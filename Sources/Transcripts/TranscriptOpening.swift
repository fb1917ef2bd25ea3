/// What an input begins with: the shapes of its JSON objects, and its first lines.
package struct TranscriptOpening: Sendable {
  /// A conversation in JSON: its own members, and those of the first of its turns.
  struct Conversation: Sendable {
    let members: Set<String>
    let turn: Set<String>
  }

  /// As many records as are looked at to tell the format.
  static let recordLimit = 200
  /// As many bytes as are looked at.
  static let byteLimit = 1 << 22
  /// As many lines as are looked at as text, and as many bytes of each.
  private static let (textLimit, lineLimit) = (16, 512)

  /// The shape of the first JSON object, over as many lines as it has.
  let first: JSONShape?
  /// The shape of the first JSON object, also where it is the first element of an array.
  let element: JSONShape?
  /// The shapes of the objects that begin a line.
  let lines: [JSONShape]
  /// The conversations among them, and the first element.
  let conversations: [Conversation]
  /// The shapes of the first objects of the array that the input is; none when it is no array.
  let elements: [JSONShape]
  /// The bytes themselves.
  let bytes: [UInt8]
  /// The first lines that are not blank, without white space at their ends; long ones are cut.
  let text: [String]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    elements = Self.elements(bytes)
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    text = Self.text(bytes[start...])
    var found: [Conversation] = []
    (first, element) = bytes.withUnsafeBytes { all in
      let first = JSONShape(all, from: start)
      let element = first ?? Self.arrayStart(all, from: start).flatMap { JSONShape(all, from: $0) }
      if let listed = element.flatMap({ Self.conversation($0, all) }) { found.append(listed) }
      return (first, element)
    }
    var shapes: [JSONShape] = []
    while start < bytes.count, shapes.count < Self.recordLimit {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      bytes.withUnsafeBytes { all in
        let line = UnsafeRawBufferPointer(rebasing: all[start..<end])
        guard let shape = JSONShape(line, from: 0) else { return }
        shapes.append(shape)
        if let listed = Self.conversation(shape, line) { found.append(listed) }
      }
      start = end + 1
    }
    (lines, conversations) = (shapes, found)
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

  private static func conversation(_ shape: JSONShape, _ bytes: UnsafeRawBufferPointer) -> Conversation? {
    guard let turn = shape.turns.flatMap({ JSONShape(bytes, from: $0) }) else { return nil }
    return Conversation(members: shape.keys, turn: turn.keys)
  }

  private static func arrayStart(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let opening = bytes[start...].firstIndex(where: { $0 > 0x20 }), bytes[opening] == UInt8(ascii: "[") else {
      return nil
    }
    return opening + 1
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> [String] {
    var (lines, rest) = ([String](), bytes.prefix(1 << 16))
    while !rest.isEmpty, lines.count < textLimit {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      let text = InjectedText.trimmed(String(decoding: line.prefix(lineLimit), as: UTF8.self))
      if !text.isEmpty { lines.append(text) }
      rest = rest.dropFirst(line.count + 1)
    }
    return lines
  }
}
