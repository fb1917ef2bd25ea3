import FoundationEssentials
import Glibc

/// The files that a client keeps beside an input and that say what the input does not, such as its project.
struct Neighbour {
  /// The directory of the input; nil for an input that is no file.
  private let directory: String?

  init(_ source: TranscriptSource) {
    guard let path = source.path else {
      directory = nil
      return
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    directory = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
  }

  private init(directory: String?) { self.directory = directory }

  /// A directory beside the input.
  ///
  /// - Parameter path: from the input's directory, as the client lays its files out; never from what a file says.
  func directory(_ path: String) -> Neighbour { Neighbour(directory: directory.map { "\($0)\(path)/" }) }

  /// A file's bytes, unpacked; nil when there is no such file, when it is a link or larger than the limit, or cannot be
  /// read.
  func bytes(_ path: String, limit: Int = 1 << 20) -> [UInt8]? {
    guard let file = file(path), let (bytes, complete) = try? TranscriptSource.file(file).bytes(limit: limit + 1),
      complete, bytes.count <= limit
    else { return nil }
    return bytes
  }

  /// A JSON file as a value.
  func json<Value: Decodable>(_ path: String, as type: Value.Type = Value.self, limit: Int = 1 << 20) -> Value? {
    guard let bytes = bytes(path, limit: limit), let document = JSONDocument(bytes) else { return nil }
    return document.decode(document.root, as: type)
  }

  /// Whether there is a file of the name that is not empty.
  func has(_ path: String) -> Bool { file(path) != nil }

  /// The names of a directory's entries in byte order, without the endings of compressed files; none when it is a link
  /// or cannot be listed.
  func names(_ path: String) -> [String] {
    guard let directory, let status = Self.status(directory + path), status.st_mode & S_IFMT == S_IFDIR else {
      return []
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory + path)) ?? []
    return Set(names.map(Packing.plainName)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The path of a file that is not empty, or of what it was compressed into.
  private func file(_ path: String) -> String? {
    guard let directory else { return nil }
    return ([""] + Packing.endings).lazy.map { directory + path + $0 }.first { name in
      guard let status = Self.status(name) else { return false }
      return status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
    }
  }

  /// Of the link itself, where it is one.
  private static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }
}
