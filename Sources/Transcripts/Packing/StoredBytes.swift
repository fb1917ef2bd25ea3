import Glibc

/// The bytes of an input as they are stored, a piece at a time.
///
/// Read and not mapped: a mapped file that another process cuts short kills the reader.
struct StoredBytes: ~Copyable {
  /// How many bytes a piece of a file has at most.
  static let size = 1 << 18

  private let path: String
  private var rest: [UInt8]?
  private let descriptor: Int32

  init(_ bytes: [UInt8], name: String) {
    path = name
    rest = bytes
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
    rest = nil
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next bytes; nil at the end.
  mutating func next() throws(TranscriptError) -> [UInt8]? {
    guard descriptor >= 0 else {
      defer { rest = nil }
      return rest.flatMap { $0.isEmpty ? nil : $0 }
    }
    while true {
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, count in
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(got, 0)
      }
      if failure == EINTR { continue }
      guard failure == 0 else { throw .unreadable(path: path, reason: SystemMessage.text(failure)) }
      return chunk.isEmpty ? nil : chunk
    }
  }
}

/// What the system says about an error.
enum SystemMessage {
  static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
