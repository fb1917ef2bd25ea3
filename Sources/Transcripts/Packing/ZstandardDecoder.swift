import CZstd

/// Unpacks Zstandard: one frame after the other; skippable frames are nothing.
final class ZstandardDecoder: PackedStreamDecoder {
  /// The logarithm of the largest window, which is what must be held in memory: 128 MiB, as `zstd` has it.
  static let windowLog: Int32 = 27

  private let context: OpaquePointer?
  /// As many bytes as the decoder wants: the rest of a block.
  private var wanted = 1
  private(set) var isAtEnd = false

  init() {
    context = ZSTD_createDCtx()
    guard context != nil else { return }
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
    wanted = max(ZSTD_initDStream(context), 1)
  }

  deinit { ZSTD_freeDCtx(context) }

  func step(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> PackedStreamStep {
    guard context != nil else { return PackedStreamStep(damage: .memory) }
    // A block at a time: what precedes a damaged one in the same step would be lost.
    var packed = ZSTD_inBuffer(src: input.baseAddress, size: min(input.count, wanted), pos: 0)
    if packed.size == 0, isAtEnd { return PackedStreamStep() }
    var plain = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(context, &plain, &packed)
    var step = PackedStreamStep(consumed: packed.pos, produced: plain.pos)
    guard ZSTD_isError(result) == 0 else {
      step.damage =
        switch ZSTD_getErrorCode(result) {
        case ZSTD_error_frameParameter_windowTooLarge: .window
        case ZSTD_error_memory_allocation: .memory
        default: .corrupt
        }
      return step
    }
    isAtEnd = result == 0
    wanted = isAtEnd ? max(ZSTD_initDStream(context), 1) : result
    return step
  }
}
