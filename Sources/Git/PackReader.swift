import CDeflate
import FoundationEssentials
import Glibc

/// A pack whose whole files are read without libgit2 (Documentation/gitformat-pack).
///
/// Both files are mapped. Everything that is read of them is checked against their sizes, and the pack against its index
/// when it is opened.
final class PackReader {
  private let pack: MappedFile
  private let index: MappedFile
  private let count: Int

  private static let fanout = 8
  private static let ids = fanout + 256 * 4
  private static let idBytes = 20
  /// The hash at the end of both files.
  private static let trailer = 20
  /// How packs number files.
  private static let blob: UInt8 = 3

  /// Opens a pack; nil when it is gone, of another version, or damaged: libgit2 says what it is then.
  ///
  /// - Parameter path: without the ending.
  init?(_ path: String) {
    guard let pack = MappedFile("\(path).pack"), let index = MappedFile("\(path).idx") else { return nil }
    (self.pack, self.index) = (pack, index)
    guard index.bytes.count > Self.ids + 2 * Self.trailer,
      index.bytes.starts(with: [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]),
      pack.bytes.count > 12 + Self.trailer, pack.bytes.starts(with: Array("PACK".utf8))
    else { return nil }
    count = index.number(at: Self.fanout + 255 * 4)
    // For each object an id, a checksum and a place.
    let end = index.bytes.count - 2 * Self.trailer
    guard Self.ids + count * (Self.idBytes + 8) <= end,
      index.bytes[end..<end + Self.trailer].elementsEqual(pack.bytes.suffix(Self.trailer))
    else { return nil }
  }

  /// The bytes of a file; nil when it is not here whole, is too large, or is not what its id says.
  func blob(_ id: ObjectID, limit: Int, with decompressor: OpaquePointer) -> [UInt8]? {
    guard let start = place(of: id).flatMap(offset), start >= 12 else { return nil }
    let end = pack.bytes.count - Self.trailer
    guard start < end, (pack.bytes[start] >> 4) & 7 == Self.blob else { return nil }
    var (size, shift, next) = (Int(pack.bytes[start] & 15), 4, start + 1)
    while pack.bytes[next - 1] & 0x80 != 0 {
      guard next < end, shift < 32 else { return nil }
      size |= Int(pack.bytes[next] & 0x7F) << shift
      (shift, next) = (shift + 7, next + 1)
    }
    guard size <= limit, next < end, let base = pack.bytes.baseAddress else { return nil }
    var isWhole = false
    let content = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      // Also of nothing, libdeflate wants a place.
      var nothing: UInt8 = 0
      let result = withUnsafeMutablePointer(to: &nothing) { nothing in
        libdeflate_zlib_decompress(
          decompressor, base + next, end - next, buffer.baseAddress ?? nothing, size, nil)
      }
      isWhole = result == LIBDEFLATE_SUCCESS
      count = isWhole ? size : 0
    }
    return isWhole && PackDraft.id(of: .blob, content) == id ? content : nil
  }

  /// Which of the ids, in their order, is the given one.
  private func place(of id: ObjectID) -> Int? {
    let first = Int(id.high >> 56)
    var low = first == 0 ? 0 : index.number(at: Self.fanout + (first - 1) * 4)
    var high = index.number(at: Self.fanout + first * 4)
    guard low < high, high <= count else { return nil }
    // Ids are spread evenly: a good guess, and then steps that grow, so that few pages are touched.
    let share = Int((id.high << 8) >> 32)
    var guess = low + ((high - low) * share) >> 32
    var step = 4
    if key(guess) < id.high {
      while guess < high, key(guess) < id.high { (low, guess, step) = (guess + 1, guess + step, step * 2) }
      high = min(guess + 1, high)
    } else {
      while guess > low, key(guess) >= id.high { (high, guess, step) = (guess + 1, max(low, guess - step), step * 2) }
      if key(guess) < id.high { low = guess + 1 }
    }
    while low < high {
      let middle = (low + high) / 2
      if key(middle) < id.high { low = middle + 1 } else { high = middle }
    }
    while low < count, key(low) == id.high {
      if self.id(at: low) == id { return low }
      low += 1
    }
    return nil
  }

  private func key(_ place: Int) -> UInt64 {
    UInt64(bigEndian: index.bytes.loadUnaligned(fromByteOffset: Self.ids + place * Self.idBytes, as: UInt64.self))
  }

  private func id(at place: Int) -> ObjectID {
    ObjectID(bytes: UnsafeRawBufferPointer(rebasing: index.bytes[(Self.ids + place * Self.idBytes)...].prefix(20)))
  }

  private func offset(_ place: Int) -> Int? {
    let offset = index.number(at: Self.ids + count * (Self.idBytes + 4) + place * 4)
    // Packs of more than 2 GB are left to libgit2.
    return offset < 1 << 31 ? offset : nil
  }
}

/// A file in memory, as it was when it was opened.
private final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0,
      let base = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: base, count: Int(status.st_size))
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

  /// Four bytes, the highest first.
  func number(at offset: Int) -> Int {
    Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}

/// Reads many files of one repository.
///
/// Those that stand whole in a pack, which new ones do, it reads itself, three times as fast as libgit2; it checks the
/// hash of each as libgit2 does. All others are left to libgit2: deltas, files that have a file of their own, what is
/// damaged, and packs that came after it was made.
package final class FileReader: BlobReading {
  private let repository: Repository
  private var packs: [PackReader]
  private let decompressor: OpaquePointer?

  package init(_ repository: Repository) {
    self.repository = repository
    let directory = "\(repository.path)/objects/pack"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    packs = names.filter { $0.hasSuffix(".idx") }.sorted().compactMap { PackReader("\(directory)/\($0.dropLast(4))") }
    decompressor = libdeflate_alloc_decompressor()
  }

  deinit {
    if let decompressor { libdeflate_free_decompressor(decompressor) }
  }

  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8]? {
    guard let decompressor else { return try repository.blob(id, limit: limit) }
    for (index, pack) in packs.enumerated() {
      guard let content = pack.blob(id, limit: limit, with: decompressor) else { continue }
      // The next one is most likely in the same pack.
      if index > 0 { packs.swapAt(0, index) }
      return content
    }
    return try repository.blob(id, limit: limit)
  }
}
