import Glibc

/// The turn to write to a repository, among all processes that take it, for as long as the value lives.
///
/// Whoever moves references with it leaves a mark in its file meanwhile. When the process is killed in that instant,
/// git's own lock on the reference stays behind, and the mark tells the next one that it was not a person's. New packs
/// are kept from git's tidying up until the value ends.
package struct CommitLock: ~Copyable {
  /// The directory of the repository.
  private let repository: String
  private let file: LockFile

  /// Takes the lock; waits for others that have it.
  ///
  /// - Parameters:
  ///   - repository: its directory.
  ///   - seconds: how long to wait. A commit takes milliseconds.
  /// - Throws: ``GitError`` with ``GitError/Code/runLockHeld`` when others still have it then.
  package init(of repository: String, waiting seconds: Int = 120) throws(GitError) {
    let path = "\(repository)/ltm.commit.lock"
    let end = Self.now + Double(seconds)
    while true {
      do {
        file = try LockFile(path: path)
        self.repository = repository
        return
      } catch {
        guard error.code == .runLockHeld, Self.now < end else { throw error }
        // Random, so that of several who wait none is always late.
        usleep(.random(in: 500...3_000))
      }
    }
  }

  deinit { Repository.releasePacks(in: repository) }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Moves a reference as ``Repository/move(_:from:to:message:)`` does, with a mark in the lock's file meanwhile.
  package borrowing func move(
    _ reference: String, of opened: Repository, from expected: ObjectID?, to new: ObjectID, message: String
  ) throws(GitError) {
    try setMark(MoveMark(reference: reference, target: new).text)
    defer { try? setMark("") }
    try opened.move(reference, from: expected, to: new, message: message)
  }

  /// Removes what a process left that was killed while it had this lock: unfinished packs, what keeps finished ones from
  /// git, and git's lock on the reference that it moved, unless that may be a person's.
  ///
  /// - Returns: the paths of the removed packs and locks, sorted.
  /// - Throws: ``GitError`` when one cannot be removed.
  package borrowing func removeLeftovers() throws(GitError) -> [String] {
    Repository.releasePacks(in: repository)
    let drafts = try Repository.removeUnfinishedPacks(in: repository)
    if let lock = try removeLeftLock() { return drafts + [lock] }
    return drafts
  }

  private borrowing func removeLeftLock() throws(GitError) -> String? {
    var bytes = [UInt8](repeating: 0, count: MoveMark.sizeLimit)
    let count = pread(file.descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    var status = stat()
    guard fstat(file.descriptor, &status) == 0,
      let mark = MoveMark(String(decoding: bytes.prefix(count), as: UTF8.self))
    else {
      try setMark("")
      return nil
    }
    let path = "\(repository)/\(mark.reference).lock"
    guard ReferenceLock.isLeft(path, by: mark, madeAt: status.st_mtim) else { return nil }
    guard unlink(path) == 0 || errno == ENOENT else { throw GitError(errno: errno, operation: "unlink", path: path) }
    try setMark("")
    return path
  }

  private borrowing func setMark(_ text: String) throws(GitError) {
    let bytes = Array(text.utf8)
    guard ftruncate(file.descriptor, 0) == 0,
      bytes.isEmpty || pwrite(file.descriptor, bytes, bytes.count, 0) == bytes.count
    else {
      throw GitError(errno: errno, operation: "write", path: "\(repository)/ltm.commit.lock")
    }
  }
}

/// What a writer says while it moves a reference.
struct MoveMark: Hashable {
  static let sizeLimit = 256

  /// The reference that moves.
  let reference: String
  /// Where it moves to.
  let target: ObjectID

  var text: String { "\(reference) \(target)\n" }
}

extension MoveMark {
  /// The mark in the lock's file; nil when the file holds anything but a whole one.
  init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard text.hasSuffix("\n"), parts.count == 2, let target = ObjectID(hex: String(parts[1].dropLast())) else {
      return nil
    }
    let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    // It becomes part of a path.
    guard names.count >= 3, names[0] == "refs", names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
      return nil
    }
    self.init(reference: String(parts[0]), target: target)
  }
}
