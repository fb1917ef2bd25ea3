/// Values that are asked for at a place that was kept.
extension JSONCursor {
  /// Whether the value is `null`.
  package func isNull() throws(JSONBroken) -> Bool {
    var cursor = self
    return try cursor.null()
  }

  /// The value, when it is a string; the texts of its elements, when it is an array of blocks; otherwise none.
  package func texts() throws(JSONBroken) -> [JSONString] {
    var cursor = self
    if let text = try cursor.string() { return [text] }
    return try strings(named: "text")
  }

  /// The strings of a name in the objects of the array that the value is.
  package func strings(named wanted: StaticString) throws(JSONBroken) -> [JSONString] {
    var (cursor, strings): (JSONCursor, [JSONString]) = (self, [])
    guard try cursor.enterArray() else { return [] }
    while try cursor.nextElement() {
      guard try cursor.enterObject() else { continue }
      var string: JSONString?
      while let name = try cursor.nextName() {
        if wanted ~= name { try cursor.string(into: &string) } else { try cursor.skip() }
      }
      if let string { strings.append(string) }
    }
    return strings
  }
}

extension JSONString {
  /// The string itself.
  ///
  /// - Throws: ``JSONBroken`` when an escape in it is none.
  package func checked() throws(JSONBroken) -> String {
    guard let text else { throw JSONBroken() }
    return text
  }
}
