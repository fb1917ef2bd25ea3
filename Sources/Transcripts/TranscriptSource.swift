import Glibc

/// Where an input's bytes come from. It can be read more than once.
package enum TranscriptSource: Sendable {
  case file(String)
  case bytes([UInt8], name: String)

  /// What errors call the input.
  var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name): name
    }
  }

  /// The directory that the input lies in; nil for a name without one.
  ///
  /// A relative path is looked up, so that a file is of the same project wherever the program was started.
  var directory: String? {
    var path = name
    if case .file = self, !path.hasPrefix("/"), let real = realpath(path, nil) {
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

  /// The bytes from the first one on.
  func chunks() throws(TranscriptError) -> ByteChunks {
    switch self {
    case .file(let path): try ByteChunks(path: path)
    case .bytes(let bytes, let name): ByteChunks(bytes, name: name)
    }
  }
}

/// The bytes of an input, a piece at a time.
///
/// Read and not mapped: a mapped file that another process cuts short kills the reader.
struct ByteChunks: ~Copyable {
  private static let size = 1 << 18

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
      throw errno == ENOENT ? .missing(path: path) : .unreadable(path: path, reason: Self.message(errno))
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
      guard failure == 0 else { throw .unreadable(path: path, reason: Self.message(failure)) }
      return chunk.isEmpty ? nil : chunk
    }
  }

  static func message(_ number: Int32) -> String { String(cString: strerror(number)) }
}
