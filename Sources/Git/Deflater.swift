import CZlib

/// Compresses one short piece after the other, in memory that is used again.
///
/// At level 1: of rules and their commits, level 6 makes 8 % less and takes twice as long, and `git gc` compresses them
/// anew anyway. The tables are small, since zlib clears them for every piece.
struct Deflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  /// Ids and names do not get shorter, and the header that says so costs less than the attempt.
  private static let storedBytes = 96

  init() {
    // On the heap: the state of a stream holds its address.
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isReady =
      deflateInit2_(
        stream, 1, Z_DEFLATED, 15, 6, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { deflateEnd(stream) }
    stream.deallocate()
  }

  /// Appends a piece as a zlib stream of its own.
  ///
  /// - Throws: ``GitError`` when there is no memory.
  func append(_ piece: UnsafeRawBufferPointer, to output: inout [UInt8]) throws(GitError) {
    guard piece.count > Self.storedBytes else { return store(piece, in: &output) }
    guard isReady, deflateReset(stream) == Z_OK, let count = UInt32(exactly: piece.count) else {
      throw GitError(.other, "cannot begin a stream", operation: "deflate")
    }
    let bound = Int(deflateBound(stream, UInt(piece.count)))
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: bound))
    let result = output.withUnsafeMutableBufferPointer { output in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.bindMemory(to: UInt8.self).baseAddress)
      stream.pointee.avail_in = count
      stream.pointee.next_out = output.baseAddress.map { $0 + start }
      stream.pointee.avail_out = UInt32(clamping: bound)
      return deflate(stream, Z_FINISH)
    }
    guard result == Z_STREAM_END else { throw GitError(.other, "cannot end a stream", operation: "deflate") }
    output.removeLast(bound - Int(stream.pointee.total_out))
  }

  /// A stream of one block that is not compressed (RFC 1950 and RFC 1951, section 3.2.4).
  private func store(_ piece: UnsafeRawBufferPointer, in output: inout [UInt8]) {
    let length = UInt8(piece.count)
    output += [0x78, 0x01, 0x01, length, 0, ~length, 0xFF]
    output += piece
    let sum = adler32(1, piece.bindMemory(to: UInt8.self).baseAddress, UInt32(piece.count))
    for shift in [24, 16, 8, 0] { output.append(UInt8(truncatingIfNeeded: sum >> UInt(shift))) }
  }

  /// The content of a stream; nil when it is not that long or no stream.
  static func inflated(_ stream: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var (content, length) = ([UInt8](repeating: 0, count: size), UInt(size))
    let result = content.withUnsafeMutableBufferPointer { content in
      stream.withUnsafeBufferPointer { stream in
        // Also of nothing, zlib wants a place.
        var nothing: UInt8 = 0
        return withUnsafeMutablePointer(to: &nothing) { nothing in
          uncompress(content.baseAddress ?? nothing, &length, stream.baseAddress, UInt(stream.count))
        }
      }
    }
    return result == Z_OK && length == size ? content : nil
  }
}
