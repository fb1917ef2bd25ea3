import CLibgit2
import FoundationEssentials
import Glibc

extension Repository {
  /// The commit a reference points to; nil when there is no such reference.
  ///
  /// - Throws: ``GitError`` when it cannot be read.
  package func target(of reference: String) throws(GitError) -> ObjectID? {
    var raw = git_oid()
    do {
      try check("git_reference_name_to_id", path: path, git_reference_name_to_id(&raw, handle, reference))
    } catch {
      if error.code == .notFound { return nil }
      throw error
    }
    return ObjectID(raw)
  }

  /// Moves a reference if it still is what was expected: compared and set under the reference's lock.
  ///
  /// - Parameters:
  ///   - expected: what the reference pointed to; nil when there was none.
  ///   - message: what the reflog says.
  /// - Throws: ``GitError`` with ``GitError/Code/modified`` when somebody else moved it and ``GitError/Code/locked``
  ///   when somebody is about to.
  package func move(
    _ reference: String, from expected: ObjectID?, to new: ObjectID, message: String
  ) throws(GitError) {
    var (old, new) = (expected?.raw ?? git_oid(), new.raw)
    var created: OpaquePointer?
    // Not `git_reference_create`: without force it looks for the reference before it takes the lock, not after. The
    // zero id stands for 'there must be none'.
    try check(
      "git_reference_create_matching", path: "\(path)/\(reference)",
      git_reference_create_matching(&created, handle, reference, &new, 1, &old, message))
    git_reference_free(created)
    // Read back: a write that was lost without an error must not pass for a success. Somebody else may have moved on.
    let target = try target(of: reference)
    guard target == ObjectID(new) || target != expected else {
      throw GitError(.other, "the reference did not move", operation: "read back", path: "\(path)/\(reference)")
    }
  }

  /// Removes a reference's lock file that a killed process left behind.
  ///
  /// The run lock, which the caller holds, says that no other run owns it; its age says that no other git does,
  /// which holds one for milliseconds.
  ///
  /// - Returns: whether there was one to remove.
  /// - Throws: ``GitError`` when the file is there, old, and cannot be removed.
  package func removeStaleLock(
    of reference: String, under lock: borrowing RunLock, olderThan seconds: Int
  ) throws(GitError) -> Bool {
    let file = "\(path)/\(reference).lock"
    var status = stat()
    guard lstat(file, &status) == 0, time(nil) - status.st_mtim.tv_sec > seconds else { return false }
    guard unlink(file) == 0 || errno == ENOENT else { throw GitError(errno: errno, operation: "unlink", path: file) }
    return true
  }

  /// The commit that a revision names, in git's syntax: `HEAD`, `main~3`, a shortened id, `main@{yesterday}`, …
  ///
  /// - Throws: ``GitError`` with ``GitError/Code/notFound``, ``GitError/Code/ambiguous`` or ``GitError/Code/invalid``.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    guard !revision.utf8.contains(0) else {
      throw GitError(.invalid, "a revision has no NUL character", operation: "git_revparse_single", path: path)
    }
    let object = try make("git_revparse_single", path: path) { git_revparse_single($0, handle, revision) }
    defer { git_object_free(object) }
    let commit = try make("git_object_peel", path: path) { git_object_peel($0, object, GIT_OBJECT_COMMIT) }
    defer { git_object_free(commit) }
    return ObjectID(git_object_id(commit).pointee)
  }

  /// Every commit that can be reached, children before parents, later before earlier.
  ///
  /// - Throws: ``GitError``: ``GitError/Code/corrupt`` when a commit on the way is missing or damaged.
  package func history(of commit: ObjectID) throws(GitError) -> [ObjectID] {
    let walk = try make("git_revwalk_new", path: path) { git_revwalk_new($0, handle) }
    defer { git_revwalk_free(walk) }
    try check(
      "git_revwalk_sorting", path: path,
      git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue))
    var raw = commit.raw
    // The walk would not name a commit that is missing or damaged.
    var (pending, seen) = ([commit], Set([commit]))
    while let next = pending.popLast() {
      pending += try self.commit(next).parents.filter { seen.insert($0).inserted }
    }
    try check("git_revwalk_push", path: path, git_revwalk_push(walk, &raw))
    var history: [ObjectID] = []
    while true {
      let result = git_revwalk_next(&raw, walk)
      if result == GIT_ITEROVER.rawValue { return history }
      do {
        try check("git_revwalk_next", path: path, result)
      } catch {
        throw GitError(
          error.code == .notFound ? .corrupt : error.code, "history is not complete: \(error.message)",
          operation: error.operation, path: path)
      }
      history.append(ObjectID(raw))
    }
  }
}
