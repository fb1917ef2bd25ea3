import Glibc
import Synchronization

/// Where an input's bytes come from. It can be read more than once. What is compressed is unpacked while it is read.
package struct TranscriptSource: Sendable {
  /// What errors call the input.
  let name: String
  /// The bytes of an input that is no file.
  private let bytes: [UInt8]?
  private let note = DamageNote()

  private init(name: String, bytes: [UInt8]?) {
    self.name = name
    self.bytes = bytes
  }

  /// A file at a path.
  package static func file(_ path: String) -> TranscriptSource { TranscriptSource(name: path, bytes: nil) }

  /// Bytes that are at hand, such as a stream's.
  package static func bytes(_ bytes: [UInt8], name: String) -> TranscriptSource {
    TranscriptSource(name: name, bytes: bytes)
  }

  /// The path of the file; nil for an input that is none.
  var path: String? { bytes == nil ? name : nil }

  /// The name that the input had before it was compressed.
  var plainName: String { Packing.plainName(name) }

  /// Where the compressed stream was found damaged, if it was; it was read as if it ended there.
  var damage: TranscriptError? { note.damage.withLock { $0 } }

  /// The directory that the input lies in; nil for a name without one.
  ///
  /// A relative path is looked up, so that a file is of the same project wherever the program was started.
  var directory: String? {
    var path = name
    if bytes == nil, !path.hasPrefix("/"), let real = realpath(path, nil) {
      path = String(cString: real)
      free(real)
    }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return String(path[..<slash])
  }

  /// The first bytes, and whether they are all.
  func bytes(limit: Int) throws(TranscriptError) -> (bytes: [UInt8], complete: Bool) {
    var chunks = try chunks()
    var bytes: [UInt8] = []
    while bytes.count < limit {
      guard let chunk = try chunks.next() else { return (bytes, true) }
      bytes += chunk
    }
    return (bytes, false)
  }

  /// The lines from the first one on.
  ///
  /// - Parameter limit: how many bytes a line may have before it is left out.
  func lines(limit: Int = LineStream.lineLimit) throws(TranscriptError) -> LineStream {
    LineStream(try chunks(), limit: limit)
  }

  /// The bytes from the first one on, unpacked.
  func chunks() throws(TranscriptError) -> ByteChunks { ByteChunks(try stored(), name: name, note) }

  /// The bytes from the first one on, as they are stored.
  func stored() throws(TranscriptError) -> StoredBytes {
    if let bytes { StoredBytes(bytes, name: name) } else { try StoredBytes(path: name) }
  }
}

/// Where a compressed stream was found damaged: every time that it is read, in the same place.
final class DamageNote: Sendable {
  let damage = Mutex<TranscriptError?>(nil)
}

/// The bytes of an input, unpacked, a piece at a time. Where a compressed stream is damaged, they end.
struct ByteChunks: ~Copyable {
  private let name: String
  private let note: DamageNote
  private var stored: StoredBytes
  private var packing: Packing?
  private var unpacking: Unpacking?
  private var isOpened = false
  /// What was unpacked last.
  private var unpacked = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  deinit { unpacked.deallocate() }

  init(_ stored: consuming StoredBytes, name: String, _ note: DamageNote) {
    self.stored = stored
    self.name = name
    self.note = note
  }

  /// The next bytes; nil at the end.
  mutating func next() throws(TranscriptError) -> [UInt8]? { try nextPiece().map { [UInt8]($0) } }

  /// The next bytes, in memory that is used again: they stand there until the next ones are asked for. Nil at the end.
  mutating func nextPiece() throws(TranscriptError) -> UnsafeRawBufferPointer? {
    if !isOpened {
      isOpened = true
      guard let opening = try stored.nextPiece() else { return nil }
      packing = Packing(opening)
      unpacking = packing.map { Unpacking($0, opening: [UInt8](opening)) }
      if packing == nil { return opening }
    }
    guard let packing else { return try stored.nextPiece() }
    if let bytes = try unpacking?.next(from: &stored) { return keep(bytes) }
    if let unpacking, let damage = unpacking.damage {
      note.damage.withLock { $0 = .damaged(path: name, place: unpacking.place, reason: damage.text(packing)) }
    }
    return nil
  }

  private mutating func keep(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
    if bytes.count > unpacked.count {
      unpacked.deallocate()
      unpacked = .allocate(byteCount: bytes.count, alignment: 1)
    }
    unpacked.copyBytes(from: bytes)
    return UnsafeRawBufferPointer(rebasing: unpacked[..<bytes.count])
  }
}
