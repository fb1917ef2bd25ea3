import CZlib
import CZstd

/// Compresses bytes as the common programs do.
package enum Packed {
  /// One member of gzip.
  package static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    // 16 asks for the wrapping of gzip.
    guard
      deflateInit2_(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
    else { return [] }
    defer { deflateEnd(&stream) }
    var input = bytes
    return input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      let capacity = Int(deflateBound(&stream, UInt(input.count)))
      return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
      }
    }
  }

  /// One frame of Zstandard, with a checksum.
  ///
  /// - Parameter windowLog: the logarithm of the window that the frame asks for; nil for what suits the bytes.
  package static func zstandard(_ bytes: [UInt8], windowLog: Int32? = nil) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    if let windowLog {
      ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog)
      // A frame that knows its size asks for no larger window.
      ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0)
    }
    return [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count) + 64) { output, count in
      bytes.withUnsafeBytes { input in
        var packed = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        // In two steps, so that the size is not known from the first.
        var plain = ZSTD_inBuffer(src: input.baseAddress, size: input.count / 2, pos: 0)
        _ = ZSTD_compressStream2(context, &packed, &plain, ZSTD_e_continue)
        plain.size = input.count
        count = ZSTD_compressStream2(context, &packed, &plain, ZSTD_e_end) == 0 ? packed.pos : 0
      }
    }
  }

  /// A frame that is to be left out.
  package static func skippableFrame(_ content: [UInt8]) -> [UInt8] {
    let size = UInt32(content.count)
    return [0x53, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + content
  }
}
