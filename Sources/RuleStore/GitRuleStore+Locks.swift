import FoundationEssentials
package import Git
import Glibc

extension GitRuleStore {
  private static let lockFile = "ltm.lock"
  /// A git process holds a reference's lock for milliseconds.
  private static let staleLockSeconds = 600

  /// Takes the right to be the only run on the store, for as long as the value lives.
  ///
  /// Reading and a single ``commit(_:in:)`` are safe without; a run takes it so that nothing that it read changes
  /// before it writes. Scripts take the same lock by `flock <store>/ltm.lock`.
  ///
  /// - Throws: ``RuleStoreError/lockedByAnotherRun(path:)``.
  package func lock() throws(RuleStoreError) -> RunLock { try Self.lock(at: path) }

  /// Takes the run's lock of a store that may be too damaged to open.
  ///
  /// - Throws: ``RuleStoreError/lockedByAnotherRun(path:)``, or ``RuleStoreError/git(_:)`` when the file cannot be made.
  package static func lock(at path: String) throws(RuleStoreError) -> RunLock {
    do {
      return try RunLock(path: "\(path)/\(lockFile)")
    } catch  where error.code == .runLockHeld {
      throw .lockedByAnotherRun(path: path)
    } catch {
      throw .git(error)
    }
  }

  /// Waits for the turn to commit. Without the run lock too, two processes of ours never write at the same time.
  func commitLock() throws(RuleStoreError) -> CommitLock {
    do {
      return try CommitLock(of: path)
    } catch  where error.code == .runLockHeld {
      throw .lockedByAnotherRun(path: path)
    } catch  where error.code == .notFound {
      throw .missing(path: path)
    } catch {
      throw .git(error)
    }
  }

  /// Removes what killed runs left behind: locks on branches, and packs that were not finished.
  ///
  /// Neither harms what is stored; but a lock stops every later commit, and git itself never removes these packs. A lock
  /// that may be a person's stays until it is ten minutes old.
  ///
  /// - Returns: the paths of the removed files, sorted; worth a line in the log.
  /// - Throws: ``RuleStoreError/git(_:)`` when one cannot be removed.
  package func removeLeftovers(under lock: borrowing RunLock) throws(RuleStoreError) -> [String] {
    let turn = try commitLock()
    let repository = try open()
    do {
      var removed = try turn.removeLeftovers()
      for branch in Branch.allCases {
        let isStale = try repository.removeStaleLock(
          of: branch.reference, under: lock, olderThan: Self.staleLockSeconds)
        if isStale { removed.append(lockFile(of: branch)) }
      }
      return removed.sorted()
    } catch {
      throw .git(error)
    }
  }

  private func lockFile(of branch: Branch) -> String { "\(path)/\(branch.reference).lock" }

  /// Why a commit gave up: the lock that is in its way, where there is one.
  func contention(after attempts: Int, last: GitError) -> RuleStoreError {
    let file = lockFile(of: branch)
    var status = stat()
    guard last.code == .locked, lstat(file, &status) == 0 else {
      return .contended(path: path, attempts: attempts, last: last)
    }
    return .branchLocked(file: file, seconds: max(0, time(nil) - status.st_mtim.tv_sec))
  }
}
