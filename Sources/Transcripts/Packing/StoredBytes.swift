import Glibc

/// The bytes of an input as they are stored, a piece at a time.
///
/// Read and not mapped: a mapped file that another process cuts short kills the reader.
struct StoredBytes: ~Copyable {
  /// How many bytes a piece of a file has at most.
  static let size = 1 << 18

  private let path: String
  private let bytes: [UInt8]
  /// How many of the bytes that are at hand were given.
  private var given = 0
  private let descriptor: Int32
  private var memory: UnsafeMutableRawPointer?

  init(_ bytes: [UInt8], name: String) {
    path = name
    self.bytes = bytes
    descriptor = -1
  }

  init(path: String) throws(TranscriptError) {
    // Not blocking: opening a pipe that nobody writes would hang.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, reason: SystemMessage.text(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(path: path, reason: "not a regular file")
    }
    self.path = path
    self.descriptor = descriptor
    bytes = []
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    free(memory)
  }

  /// The next bytes; nil at the end.
  mutating func next() throws(TranscriptError) -> [UInt8]? { try nextPiece().map { [UInt8]($0) } }

  /// The next bytes, in memory that is used again: they stand there until the next ones are asked for. Nil at the end.
  mutating func nextPiece() throws(TranscriptError) -> UnsafeRawBufferPointer? {
    if memory == nil { memory = malloc(Self.size) }
    guard let memory else { throw .unreadable(path: path, reason: SystemMessage.text(ENOMEM)) }
    let count = try descriptor >= 0 ? read(into: memory) : copy(into: memory)
    return count > 0 ? UnsafeRawBufferPointer(start: memory, count: count) : nil
  }

  private func read(into memory: UnsafeMutableRawPointer) throws(TranscriptError) -> Int {
    while true {
      let count = Glibc.read(descriptor, memory, Self.size)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .unreadable(path: path, reason: SystemMessage.text(errno)) }
    }
  }

  private mutating func copy(into memory: UnsafeMutableRawPointer) -> Int {
    let piece = bytes[given...].prefix(Self.size)
    piece.withUnsafeBytes { UnsafeMutableRawBufferPointer(start: memory, count: Self.size).copyMemory(from: $0) }
    given += piece.count
    return piece.count
  }
}

/// What the system says about an error.
enum SystemMessage {
  static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
