import Glibc

/// The bytes of a file, mapped into memory and never written.
///
/// A file that is made shorter while it is mapped ends the process; who replaces one writes a new file and renames it.
final class MappedFile: Sendable {
  /// The path it was opened at.
  let path: String
  /// How many bytes the file has.
  let count: Int
  private let address: UInt

  /// Maps a file.
  ///
  /// - Throws: ``EncoderError`` when it cannot be opened, is no regular file, or is empty or larger than `maximum`.
  init(path: String, maximum: Int) throws(EncoderError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is no regular file") }
    guard status.st_size > 0, status.st_size <= maximum else {
      throw .malformed(path: path, offset: 0, reason: "the file has \(status.st_size) bytes, not 1 to \(maximum)")
    }
    guard let mapping = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), mapping != MAP_FAILED
    else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    self.path = path
    self.count = Int(status.st_size)
    self.address = UInt(bitPattern: mapping)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(bitPattern: address), count)
  }

  /// Lets go of the memory that holds bytes which were looked at; what is looked at again comes from the file.
  func release() {
    // It is only advice.
    _ = madvise(UnsafeMutableRawPointer(bitPattern: address), count, MADV_DONTNEED)
  }

  /// The bytes, which stay valid as long as this object.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
  }
}
