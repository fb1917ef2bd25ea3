import FoundationEssentials
import Glibc

/// What the system knows of a file, without following a link.
struct FileFacts: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case file, directory, other }

  let kind: Kind
  let size: Int
  let owner: UInt32
  let mode: UInt32
  /// When it was last written, in seconds since the Unix epoch.
  let modified: Int64

  /// Nil where there is nothing.
  init?(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    size = Int(status.st_size)
    owner = status.st_uid
    mode = status.st_mode & 0o7777
    modified = Int64(status.st_mtim.tv_sec)
  }

  /// The names in a directory, sorted; none where it cannot be read.
  static func names(in directory: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
  }

  /// The beginning of a file as text; nil where it cannot be read.
  static func text(of path: String, limit: Int = 1 << 20) -> String? {
    guard let facts = FileFacts(path), facts.kind == .file, facts.size <= limit,
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
