import Glibc

/// A file that is locked with `flock`, for as long as the value lives.
///
/// The kernel drops the lock when the process ends, however it ends.
struct LockFile: ~Copyable, Sendable {
  let descriptor: Int32

  /// Takes the lock at once, or not at all. The file is created when it is absent, and never deleted.
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/runLockHeld`` when another process or value has it.
  init(path: String) throws(GitError) {
    while true {
      // Closed on exec: a program that this one starts does not keep the lock.
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else { throw GitError(errno: errno, operation: "open", path: path) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let number = errno
        close(descriptor)
        if number == EINTR { continue }
        guard number == EWOULDBLOCK else { throw GitError(errno: number, operation: "flock", path: path) }
        throw GitError(.runLockHeld, "another run holds the lock", operation: "flock", path: path)
      }
      // A file that was deleted meanwhile locks nobody out: the next run would lock a new one.
      var (mine, current) = (stat(), stat())
      if fstat(descriptor, &mine) == 0, stat(path, &current) == 0, mine.st_ino == current.st_ino {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  deinit { close(descriptor) }
}
