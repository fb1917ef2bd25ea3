import CZlib

/// Unpacks gzip: one member after the other, and zeros after them, which tapes and block devices leave.
final class GzipDecoder: PackedStreamDecoder {
  /// On the heap: zlib remembers where it was.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool
  private(set) var isAtEnd = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 asks for the wrapping of gzip, and for its checksum.
    let windowBits = MAX_WBITS + 16
    isReady = inflateInit2_(stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deallocate()
  }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> PackedStreamStep {
    guard isReady else { return PackedStreamStep(damage: .memory) }
    var padding = 0
    if isAtEnd {
      padding = input.prefix { $0 == 0 }.count
      guard padding < input.count else { return PackedStreamStep(consumed: padding) }
      guard inflateReset(stream) == Z_OK else { return PackedStreamStep(damage: .corrupt) }
      isAtEnd = false
    }
    let packed = UnsafeRawBufferPointer(rebasing: input[padding...]).bindMemory(to: UInt8.self)
    // zlib counts in 32 bits, and does not write to its input.
    let (size, room) = (UInt32(clamping: packed.count), UInt32(clamping: output.count))
    stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
    stream.pointee.avail_in = size
    stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = room
    let result = inflate(stream, Z_NO_FLUSH)
    var step = PackedStreamStep(
      consumed: padding + Int(size - stream.pointee.avail_in), produced: Int(room - stream.pointee.avail_out))
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isAtEnd = true
    case Z_MEM_ERROR: step.damage = .memory
    default: step.damage = .corrupt
    }
    return step
  }
}
