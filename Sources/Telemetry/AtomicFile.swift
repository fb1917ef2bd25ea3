import FoundationEssentials
import Glibc
import Synchronization

/// Writing of files that are never seen half written.
enum AtomicFile {
  private static let counter = Atomic<Int>(0)

  /// Writes a file beside its place and renames it into it; the directories above are made.
  static func write(_ bytes: [UInt8], to path: String) throws(TelemetryError) {
    try makeDirectory(above: path)
    let draft = "\(path).tmp-\(getpid())-\(counter.add(1, ordering: .relaxed).newValue)"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: message(errno)) }
    let isWritten = writeAll(bytes, to: descriptor) == bytes.count && fsync(descriptor) == 0
    let number = errno
    close(descriptor)
    guard isWritten else {
      unlink(draft)
      throw .cannotWrite(path: path, reason: message(number))
    }
    guard rename(draft, path) == 0 else {
      let number = errno
      unlink(draft)
      throw .cannotWrite(path: path, reason: message(number))
    }
  }

  /// Makes the directories above a file.
  static func makeDirectory(above path: String) throws(TelemetryError) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let directory = String(path[..<slash])
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: path, reason: "the directory \(directory) cannot be made")
    }
  }

  /// Writes as many bytes as the system takes; `errno` says why it took no more.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let base = buffer.baseAddress {
        let count = Glibc.write(descriptor, base + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { break }
        done += count
      }
      return done
    }
  }

  static func message(_ number: Int32) -> String { String(cString: strerror(number)) }
}
