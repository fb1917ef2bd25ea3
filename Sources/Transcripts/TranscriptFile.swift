import Glibc

/// A file that may hold a transcript, as it was when it was found.
package struct TranscriptFile: Hashable, Sendable {
  package var path: String
  package var state: FileState

  package init(path: String, state: FileState) {
    self.path = path
    self.state = state
  }
}

/// What tells one state of a file from another without reading it.
///
/// A file that was written to in place has another time of change, which no program can set, whatever it did to the
/// time of modification.
package struct FileState: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// In bytes.
  package var size: Int64
  /// When the content was modified, in nanoseconds since 1970.
  package var modified: Int64
  /// When the content or anything else about the file was changed, in nanoseconds since 1970.
  package var changed: Int64

  package init(device: UInt64, inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  /// The state of what is at a path; nil when there is nothing.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: Self.nanoseconds(status.st_mtim), changed: Self.nanoseconds(status.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
