import FoundationEssentials
import Glibc

/// Git's lock on a reference: the file `<reference>.lock`, which holds the new id before it takes the reference's place.
enum ReferenceLock {
  /// How long after its mark a writer makes the lock, at most: it is the very next thing it does.
  private static let windowSeconds = 60
  /// A lock in which there is no whole id says less. Git keeps such a one open, or is done with it in an instant.
  private static let emptySeconds = 0.5

  /// Tells whether a lock can only be that of a writer that was killed.
  ///
  /// - Parameters:
  ///   - path: the lock's file.
  ///   - mark: what the writer said before it made the lock.
  ///   - time: when it said that, by the clock of the file system.
  static func isLeft(_ path: String, by mark: MoveMark, madeAt time: timespec) -> Bool {
    let whole = Array("\(mark.target)\n".utf8)
    // A lock that is too young to tell is looked at again until it is old enough.
    for _ in 0..<100 {
      guard let (content, status) = read(path) else { return false }
      let after = status.st_mtim.tv_sec - time.tv_sec
      let isBefore = after < 0 || (after == 0 && status.st_mtim.tv_nsec < time.tv_nsec)
      guard !isBefore, after <= windowSeconds else { return false }
      if content == whole { return true }
      guard whole.starts(with: content) else { return false }
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      let age = Double(now.tv_sec - status.st_mtim.tv_sec) + Double(now.tv_nsec - status.st_mtim.tv_nsec) / 1e9
      if age >= emptySeconds { return !isOpen(status) }
      usleep(50_000)
    }
    return false
  }

  private static func read(_ path: String) -> (content: [UInt8], status: stat)? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count >= 0 else { return nil }
    return (Array(bytes.prefix(count)), status)
  }

  /// Tells whether a process that this one may look into has the file open.
  private static func isOpen(_ file: stat) -> Bool {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for process in processes where process.allSatisfy(\.isNumber) {
      let directory = "/proc/\(process)/fd"
      for descriptor in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
        var status = stat()
        guard stat("\(directory)/\(descriptor)", &status) == 0 else { continue }
        if status.st_ino == file.st_ino, status.st_dev == file.st_dev { return true }
      }
    }
    return false
  }
}
