import Glibc
import SQLite

/// A copy of an input in a private directory, gone when the value is.
struct TemporaryCopy: ~Copyable {
  /// How many bytes a copy may have.
  static let sizeLimit = 8 << 30

  let path: String
  private let directory: String

  private let place: String

  /// Writes a copy, unpacked.
  ///
  /// - Throws: ``TranscriptError`` when the input is damaged or too large, or when there is no room for the copy.
  static func make(of source: TranscriptSource, limit: Int = sizeLimit) throws(TranscriptError) -> TemporaryCopy {
    let copy = try TemporaryCopy(of: source)
    try copy.write(source, limit)
    if let damage = source.damage { throw damage }
    return copy
  }

  private init(of source: TranscriptSource) throws(TranscriptError) {
    place = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(place)/ltm-XXXXXX".utf8CString)
    // Of mode 0700.
    guard mkdtemp(&template) != nil else { throw Self.failure(source, place, errno) }
    directory = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    path = "\(directory)/database"
  }

  deinit {
    unlink(path)
    rmdir(directory)
  }

  private func write(_ source: TranscriptSource, _ limit: Int) throws(TranscriptError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(source, place, errno) }
    defer { close(descriptor) }
    var chunks = try source.chunks()
    var size = 0
    while let chunk = try chunks.next() {
      size += chunk.count
      guard size <= limit else {
        throw .unreadable(path: source.name, reason: "a database of more than \(limit >> 20) MiB; unpack it yourself")
      }
      var position = 0
      while position < chunk.count {
        let written = chunk.withUnsafeBytes { all in
          Glibc.write(descriptor, all.baseAddress.map { $0 + position }, all.count - position)
        }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw Self.failure(source, place, errno) }
        position += written
      }
    }
  }

  private static func failure(_ source: TranscriptSource, _ place: String, _ number: Int32) -> TranscriptError {
    .unreadable(
      path: source.name,
      reason: "its database cannot be unpacked in \(place): \(SystemMessage.text(number)); set TMPDIR to another place")
  }
}

extension TranscriptSource {
  /// Opens the database that the input is: where it lies, or else in a private copy, whose name is gone before the
  /// first row is read, so that nothing is left of it however the program ends.
  ///
  /// - Throws: ``TranscriptError`` when it cannot be opened.
  func openDatabase() throws(TranscriptError) -> ReadOnlyDatabase {
    func open(_ path: String) throws(TranscriptError) -> ReadOnlyDatabase {
      do throws(DatabaseFailure) {
        return try ReadOnlyDatabase(path: path)
      } catch {
        throw .unreadable(path: name, reason: error.description)
      }
    }
    var opening = try stored()
    if let path, Packing(try opening.next() ?? []) == nil { return try open(path) }
    let copy = try TemporaryCopy.make(of: self)
    return try open(copy.path)
  }
}
