import CMalloc

/// How the program takes memory from the system.
enum ProcessMemory {
  /// From how many bytes on a piece of memory is given back to the system when it is freed: glibc's own default, which
  /// otherwise rises with every larger piece that is freed, up to 32 MiB.
  private static let pieceSize: Int32 = 128 << 10

  /// Keeps memory that is free from staying with the program in the gaps between what lives longer.
  ///
  /// Texts are taken and freed in pieces of very different sizes. Measured with two cores on 1 GiB of transcripts in 64
  /// files, the peak of `extract` falls from 390 MB to 165 MB with the model and from 103 MB to 88 MB without it, and takes
  /// no longer.
  static func settle() {
    mallopt(M_MMAP_THRESHOLD, pieceSize)
  }
}
