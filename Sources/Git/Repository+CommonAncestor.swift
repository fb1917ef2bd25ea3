import CLibgit2

extension Repository {
  /// The best common ancestor of two commits; nil where their histories have none.
  ///
  /// - Throws: ``GitError`` when a commit on the way is missing or damaged.
  package func commonAncestor(of one: ObjectID, and other: ObjectID) throws(GitError) -> ObjectID? {
    var (base, one, other) = (git_oid(), one.raw, other.raw)
    let result = git_merge_base(&base, handle, &one, &other)
    if result == GIT_ENOTFOUND.rawValue {
      git_error_clear()
      return nil
    }
    try check("git_merge_base", path: path, result)
    return ObjectID(base)
  }
}
