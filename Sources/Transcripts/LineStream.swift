import Glibc

/// The lines of an input, with no more than one line and one piece of it in memory.
struct LineStream: ~Copyable {
  /// A line as it stands, without its line end.
  struct Line {
    /// From one.
    let number: Int
    /// Where it begins in the input, in bytes.
    let offset: Int
    /// Empty when the line is too long.
    let bytes: [UInt8]
    /// Whether a line end follows; without one, the last line may still be in writing.
    let isTerminated: Bool
    let isTooLong: Bool
  }

  /// How many bytes a line may have: far above what clients write, and small enough for memory.
  static let lineLimit = 64 << 20

  private var chunks: ByteChunks
  private let limit: Int
  private var buffer: [UInt8] = []
  private var start = 0
  /// Where the buffer begins in the input.
  private var base = 0
  private var number = 0

  init(_ chunks: consuming ByteChunks, limit: Int) {
    self.chunks = chunks
    self.limit = limit
  }

  /// The next line; nil at the end.
  mutating func next() throws(TranscriptError) -> Line? {
    let offset = base + start
    var searched = start
    var tooLong = false
    while true {
      if let end = Self.newline(in: buffer, from: searched) {
        defer { start = end + 1 }
        return line(upTo: end, at: offset, isTerminated: true, isTooLong: tooLong || end - start > limit)
      }
      searched = buffer.count
      if searched - start > limit {
        // What is dropped here is only ever the line's own.
        tooLong = true
        start = searched
      }
      guard let chunk = try chunks.next() else {
        guard buffer.count > start || tooLong else { return nil }
        defer { start = buffer.count }
        return line(upTo: buffer.count, at: offset, isTerminated: false, isTooLong: tooLong)
      }
      buffer.removeSubrange(..<start)
      base += start
      searched -= start
      start = 0
      buffer += chunk
    }
  }

  private mutating func line(upTo end: Int, at offset: Int, isTerminated: Bool, isTooLong: Bool) -> Line {
    number += 1
    let bytes = isTooLong ? [] : Array(buffer[start..<end])
    return Line(
      number: number, offset: offset, bytes: bytes, isTerminated: isTerminated, isTooLong: isTooLong)
  }

  private static func newline(in bytes: [UInt8], from start: Int) -> Int? {
    bytes.withUnsafeBytes { all in
      guard start < all.count, let base = all.baseAddress else { return nil }
      return memchr(base + start, Int32(UInt8(ascii: "\n")), all.count - start).map { UnsafeRawPointer($0) - base }
    }
  }
}
