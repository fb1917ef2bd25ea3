import CZlib
import FoundationEssentials
import Glibc

extension Repository {
  /// More than any commit, tree or rule has: what is larger is not unpacked to its end.
  private static let inspectedBytes: UInt = 64 << 20

  /// Checks the file of an object that has one of its own, to be called before libgit2 reads the object.
  ///
  /// libgit2 1.5 waits forever for the rest of a file that was cut short, as one is that was being written when the
  /// power failed.
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/corrupt``.
  func checkFile(of id: ObjectID) throws(GitError) {
    let hex = id.description
    let file = "\(path)/objects/\(hex.prefix(2))/\(hex.dropFirst(2))"
    guard access(file, F_OK) == 0, let content = FileManager.default.contents(atPath: file) else { return }
    guard Self.isWholeStream(content) else {
      throw GitError(
        .corrupt, "the object's file is cut short or damaged", operation: "inflate", path: "\(path): object \(id)")
    }
  }

  private static func isWholeStream(_ content: Data) -> Bool {
    var input = Array(content)
    var output = [UInt8](repeating: 0, count: 1 << 16)
    var stream = z_stream()
    guard inflateInit_(&stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return false }
    defer { inflateEnd(&stream) }
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(clamping: input.count)
        var result = Z_OK
        while result == Z_OK, stream.total_out < inspectedBytes {
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          result = inflate(&stream, Z_NO_FLUSH)
        }
        return result == Z_OK || result == Z_STREAM_END
      }
    }
  }
}
