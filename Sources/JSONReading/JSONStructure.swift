import CSimdJSON

/// Finds the structure of JSON texts, one after the other, in memory that is used again.
package struct JSONStructure: ~Copyable {
  private let index: OpaquePointer?

  package init() {
    index = ltm_simdjson_new()
  }

  deinit { ltm_simdjson_free(index) }

  /// A cursor before the first value of a text, which need not be the only one.
  ///
  /// The cursor, and all that is taken from it, may be used as long as the text stands where it is and no other text is
  /// indexed.
  ///
  /// - Returns: nil when a string is not closed or holds a raw control character, when the text is no UTF-8, and when
  ///   it holds nothing.
  package mutating func cursor(_ text: UnsafeRawBufferPointer) -> JSONCursor? {
    var (places, count): (UnsafePointer<UInt32>?, Int) = (nil, 0)
    guard let index, let base = text.baseAddress,
      ltm_simdjson_index(index, base, text.count, &places, &count) == 0, let places
    else { return nil }
    return JSONCursor(text, UnsafeBufferPointer(start: places, count: count))
  }
}

/// What a cursor throws when the text is not JSON.
package struct JSONBroken: Error {
  @inlinable package init() {}
}
