internal import CRE2

/// Several regular expressions that are searched for in one pass over a text.
///
/// The pass says which of them occur; where they do is for each ``RegularExpression`` to say.
package final class RegularExpressionSet: Sendable {
  /// How many expressions are in the set.
  package let count: Int
  // RE2 sets are immutable once they are compiled and documented as thread-safe, so sharing the pointer is sound.
  private nonisolated(unsafe) let handle: OpaquePointer

  /// How much memory the set may use, in bytes; a search that needs more is told by ``indices(inUTF8:)``.
  private static let memoryLimit: Int64 = 64 << 20

  /// Compiles the patterns, in RE2 syntax.
  ///
  /// - Throws: ``RegularExpressionError`` for the first one that is not valid.
  package init(_ patterns: [String]) throws(RegularExpressionError) {
    guard let handle = ltm_re2_set_new(Self.memoryLimit) else {
      throw RegularExpressionError(pattern: "", reason: "out of memory")
    }
    var failed: RegularExpressionError?
    for pattern in patterns where failed == nil {
      var text = pattern
      let isAdded = text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { ltm_re2_set_add(handle, $0.baseAddress, $0.count) }
      }
      if !isAdded {
        failed = RegularExpressionError(pattern: pattern, reason: String(cString: ltm_re2_set_error(handle)))
      }
    }
    if failed == nil, !ltm_re2_set_compile(handle) {
      failed = RegularExpressionError(pattern: "", reason: "out of memory")
    }
    if let failed {
      ltm_re2_set_free(handle)
      throw failed
    }
    count = patterns.count
    self.handle = handle
  }

  deinit {
    ltm_re2_set_free(handle)
  }

  /// The indices of the patterns that occur in UTF-8 text, in order.
  ///
  /// When the pass runs out of memory all indices are given: any of them may occur.
  package func indices(inUTF8 text: [UInt8]) -> [Int] {
    var found = [UInt8](repeating: 0, count: count)
    let hits = text.withUnsafeBytes { bytes in
      found.withUnsafeMutableBufferPointer { marks in
        ltm_re2_set_match(
          handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, marks.baseAddress, marks.count)
      }
    }
    if hits < 0 { return Array(0..<count) }
    return hits == 0 ? [] : found.indices.filter { found[$0] != 0 }
  }
}
