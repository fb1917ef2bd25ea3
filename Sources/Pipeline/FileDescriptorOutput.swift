import FoundationEssentials
import Glibc

/// An open file that bytes are written to.
struct FileDescriptorOutput {
  static let standard = FileDescriptorOutput(descriptor: STDOUT_FILENO)

  let descriptor: Int32

  /// Writes all of it.
  ///
  /// - Throws: `CocoaError` when the system refuses; a reader that has gone away is no error, as with other filters.
  func write(_ data: Data) throws {
    var rest = data[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { return }
        throw CocoaError(errno == ENOSPC ? .fileWriteOutOfSpace : .fileWriteUnknown)
      }
      rest = rest.dropFirst(written)
    }
  }
}
