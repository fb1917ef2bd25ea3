extension SourceText {
  private static let semicolon = UInt8(ascii: ";")

  /// The ends of statements that may do without a semicolon, in JavaScript and TypeScript.
  ///
  /// See ECMA-262, 12.10 "Automatic Semicolon Insertion": none is inserted where the next line goes on with the
  /// statement.
  func semicolonPlaces() -> [StylePlace] {
    guard language == "javascript" || language == "typescript" else { return [] }
    return syntax.indices.compactMap { index in
      guard dialect.is(syntax.kind(index), "terminated"), isTerminable(index) else { return nil }
      return semicolonPlace(index)
    }
  }

  private func isTerminable(_ index: Int) -> Bool {
    let kind = syntax.kind(index)
    guard let parent = syntax.parent(index), syntax.kind(parent) != "ERROR", !syntax.range(index).isEmpty else {
      return false
    }
    if kind == "export_statement", syntax.child(index, "declaration") != nil { return false }
    return !["for_statement", "for_in_statement"].contains(syntax.kind(parent))
      || syntax.field(index) == "body"
  }

  private func semicolonPlace(_ index: Int) -> StylePlace? {
    let last = end(of: index)
    guard last > syntax.range(index).lowerBound else { return nil }
    if bytes[last - 1] == Self.semicolon {
      let range = (last - 1)..<last
      return StylePlace(
        true, range, edit: canDrop(index, range) ? TextEdit(range, of: bytes, to: "") : nil)
    }
    // A field's semicolon stands after it.
    let end = firstByte(after: last)
    if end < bytes.count, bytes[end] == Self.semicolon {
      let range = end..<(end + 1)
      guard syntax.kind(index).hasSuffix("field_definition") else { return nil }
      return StylePlace(true, range, edit: canDrop(index, range) ? TextEdit(range, of: bytes, to: "") : nil)
    }
    let tail = (last - 1)..<last
    return StylePlace(false, tail, edit: TextEdit(last..<last, of: bytes, to: ";"))
  }

  /// The end of a node's last word; a comment behind it does not count, even where the grammar counts it in.
  private func end(of index: Int) -> Int {
    var leaf = syntax.next(index) - 1
    while leaf > index, syntax.nodes[leaf].isExtra || syntax.range(leaf).isEmpty { leaf -= 1 }
    return syntax.range(leaf).upperBound
  }

  private func firstByte(after position: Int) -> Int {
    var start = position
    while start < bytes.count, bytes[start] == Bytes.space || bytes[start] == Bytes.tab { start += 1 }
    return start
  }

  /// Tells whether a semicolon would be inserted where this one is.
  private func canDrop(_ index: Int, _ range: Range<Int>) -> Bool {
    // A statement of one word may be the beginning of something else, as `async` and `get` are.
    guard bytes[syntax.range(index).lowerBound..<range.lowerBound].contains(where: { !Bytes.isWord($0) }) else {
      return false
    }
    if syntax.kind(index).hasSuffix("field_definition"), syntax.child(index, "value") == nil { return false }
    guard let next = nextVisible(after: range.upperBound) else { return true }
    let byte = bytes[next.position]
    if byte == UInt8(ascii: "}") { return true }
    return next.isOnNewLine && !"([`/+-*.,;:?<>=&|^%!~#@'\"".utf8.contains(byte)
  }

  /// The next byte that is neither blank nor in a comment.
  private func nextVisible(after position: Int) -> (position: Int, isOnNewLine: Bool)? {
    var isOnNewLine = false
    var index = position
    while index < bytes.count {
      let byte = bytes[index]
      let following = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == UInt8(ascii: "/"), following == UInt8(ascii: "/") {
        index = bytes[index...].firstIndex(of: Bytes.newline) ?? bytes.count
      } else if byte == UInt8(ascii: "/"), following == UInt8(ascii: "*") {
        index += 2
        while index + 1 < bytes.count, !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/")) {
          isOnNewLine = isOnNewLine || bytes[index] == Bytes.newline
          index += 1
        }
        index += 2
      } else if Bytes.isBlank(byte) {
        isOnNewLine = isOnNewLine || byte == Bytes.newline
        index += 1
      } else {
        return (index, isOnNewLine)
      }
    }
    return nil
  }
}
