import FoundationEssentials
import Glibc

/// An open file of the process, which may be a pipe or a terminal.
struct OpenFile {
  static let standardInput = OpenFile(descriptor: STDIN_FILENO)
  static let standardOutput = OpenFile(descriptor: STDOUT_FILENO)

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

  /// Reads to the end.
  ///
  /// - Throws: `CocoaError` when the system refuses.
  func readToEnd() throws -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return data }
      if count < 0 {
        if errno == EINTR { continue }
        throw CocoaError(.fileReadUnknown)
      }
      data.append(contentsOf: buffer[..<count])
    }
  }
}
