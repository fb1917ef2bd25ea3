/// The right to be the only run on a repository, for as long as the value lives.
///
/// A `flock`: the kernel drops it when the process ends, however it ends.
package struct RunLock: ~Copyable, Sendable {
  private let file: LockFile

  /// Takes the lock at once, or not at all. The file is created when it is absent, and never deleted.
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/runLockHeld`` when another process or value has it.
  package init(path: String) throws(GitError) {
    file = try LockFile(path: path)
  }
}
