import Glibc

/// The lines of an input where they stand, in memory that is used again: a line is copied only where a piece of the
/// input ends within it.
///
/// No more than one line and one piece of the input is in memory.
struct LineSlices: ~Copyable {
  /// A line, without its line end.
  struct Line {
    /// From one.
    let number: Int
    /// Where it begins in the input, in bytes.
    let offset: Int
    /// Empty when the line is too long. They stand there until the next line comes.
    let bytes: UnsafeRawBufferPointer
    /// Whether a line end follows; without one, the last line may still be in writing.
    let isTerminated: Bool
    let isTooLong: Bool
  }

  private var chunks: ByteChunks
  private let limit: Int
  private var (number, offset) = (0, 0)

  init(_ source: TranscriptSource, limit: Int = LineStream.lineLimit) throws(TranscriptError) {
    chunks = try source.chunks()
    self.limit = limit
  }

  /// Gives every line to `take`, in order.
  mutating func read(_ take: (Line) -> Void) throws(TranscriptError) {
    var begun = BegunLine(limit: limit)
    while let chunk = try chunks.nextPiece() {
      var start = 0
      while let end = Self.newline(in: chunk, from: start) {
        let piece = UnsafeRawBufferPointer(rebasing: chunk[start..<end])
        if begun.length == 0 {
          give(piece, length: piece.count, isTerminated: true, take)
        } else {
          begun.append(piece)
          give(begun.bytes, length: begun.length, isTerminated: true, take)
          begun.clear()
        }
        offset += 1
        start = end + 1
      }
      begun.append(UnsafeRawBufferPointer(rebasing: chunk[start...]))
    }
    if begun.length > 0 { give(begun.bytes, length: begun.length, isTerminated: false, take) }
  }

  private mutating func give(
    _ bytes: UnsafeRawBufferPointer, length: Int, isTerminated: Bool, _ take: (Line) -> Void
  ) {
    number += 1
    let isTooLong = length > limit
    let bytes = isTooLong ? UnsafeRawBufferPointer(start: nil, count: 0) : bytes
    take(Line(number: number, offset: offset, bytes: bytes, isTerminated: isTerminated, isTooLong: isTooLong))
    offset += length
  }

  private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    return memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start).map { UnsafeRawPointer($0) - base }
  }
}

/// The beginning of a line whose end is in a later piece of the input.
private struct BegunLine: ~Copyable {
  /// The memory that is kept after a longer line.
  private static let kept = 1 << 20

  /// How long the line is so far; where that is over the limit, its bytes are not kept.
  private(set) var length = 0

  private let limit: Int
  private var memory: UnsafeMutableRawPointer?
  private var capacity = 0

  init(limit: Int) {
    self.limit = limit
  }

  deinit { free(memory) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: length <= limit ? length : 0) }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    let start = length
    length += piece.count
    guard length <= limit, let source = piece.baseAddress, !piece.isEmpty else { return }
    // The system moves pages and not bytes when it makes a large piece of memory larger, and gives each page only when
    // it is written.
    if length > capacity { resize(max(length, capacity * 2, Self.kept)) }
    // Without memory it is as good as too long.
    guard length <= capacity else {
      length = limit + 1
      return
    }
    memory?.advanced(by: start).copyMemory(from: source, byteCount: piece.count)
  }

  mutating func clear() {
    length = 0
    if capacity > Self.kept { resize(Self.kept) }
  }

  private mutating func resize(_ size: Int) {
    guard let resized = realloc(memory, size) else { return }
    (memory, capacity) = (resized, size)
  }
}
