import Glibc

extension StringProtocol {
  /// Whether the words stand in the text, as `contains` tells by characters: quick where not even their bytes do.
  ///
  /// - Parameter words: not empty, without characters that Unicode can also write in other ways.
  package func holds(_ words: String) -> Bool {
    var words = words
    let hasBytes = words.withUTF8 { needle in
      utf8.withContiguousStorageIfAvailable { Self.isThere(needle, in: $0) }
    }
    return hasBytes != false && contains(words)
  }

  private static func isThere(_ needle: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = needle.baseAddress, let start = text.baseAddress, text.count >= needle.count else { return false }
    // Where the needle may begin.
    let end = start + (text.count - needle.count + 1)
    var place = start
    while let found = memchr(place, Int32(first.pointee), end - place) {
      let match = found.assumingMemoryBound(to: UInt8.self)
      if memcmp(match, first, needle.count) == 0 { return true }
      place = UnsafePointer(match) + 1
    }
    return false
  }
}
